/** Changes and packages beside the entries: codes that nobody knows, steps that lead nowhere, words that two packages share. */
import type { Change, Entry, LifePackage } from "../core/knowledge/index.ts";
import { normalize } from "../language/index.ts";
import type { Problem } from "./problem.ts";

export interface FiledChange {
  readonly file: string;
  readonly change: Change;
}

export interface FiledPackage {
  readonly file: string;
  readonly lifePackage: LifePackage;
}

/** @param unreadIds ids of files that exist but could not be read: to name one is no mistake of its own */
export function crossCheckLife(
  entries: readonly Entry[],
  unreadIds: ReadonlySet<string>,
  changes: readonly FiledChange[],
  packages: readonly FiledPackage[],
): Problem[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const sectors = new Set(entries.flatMap((entry) => (entry.kind === "procedure" ? [entry.sector] : [])));
  return [
    ...changes.flatMap((one) => checkChange(one, (id) => known.has(id) || unreadIds.has(id), sectors)),
    ...packages.flatMap((one) => checkPackage(one, known, unreadIds)),
    ...checkNames(packages),
  ];
}

function checkChange(
  { file, change }: FiledChange,
  isKnown: (id: string) => boolean,
  sectors: ReadonlySet<string>,
): Problem[] {
  const problems: Problem[] = [];
  const warn = (field: string, message: string, found: string) =>
    problems.push({ severity: "warning", file, line: 1, field, message, found });
  // A repealed code rarely has an entry, and what is new often not yet: only when nothing is known it may be a slip.
  const isLost = change.kind === "amended" && change.codes.length > 0 && !change.codes.some(isKnown);
  if (isLost && !change.sectors)
    warn("codes", "chưa có mục nào mang mã này; hỏi theo tên mục sẽ không thấy tin", change.codes.join(", "));
  for (const sector of change.sectors ?? [])
    if (!sectors.has(sector)) warn("sectors", "không có thủ tục nào thuộc lĩnh vực tên này", sector);
  return problems;
}

function checkPackage(
  { file, lifePackage }: FiledPackage,
  known: ReadonlyMap<string, Entry>,
  unreadIds: ReadonlySet<string>,
): Problem[] {
  const { leads, oneGo, steps } = lifePackage;
  const named: (readonly [string, string | undefined])[] = [
    ["leads", leads],
    ["oneGo.entry", oneGo?.entry],
    ...steps.map(({ entry }, at) => [`steps.${at}.entry`, entry] as const),
  ];
  return named.flatMap(([field, id]): Problem[] => {
    if (id === undefined || unreadIds.has(id)) return [];
    const entry = known.get(id);
    const at = { file, line: 1, field, found: id };
    if (!entry) return [{ ...at, severity: "error", message: "không có mục nào mang mã này" }];
    if (entry.replacedBy)
      return [{ ...at, severity: "warning", message: `mục này đã được thay bằng ${entry.replacedBy}` }];
    return [];
  });
}

function checkNames(packages: readonly FiledPackage[]): Problem[] {
  const owners = new Map<string, string>();
  return packages.flatMap(({ file, lifePackage: { title, names, aliases } }) =>
    [title, ...names, ...aliases].flatMap((name): Problem[] => {
      const key = normalize(name)
        .map((word) => word.folded)
        .join(" ");
      const owner = owners.get(key) ?? file;
      owners.set(key, owner);
      if (owner === file) return [];
      const message = `cách gọi này cũng ở ${owner}; máy không phân biệt được`;
      return [{ severity: "error", file, line: 1, field: "names", message, found: name }];
    }),
  );
}
