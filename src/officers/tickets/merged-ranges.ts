/** Which cells of an XLSX were joined to one: only the first of them has the text. */

export interface MergedRange {
  /** Indexes from 0, the last ones included. */
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * @param partText the text of a part of the workbook, by its path; undefined when there is none
 * @returns for each sheet, in the order of the workbook
 */
export function mergedRanges(
  partText: (path: string) => string | undefined,
): readonly (readonly MergedRange[])[] {
  const workbook = partText("xl/workbook.xml") ?? "";
  const relations = new Map(
    [...(partText("xl/_rels/workbook.xml.rels") ?? "").matchAll(/<(?:\w+:)?Relationship\b[^>]*>/gu)].map(
      ([tag]) => [attribute(tag, "Id"), attribute(tag, "Target")] as const,
    ),
  );
  return [...workbook.matchAll(/<(?:\w+:)?sheet\b[^>]*>/gu)].map(([tag]) => {
    const target = relations.get(attribute(tag, "[\\w]+:id")) ?? "";
    const xml = partText(target.startsWith("/") ? target.slice(1) : `xl/${target}`) ?? "";
    return [...xml.matchAll(/<(?:\w+:)?mergeCell\b[^>]*>/gu)].flatMap(
      ([cell]) => rangeOf(attribute(cell, "ref")) ?? [],
    );
  });
}

/** Every cell of a joined range gets the text of its first. */
export function fillMerged<Cell>(
  rows: readonly (readonly Cell[])[],
  ranges: readonly MergedRange[],
): readonly (readonly Cell[])[] {
  if (ranges.length === 0) return rows;
  const filled = rows.map((row) => [...row]);
  for (const { top, left, bottom, right } of ranges) {
    const first = filled[top]?.[left];
    if (first === undefined) continue;
    for (let row = top; row <= Math.min(bottom, filled.length - 1); row += 1) {
      const cells = filled[row] as Cell[];
      for (let column = left; column <= Math.min(right, cells.length - 1); column += 1) cells[column] = first;
    }
  }
  return filled;
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`, "u").exec(tag)?.[1] ?? "";
}

function rangeOf(ref: string): MergedRange | undefined {
  const found = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/u.exec(ref);
  if (!found) return undefined;
  const [, left = "", top = "", right = "", bottom = ""] = found;
  return {
    top: Number(top) - 1,
    left: indexOf(left),
    bottom: Number(bottom) - 1,
    right: indexOf(right),
  };
}

const indexOf = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
