/** Counts of verdicts, and a table of them. */
import { type Judgement, VERDICTS, type Verdict } from "./judge.ts";

export interface Tally {
  readonly name: string;
  readonly count: number;
  readonly shares: Readonly<Record<Verdict, number>>;
  /** Share of the asked-for sides that were given, among right answers; undefined when none was asked for. */
  readonly facets: number | undefined;
}

/** Shares are in per cent. */
export function tally(name: string, judgements: readonly Judgement[]): Tally {
  const share = (verdict: Verdict) =>
    percent(judgements.filter((one) => one.verdict === verdict).length, judgements.length);
  const sides = judgements.filter((one) => one.isFacetRight !== undefined);
  return {
    name,
    count: judgements.length,
    shares: Object.fromEntries(VERDICTS.map((verdict) => [verdict, share(verdict)])) as Tally["shares"],
    facets:
      sides.length > 0 ? percent(sides.filter((one) => one.isFacetRight).length, sides.length) : undefined,
  };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole;
}

/** One tally for each group, in the order in which the groups first come up. */
export function tallyBy(judgements: readonly Judgement[], groupOf: (one: Judgement) => string): Tally[] {
  const groups = new Map<string, Judgement[]>();
  for (const one of judgements) {
    const name = groupOf(one);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].map(([name, members]) => tally(name, members));
}

const HEADER = ["", "số câu", "đúng ngay", "đúng hoặc gợi ý", "sai mà chắc", "chưa trả lời", "đúng mặt hỏi"];

/** Lines of a table whose columns stand under each other. */
export function formatTable(tallies: readonly Tally[]): string[] {
  const rows = tallies.map(({ name, count, shares, facets }) => [
    name,
    String(count),
    shares.right.toFixed(1),
    (shares.right + shares.offered).toFixed(1),
    shares.wrong.toFixed(1),
    shares.missed.toFixed(1),
    facets === undefined ? "–" : facets.toFixed(1),
  ]);
  const all = [HEADER, ...rows];
  const widths = HEADER.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
}

/** The pairs that are most often taken for each other. */
export function worstConfusions(judgements: readonly Judgement[], most: number): string[] {
  const counts = new Map<string, { count: number; example: string }>();
  for (const { verdict, question, said } of judgements) {
    if (verdict !== "wrong" || said.entry === undefined) continue;
    const pair = `${question.entries[0] ?? question.expect} → ${said.entry}`;
    const known = counts.get(pair);
    counts.set(pair, { count: (known?.count ?? 0) + 1, example: known?.example ?? question.text });
  }
  return [...counts]
    .sort((a, b) => b[1].count - a[1].count)
    .slice(0, most)
    .map(([pair, { count, example }]) => `${count} lần  ${pair}  ví dụ: “${example.slice(0, 90)}”`);
}
