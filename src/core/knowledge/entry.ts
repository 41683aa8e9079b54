/** A knowledge entry: one file, read and found to be in order. */
import type { EntryHead } from "./entry-head.ts";
import { type Facet, facetOfHeading } from "./facet.ts";

/** One heading of an entry's body with the text below it. */
export interface Section {
  readonly heading: string;
  /** The facet the heading stands for, if it is one of the closed list. */
  readonly facet: Facet | undefined;
  /** Plain text: lines and "- " bullets. */
  readonly text: string;
}

export type Entry = EntryHead & { readonly sections: readonly Section[] };
export type EntryId = string;
export type ProcedureEntry = Extract<Entry, { kind: "procedure" }>;

/** Everything the bot knows at one moment, by id. */
export type Knowledge = ReadonlyMap<EntryId, Entry>;

/** @example sectionOf("Thời hạn", "3 ngày") // { heading: "Thời hạn", facet: "processing-time", text: "3 ngày" } */
export function sectionOf(heading: string, text: string): Section {
  return { heading, facet: facetOfHeading(heading), text };
}

/** The text under a facet's heading, if the entry has it. */
export function sectionText(entry: Entry, facet: Facet): string | undefined {
  return entry.sections.find((section) => section.facet === facet)?.text;
}

/** The name for buttons and lists. */
export function displayTitle(entry: Entry): string {
  return entry.shortTitle ?? entry.title;
}
