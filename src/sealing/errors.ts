/** What can be wrong with keys and sealed things, said to those who hold them. */

export type SealingErrorCode =
  | "RECIPIENT_INVALID"
  | "KEY_FILE_MISSING"
  | "KEY_FILE_EXISTS"
  | "NOT_A_KEY_FILE"
  | "WRONG_PASSPHRASE"
  | "OTHER_KEY"
  | "SEALED_DAMAGED";

/** The message is in Vietnamese and tells what to do; it never quotes a secret. */
export class SealingError extends Error {
  override readonly name = "SealingError";
  readonly code: SealingErrorCode;

  constructor(code: SealingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
