/** The packages by their names, and by the entries that are in them. */
import { normalize } from "../../language/index.ts";
import type { EntryId } from "./entry.ts";
import type { LifePackage, PackageId } from "./package.ts";

/** A package whose words stand in a text. */
export interface PackageMatch {
  readonly package: LifePackage;
  /** A whole phrase that asks for the list, not only the event. */
  readonly isAsked: boolean;
  /** How many words of the text are its words. */
  readonly words: number;
  /** The words themselves, folded. */
  readonly phrase: string;
}

export interface PackageBook {
  readonly all: readonly LifePackage[];
  find(id: PackageId): LifePackage | undefined;
  /** The package whose longest words stand in the folded text. */
  named(folded: string): PackageMatch | undefined;
  /** Packages with the entry among their steps; where it leads, first. */
  withEntry(id: EntryId): readonly LifePackage[];
}

export function createPackageBook(packages: readonly LifePackage[]): PackageBook {
  const byId = new Map(packages.map((one) => [one.id, one]));
  const phrases = packages.flatMap((one) => {
    const asPhrase = (isAsked: boolean) => (text: string) => {
      const folded = normalize(text).map((word) => word.folded);
      return { package: one, isAsked, words: folded.length, phrase: folded.join(" ") };
    };
    return [...one.names.map(asPhrase(true)), asPhrase(true)(one.title), ...one.aliases.map(asPhrase(false))];
  });
  // The longest first: "mất hết giấy tờ" is more than "mất".
  phrases.sort((a, b) => b.words - a.words || Number(b.isAsked) - Number(a.isAsked));
  return {
    all: packages,
    find: (id) => byId.get(id),
    named: (folded) => phrases.find(({ phrase }) => ` ${folded} `.includes(` ${phrase} `)),
    withEntry: (id) => {
      const having = packages.filter(
        (one) => one.leads === id || one.oneGo?.entry === id || one.steps.some(({ entry }) => entry === id),
      );
      return [...having].sort((a, b) => Number(b.leads === id) - Number(a.leads === id));
    },
  };
}
