/** Picks the terms that tell classes apart: natural's Bayes takes every term at its word, so it is given few. */

export interface LabelledTerms {
  readonly label: string;
  readonly terms: readonly string[];
}

/** A term seen less often says too little to be counted on. */
const LEAST_DOCUMENTS = 3;

/**
 * The terms with the highest mutual information with the label. Equal ones in alphabetical order, so that
 * runs repeat.
 */
export function informativeTerms(documents: readonly LabelledTerms[], most: number): ReadonlySet<string> {
  const total = documents.length;
  const byTerm = new Map<string, Map<string, number>>();
  const byLabel = new Map<string, number>();
  for (const { label, terms } of documents) {
    byLabel.set(label, (byLabel.get(label) ?? 0) + 1);
    for (const term of new Set(terms)) {
      const counts = byTerm.get(term) ?? new Map<string, number>();
      counts.set(label, (counts.get(label) ?? 0) + 1);
      byTerm.set(term, counts);
    }
  }
  const worths: [string, number][] = [];
  for (const [term, counts] of byTerm) {
    const holders = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (holders < LEAST_DOCUMENTS) continue;
    let information = 0;
    for (const [label, size] of byLabel) {
      const both = counts.get(label) ?? 0;
      information += share(both, holders, size, total) + share(size - both, total - holders, size, total);
    }
    worths.push([term, information]);
  }
  worths.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return new Set(worths.slice(0, most).map(([term]) => term));
}

/** One cell of the sum: p(x,y) · log(p(x,y) / (p(x) · p(y))). */
function share(both: number, first: number, second: number, total: number): number {
  return both === 0 ? 0 : (both / total) * Math.log((both * total) / (first * second));
}
