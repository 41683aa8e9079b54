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
