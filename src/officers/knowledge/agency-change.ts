/** Who handles a procedure, in two lists: the agencies that were added, left out, or took the place of others. */
import { isOtherProvince } from "./issuing-bodies.ts";
import { plainWords } from "./official-text.ts";

/** Agencies of Hải Phòng and of the whole country; lists join them in any order, with commas or semicolons. */
function agenciesOf(text: string): ReadonlyMap<string, string> {
  const names = text
    .split(/;|,\s*(?=\p{Lu})/u)
    .map((name) => name.replace(/[.,;\s]+$/u, "").trim())
    .filter((name) => name !== "" && !isOtherProvince(name));
  return new Map(names.map((name) => [sameName(name), name]));
}

function sameName(name: string): string {
  return plainWords(name)
    .replaceAll("uy ban nhan dan", "ubnd")
    .replace(/^cong an (?:cap )?/u, "cong an ")
    .replace(/\b(?:bo )?nn va mt\b/u, "nong nghiep va moi truong");
}

/**
 * What changed, as a phrase; undefined when the same agencies are named, or when one list names none.
 *
 * @example sayAgencyChange("Sở A, Sở B", "Sở B; Sở A") // undefined
 * @example sayAgencyChange("Công an tỉnh, Công an cấp Xã", "Công an cấp Xã") // "bớt nơi giải quyết: Công an tỉnh"
 * @example sayAgencyChange("Cục A", "Sở B") // "chuyển cơ quan giải quyết: từ Cục A sang Sở B"
 */
export function sayAgencyChange(from: string, to: string): string | undefined {
  const [before, after] = [agenciesOf(from), agenciesOf(to)];
  if (before.size === 0 || after.size === 0) return undefined;
  const left = [...before].flatMap(([key, name]) => (after.has(key) ? [] : [name]));
  const come = [...after].flatMap(([key, name]) => (before.has(key) ? [] : [name]));
  if (left.length === 0 && come.length === 0) return undefined;
  if (left.length === 0) return `thêm nơi giải quyết: ${come.join("; ")}`;
  if (come.length === 0) return `bớt nơi giải quyết: ${left.join("; ")}`;
  return `chuyển cơ quan giải quyết: từ ${left.join("; ")} sang ${come.join("; ")}`;
}
