/** What the page and the server say to each other. Knows neither a browser nor a server: both read this file. */

/** Characters of one message that a citizen sends. */
export const TEXT_MAX = 4000;

/** A button under an answer: says something for the citizen, opens a page or dials a number. */
export type PageButton =
  | { readonly label: string; readonly say: string; readonly payload: string }
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly phone: string };

/** One message of the bot. */
export interface PageReply {
  /** Grows; what has been fetched up to here is acknowledged with `after`. */
  readonly id: number;
  /** When it was decided, milliseconds since 1970; with `id` it names the reply even if the numbers begin anew. */
  readonly at: number;
  readonly text: string;
  readonly buttons: readonly PageButton[];
  /** It tells of what somebody reports: not kept on the device, nor what is written in answer to it. */
  readonly isPrivate?: boolean;
  /** Photos and files are welcome now. */
  readonly wantsFiles?: boolean;
}

/** Bytes of one file that a citizen sends. */
export const FILE_BYTES_MAX = 5 * 1024 * 1024;
/** Files that are chosen at once. */
export const FILES_MAX = 5;
/** What the device offers to choose from; what a file is, the service sees by its content. */
export const FILES_ACCEPTED =
  "image/jpeg,image/png,image/webp,image/heic,image/heif,application/pdf,.pdf,.docx,.xlsx,video/mp4,video/quicktime,video/3gpp,audio/*";
