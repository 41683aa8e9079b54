/** Finds the section of an entry that a question is about, by its words. */
import { normalize, type Word } from "../../language/index.ts";
import { displayTitle, type Entry, type Section } from "./entry.ts";

export interface SectionMatch {
  readonly section: Section;
  /** Share, by rarity within the entry, of the question's own words that the section holds; 0 to 1. */
  readonly share: number;
}

/** A word of a heading tells the subject; a word of the text may stand there by the way. */
const HEADING_WORTH = 2.5;

/**
 * The best section of an entry for a question, whose words that name the entry itself are left aside.
 * Undefined when the question has no words of its own.
 */
export function chooseSection(entry: Entry, question: readonly Word[]): SectionMatch | undefined {
  const { named, indexed } = indexOf(entry);
  const own = [...new Set(question.map((word) => word.folded))].filter((word) => !named.has(word));
  if (own.length === 0) return undefined;
  const pairs = new Set(question.slice(1).map((word, at) => `${question[at]?.folded} ${word.folded}`));
  const rarity = (word: string) => {
    const holders = indexed.filter(({ heading, text }) => heading.has(word) || text.has(word)).length;
    // A word that the entry does not have at all counts as if one section had it: the question is about more.
    return Math.log(1 + indexed.length / Math.max(holders, 1));
  };
  const terms = [...own, ...pairs].map((term) => ({ term, weight: rarity(term) }));
  // Pairs tell sections apart; only words tell how much of the question is answered.
  const whole = own.reduce((sum, term) => sum + rarity(term), 0);
  if (whole === 0) return undefined;

  let best: { section: Section; worth: number; share: number } | undefined;
  for (const { section, heading, text } of indexed) {
    let worth = 0;
    let held = 0;
    for (const { term, weight } of terms) {
      if (heading.has(term)) worth += weight * HEADING_WORTH;
      else if (text.has(term)) worth += weight;
      else continue;
      if (!term.includes(" ")) held += weight;
    }
    if (worth > 0 && (!best || worth > best.worth)) best = { section, worth, share: held / whole };
  }
  return best && { section: best.section, share: best.share };
}

interface IndexedEntry {
  readonly named: ReadonlySet<string>;
  readonly indexed: readonly { section: Section; heading: ReadonlySet<string>; text: ReadonlySet<string> }[];
}

/** Cut into terms once for each entry; entries never change, a new edition is another object. */
const INDEXED = new WeakMap<Entry, IndexedEntry>();

function indexOf(entry: Entry): IndexedEntry {
  const known = INDEXED.get(entry);
  if (known) return known;
  const made: IndexedEntry = {
    named: new Set(normalize(`${entry.title} ${displayTitle(entry)}`).map((word) => word.folded)),
    indexed: entry.sections.map((section) => ({
      section,
      heading: termsOf(section.heading),
      text: termsOf(section.text),
    })),
  };
  INDEXED.set(entry, made);
  return made;
}

/** Bare syllables and neighbour pairs of a text. */
function termsOf(text: string): ReadonlySet<string> {
  const words = text.split("\n").flatMap((line) => normalize(line));
  const terms = new Set(words.map((word) => word.folded));
  words.slice(1).forEach((word, at) => {
    terms.add(`${words[at]?.folded} ${word.folded}`);
  });
  return terms;
}
