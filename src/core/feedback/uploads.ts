/** How a file that a page brings enters the house: checked, sealed and kept before anybody is told so. */
import type { Citizen } from "../messaging/citizen.ts";
import type { FileRefusal } from "./file-rules.ts";

export type UploadResult =
  | { readonly kind: "kept"; readonly handle: string; readonly mediaType: string }
  /**
   * - `too-many`: others of this citizen still wait for a turn.
   * - `closed`: there is no key to seal for.
   * - `not-kept`: storage could not write it, or there is too little room left.
   */
  | { readonly kind: "refused"; readonly reason: FileRefusal | "too-many" | "closed" | "not-kept" };

/** The bytes are sealed at once, and overwritten in memory then. @param id the same when the same file comes again */
export type KeepUpload = (citizen: Citizen, id: string, bytes: Uint8Array) => Promise<UploadResult>;
