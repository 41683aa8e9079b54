/** The terms under which names, questions and long texts are indexed. */
import { EXACT, normalize, searchTerms, stripChatFiller } from "../language/index.ts";
import type { Searchable } from "./searchable.ts";

/** Terms of a title, an alias or a question. */
export function termsOf(text: string): string[] {
  return searchTerms(stripChatFiller(normalize(text)));
}

/** With marks and without: half of all citizens type without, and must be understood as surely. */
export function variantsOf(text: string): readonly [string[], ...string[][]] {
  const terms = termsOf(text);
  const unmarked = terms.filter(isUnmarked);
  return unmarked.length < terms.length ? [terms, unmarked] : [terms];
}

export function nameFields(entry: Searchable) {
  return { title: termsOf(entry.title), aliases: entry.aliases.flatMap(termsOf), code: [entry.id] };
}

/** Long texts are indexed without marks: they are many words, and a body is a last resort. */
export function bodyTerms(body: string, hasPairs: boolean): string[] {
  const terms = body.split(/\n+/u).flatMap((line) => termsOfLine(line));
  return terms.filter((term) => isUnmarked(term) && (hasPairs || !term.includes("_")));
}

/** False for a syllable with its marks. */
export function isUnmarked(term: string): boolean {
  return !term.startsWith(EXACT);
}

/** A body's line may be longer than any utterance. */
function termsOfLine(line: string): string[] {
  const pieces = line.match(/.{1,1500}(?=\s|$)|.{1,1500}/gu) ?? [];
  return pieces.flatMap((piece) => searchTerms(normalize(piece)));
}
