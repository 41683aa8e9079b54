/** Seals for the holders of keys, and opens for one of them; age's file format, nothing of our own. */
import { Decrypter, Encrypter } from "age-encryption";
import type { Sealer } from "../core/feedback/index.ts";
import { SealingError } from "./errors.ts";
import { parseRecipients } from "./key-pair.ts";

/** Opens one sealed thing. @throws SealingError OTHER_KEY, SEALED_DAMAGED */
export type Open = (sealed: Uint8Array) => Promise<Uint8Array>;

/** @throws SealingError RECIPIENT_INVALID */
export function createSealer(recipients: readonly string[]): Sealer {
  const checked = parseRecipients(recipients.join(" "));
  const encrypter = new Encrypter();
  for (const recipient of checked) encrypter.addRecipient(recipient);
  return { recipients: checked, seal: (plain) => encrypter.encrypt(plain) };
}

/** @param identities secret keys; each sealed thing is opened by the first that fits */
export function openSealed(identities: readonly string[]): Open {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return async (sealed) => {
    try {
      return await decrypter.decrypt(sealed);
    } catch (error) {
      if (error instanceof Error && /no identity matched/u.test(error.message))
        throw new SealingError(
          "OTHER_KEY",
          "Khóa này không mở được phiếu: phiếu được niêm phong cho khóa khác. Hãy dùng đúng tệp khóa của đơn vị tiếp nhận (kể cả khóa cũ, nếu đã đổi khóa).",
          { cause: error },
        );
      throw new SealingError("SEALED_DAMAGED", "Nội dung niêm phong đã bị hỏng hoặc bị sửa, không mở được.", {
        cause: error,
      });
    }
  };
}
