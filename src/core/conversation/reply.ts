/** What the bot says: channel-neutral text and buttons. */
import type { EntryId, Facet } from "../knowledge/index.ts";

/** A button says something for the citizen, opens a page or dials a number. */
export type Button =
  | { readonly label: string; readonly say: string; readonly payload: string }
  | { readonly label: string; readonly url: string }
  | { readonly label: string; readonly phone: string };

export interface Reply {
  readonly text: string;
  readonly buttons: readonly Button[];
  /** It quotes what a citizen reported, or tells of it: nowhere kept longer than until it is sent or given up. */
  readonly isPrivate?: boolean | undefined;
  /** News that nobody asked for: goes after answers, and waits for the citizen's next visit where it cannot go now. */
  readonly isNotice?: boolean | undefined;
  /** Photos and files are welcome now: a channel without a way of its own for that offers one. */
  readonly wantsFiles?: boolean | undefined;
}

/** What a button carries back: an entry and the side of it that is asked for. */
export interface ButtonTarget {
  readonly entry: EntryId;
  readonly facet: Facet | undefined;
}

/** @example writePayload({ entry: "1.001193", facet: "fees" }) // "entry:1.001193:fees" */
export function writePayload(target: ButtonTarget): string {
  return `entry:${target.entry}${target.facet ? `:${target.facet}` : ""}`;
}
