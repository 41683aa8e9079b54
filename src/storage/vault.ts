/** Seals what is stored with the service's own key: AES-256-GCM, and names for citizens that tell nothing. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { Citizen, Vault } from "../core/messaging/index.ts";
import { StorageError } from "./errors.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 132 bits: enough to tell all citizens of the world apart. */
const PSEUDONYM_LENGTH = 22;

/** @param key 32 bytes, see `loadServiceKey` */
export function createVault(key: Uint8Array): Vault {
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", key, "", `hoidap ${purpose}`, 32));
  const sealing = derive("sealing");
  const naming = derive("naming");
  const keys = { audit: derive("audit"), pin: derive("pin") };
  const hmac = (text: string) => createHmac("sha256", naming).update(text).digest("base64url");
  return {
    seal: (plain) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", sealing, nonce);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed) => {
      try {
        if (sealed[0] !== VERSION) throw new Error("unknown version");
        const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
        const tagAt = 1 + NONCE_BYTES;
        const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(1, tagAt));
        decipher.setAuthTag(bytes.subarray(tagAt, tagAt + TAG_BYTES));
        const body = bytes.subarray(tagAt + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new StorageError(
          "SEALED_DATA_DAMAGED",
          "Không mở được dữ liệu đã niêm phong: tệp bị hỏng hoặc khóa dịch vụ đã đổi.",
          { cause },
        );
      }
    },
    pseudonym: ({ channel, id }: Citizen) => hmac(`citizen ${channel} ${id}`).slice(0, PSEUDONYM_LENGTH),
    hashFor: (purpose, text) => createHmac("sha256", keys[purpose]).update(text).digest("base64url"),
    fingerprint: hmac("fingerprint").slice(0, PSEUDONYM_LENGTH),
  };
}
