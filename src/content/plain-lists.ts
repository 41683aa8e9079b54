/** The long lists of a file, `questions:` and the like, read without the YAML parser: they are nine tenths of all lines. */

export interface CutLists {
  /** The YAML without those lists. */
  readonly rest: string;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

const KEY = /^([A-Za-z]+):$/u;
/** A line that means its own letters and nothing else: between double quotes, with no escape in it. */
const PLAIN_ITEM = /^ {2}- "([^"\\\p{Cc}]*)"$/u;
/** Where a list surely ends: the next field, at the margin. */
const NEXT_FIELD = /^[A-Za-z]+:/u;

/**
 * Takes out each field at the margin whose value is a block list of nothing but plain items. What is in any way
 * unlike that stays for the parser. Undefined when there is nothing to take, or when a field stands twice.
 *
 * @example cutPlainLists('a: 1\nb:\n  - "x"\n') // { rest: "a: 1\n", lists: { b: ["x"] } }
 */
export function cutPlainLists(yaml: string): CutLists | undefined {
  const lines = yaml.split("\n");
  const lists: Record<string, readonly string[]> = {};
  const fields = new Set<string>();
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    kept.push(line);
    const field = NEXT_FIELD.exec(line)?.[0];
    if (field === undefined) continue;
    if (fields.has(field)) return undefined;
    fields.add(field);
    const key = KEY.exec(line)?.[1];
    if (key === undefined) continue;
    const items: string[] = [];
    let end = at + 1;
    for (; end < lines.length; end++) {
      const item = PLAIN_ITEM.exec(lines[end] ?? "")?.[1];
      if (item === undefined) break;
      items.push(item);
    }
    if (items.length === 0 || !isEnd(lines, end)) continue;
    lists[key] = items;
    kept.pop();
    at = end - 1;
  }
  return kept.length < lines.length ? { rest: kept.join("\n"), lists } : undefined;
}

/** The file ends here, or the next field begins: the last item goes on on no other line. */
function isEnd(lines: readonly string[], at: number): boolean {
  const next = lines[at];
  if (next === undefined || NEXT_FIELD.test(next)) return true;
  return next === "" && lines.slice(at).every((line) => line === "");
}
