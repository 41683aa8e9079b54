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
}
