/** What can be wrong with storage, said to those who run the service. */

export type StorageErrorCode =
  | "DATABASE_IN_USE"
  | "DATABASE_NEWER"
  | "DATABASE_OTHER_KEY"
  | "DATABASE_UNREACHABLE"
  | "DISK_FULL"
  | "SERVICE_KEY_INVALID"
  | "SEALED_DATA_DAMAGED";

export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: StorageErrorCode;

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
