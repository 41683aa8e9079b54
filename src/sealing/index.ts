/** Keys of the reception unit: what citizens report is sealed for them, and opened by nobody else. */
export { SealingError, type SealingErrorCode } from "./errors.ts";
export { faultOfPassphrase, readKeyFile, readPublicKey, writeKeyFile } from "./key-file.ts";
export { type KeyPair, makeKeyPair, parseRecipients } from "./key-pair.ts";
export {
  dataFolderKeyPath,
  KEY_BESIDE_DATA,
  loadRecipients,
  type RecipientSettings,
  type Recipients,
} from "./load-recipients.ts";
export { makePassphrase } from "./make-passphrase.ts";
export { createSealer, type Open, openSealed } from "./sealer.ts";
