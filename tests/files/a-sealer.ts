/** Seals for a key that is made for the test, with the very library that seals reports. */
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from "age-encryption";
import type { Sealer } from "../../src/core/feedback/index.ts";

export interface ASealer extends Sealer {
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

export async function aSealer(): Promise<ASealer> {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  return {
    recipients: [recipient],
    seal: async (plain) => {
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      return encrypter.encrypt(plain);
    },
    open: async (sealed) => {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      return decrypter.decrypt(sealed);
    },
  };
}
