/** Like questions together: what many citizens asked in other words is one line for an officer. */
import { OUTCOME_LABELS } from "../../core/conversation/index.ts";
import type { UnclearTurn } from "../../core/messaging/index.ts";
import { maskPersonalNumbers, normalize, stripChatFiller } from "../../language/index.ts";

export interface QuestionGroup {
  /** The wording met most often; among those met as often, the newest. */
  readonly text: string;
  readonly count: number;
  readonly newestAt: number;
  /** How it went, most often first, in words. */
  readonly outcomes: readonly string[];
  /** What the citizens were answered from afterwards, most often first. */
  readonly thenEntries: readonly string[];
}

/** Words in common, of all words of both, from which on two questions are taken for one. */
const ALIKE = 0.75;

/** The most frequent first; the newest first among those as frequent. */
export function groupQuestions(turns: readonly UnclearTurn[]): QuestionGroup[] {
  const groups: Gathered[] = [];
  const byKey = new Map<string, Gathered>();
  const byWord = new Map<string, Gathered[]>();
  for (const turn of turns) {
    const words = new Set(stripChatFiller(normalize(turn.text)).map(({ folded }) => folded));
    if (words.size === 0) continue;
    const key = [...words].sort().join(" ");
    let group = byKey.get(key) ?? findAlike(words, byWord);
    if (!group) {
      group = { words, turns: [] };
      groups.push(group);
      for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), group]);
    }
    byKey.set(key, group);
    group.turns.push(turn);
  }
  return groups.map(describe).sort((a, b) => b.count - a.count || b.newestAt - a.newestAt);
}

interface Gathered {
  readonly words: ReadonlySet<string>;
  readonly turns: UnclearTurn[];
}

function findAlike(
  words: ReadonlySet<string>,
  byWord: ReadonlyMap<string, readonly Gathered[]>,
): Gathered | undefined {
  const common = new Map<Gathered, number>();
  for (const word of words)
    for (const group of byWord.get(word) ?? []) common.set(group, (common.get(group) ?? 0) + 1);
  let best: { group: Gathered; share: number } | undefined;
  for (const [group, shared] of common) {
    const share = shared / (words.size + group.words.size - shared);
    if (share >= ALIKE && (!best || share > best.share)) best = { group, share };
  }
  return best?.group;
}

function describe({ turns }: Gathered): QuestionGroup {
  const wordings = mostFrequent(turns.map(({ text }) => text));
  return {
    text: maskPersonalNumbers(wordings[0] ?? ""),
    count: turns.length,
    newestAt: Math.max(...turns.map(({ at }) => at)),
    outcomes: mostFrequent(
      turns.map(({ outcome, isCorrected }) =>
        isCorrected ? "dân nói là máy hiểu nhầm" : OUTCOME_LABELS[outcome],
      ),
    ),
    thenEntries: mostFrequent(turns.flatMap(({ thenEntry }) => thenEntry ?? [])),
  };
}

function mostFrequent(items: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([item]) => item);
}
