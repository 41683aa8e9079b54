/** What the house has to know of a failure of storage, whichever database it is. */

/** Nothing more can be written until somebody makes room. Storage says so by the error's code. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && (error as Error & { code?: unknown }).code === "DISK_FULL";
}
