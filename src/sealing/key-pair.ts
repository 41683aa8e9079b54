/** A pair of keys: the public one seals, the secret one opens. Both are plain age keys, so any age program reads them. */
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { SealingError } from "./errors.ts";

export interface KeyPair {
  /** `AGE-SECRET-KEY-1…` */
  readonly identity: string;
  /** `age1…` */
  readonly recipient: string;
}

export async function makeKeyPair(): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** @throws SealingError NOT_A_KEY_FILE when the text is no secret key */
export async function pairOf(identity: string): Promise<KeyPair> {
  try {
    return { identity, recipient: await identityToRecipient(identity) };
  } catch {
    throw new SealingError("NOT_A_KEY_FILE", "Khóa bí mật không đọc được: có thể đã bị sửa hoặc chép thiếu.");
  }
}

/**
 * Public keys of a setting, separated by blanks or commas; each once.
 * @throws SealingError RECIPIENT_INVALID naming the one that is wrong; a secret key is refused without being shown
 */
export function parseRecipients(text: string): readonly string[] {
  const recipients = [...new Set(text.split(/[\s,;]+/u).filter(Boolean))];
  if (recipients.length === 0) throw new SealingError("RECIPIENT_INVALID", "Chưa có khóa công khai nào.");
  for (const recipient of recipients) checkRecipient(recipient);
  return recipients;
}

function checkRecipient(recipient: string): void {
  if (/^age-secret-key/iu.test(recipient))
    throw new SealingError(
      "RECIPIENT_INVALID",
      "Đây là khóa BÍ MẬT; ở đây chỉ đặt khóa công khai (bắt đầu bằng age1). Hãy bỏ ngay, và tạo cặp khóa mới vì khóa này đã lộ.",
    );
  try {
    new Encrypter().addRecipient(recipient);
  } catch {
    throw new SealingError(
      "RECIPIENT_INVALID",
      `Khóa công khai “${recipient.slice(0, 12)}…” không đúng: hãy chép lại cả dòng age1… mà lệnh “hoidap keys new” đã in.`,
    );
  }
}
