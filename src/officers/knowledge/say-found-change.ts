/** One change between two lists in a sentence for a citizen. */
import { formatDay } from "../../core/knowledge/index.ts";
import { sayAgencyChange } from "./agency-change.ts";
import type { ChangedSide, Side } from "./changed-sides.ts";
import type { FoundChange } from "./diff-lists.ts";

/** Both states are said. */
const TOLD: Partial<Readonly<Record<Side, string>>> = {
  levels: "đổi cấp giải quyết",
  sector: "chuyển lĩnh vực",
  decision: "có quyết định công bố mới",
};

/** Only a mark of the text is kept, so that it changed is all that can be said. */
const NAMED: Partial<Readonly<Record<Side, string>>> = {
  "required-documents": "giấy tờ cần có",
  steps: "các bước",
  applicants: "người được làm",
  conditions: "điều kiện",
  result: "kết quả nhận được",
  "legal-basis": "căn cứ pháp lý",
};

/** @example sayFoundChange({ kind: "recoded", code: "3.000722", title: "Liên thông", oldCode: "2.000986" }) // "Đổi mã: Liên thông, mã 2.000986 nay là 3.000722." */
export function sayFoundChange(change: FoundChange): string {
  switch (change.kind) {
    case "added":
      return `Mới: ${change.title} (mã ${change.code})${change.agency ? `; nơi giải quyết: ${bare(change.agency)}` : ""}.`;
    case "removed":
      return `Không còn trên danh mục: ${change.title} (mã ${change.code}).`;
    case "recoded":
      return `Đổi mã: ${change.title}, mã ${change.oldCode} nay là ${change.code}.`;
    case "begins":
      return `Bắt đầu áp dụng từ ngày ${formatDay(change.entry.effectiveFrom ?? "")}: ${change.entry.title} (mã ${change.entry.id}).`;
    case "ends":
      return `Hết hiệu lực sau ngày ${formatDay(change.entry.effectiveUntil ?? "")}: ${change.entry.title} (mã ${change.entry.id})${change.successor ? `; thay bằng: ${change.successor}` : ""}.`;
    case "amended":
      return sayAmended(change.title, change.code, change.sides);
  }
}

function sayAmended(title: string, code: string, sides: readonly ChangedSide[]): string {
  const named = sides.flatMap(({ side }) => NAMED[side] ?? []);
  const told = sides.flatMap(({ side, from, to }) => {
    if (side === "agency") {
      const [words = "", states = ""] = splitOnce(sayAgencyChange(from, to) ?? "");
      return [{ words, states }];
    }
    const words = TOLD[side];
    return words ? [{ words, states: `từ ${bare(from)} sang ${bare(to)}` }] : [];
  });
  const all = [...told, ...(named.length > 0 ? [{ words: `đổi ${named.join(", ")}`, states: "" }] : [])];
  const renamed = sides.find(({ side }) => side === "title");
  const say = ({ words, states }: { readonly words: string; readonly states: string }) =>
    states ? `${words}: ${states}` : words;
  if (renamed) {
    const first = `Đổi tên: “${renamed.from}” nay là “${renamed.to}” (mã ${code})`;
    return `${[first, ...all.map(say)].join("; ")}.`;
  }
  const [first, ...others] = all;
  if (!first) return `${title} (mã ${code}).`;
  const opening = `${first.words.charAt(0).toUpperCase()}${first.words.slice(1)}: ${title} (mã ${code})`;
  return `${[first.states ? `${opening}: ${first.states}` : opening, ...others.map(say)].join("; ")}.`;
}

function splitOnce(phrase: string): [string, string] {
  const at = phrase.indexOf(": ");
  return [phrase.slice(0, at), phrase.slice(at + 2)];
}

const bare = (text: string) => text.replace(/[.;,\s]+$/u, "");
