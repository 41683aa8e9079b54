/** The terms under which names, questions and long texts are indexed. */
import { EXACT, normalize, searchTerms, stripChatFiller, type Word } from "../language/index.ts";
import type { Searchable } from "./searchable.ts";

/** Terms of a title, an alias or a question. */
export function termsOf(text: string): string[] {
  return searchTerms(stripChatFiller(normalize(text)));
}

/**
 * What the models of topics see of words: their terms, and the letters of each word in threes, which a slip of the
 * finger or a short form changes only in part.
 *
 * @example topicTerms(normalize("xe")) // ["xe", "%<xe", "%xe>"]
 */
export function topicTerms(words: readonly Word[]): string[] {
  const letters = words.flatMap(({ folded }) => {
    const framed = `<${folded}>`;
    return Array.from({ length: framed.length - 2 }, (_, at) => LETTERS + framed.slice(at, at + 3));
  });
  return [...searchTerms(words), ...letters];
}

/** Put before three letters of a word. */
const LETTERS = "%";

/** False for three letters of a word. */
export function isWhole(term: string): boolean {
  return !term.startsWith(LETTERS);
}

/** With marks and without: half of all citizens type without, and must be understood as surely. */
export function variantsOf(text: string): readonly [string[], ...string[][]] {
  const terms = topicTerms(stripChatFiller(normalize(text)));
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
