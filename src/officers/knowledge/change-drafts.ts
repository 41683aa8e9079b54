/** Drafts of news: what a comparison of two lists found, as files of `knowledge/changes` that nobody has checked yet. */
import { stringify } from "yaml";
import { type ChangeHead, type ChangeKind, changeSchema, formatDay } from "../../core/knowledge/index.ts";
import type { FoundChange, ListDiff, SectorChanges } from "./diff-lists.ts";
import { slugOf } from "./issuing-bodies.ts";
import { shortLine } from "./official-text.ts";
import { sayFoundChange } from "./say-found-change.ts";

export interface ChangeDraft {
  /** Name within `knowledge/changes`. */
  readonly file: string;
  readonly text: string;
}

/** What one sentence of news may have, and what the schema of changes allows. */
const LONGEST_TITLE = 160;
const LONGEST_TEXT = 1_000;
const ROOM_FOR_THE_REST = 190;
const LONGEST_PART = 380;
const LONGEST_SLUG = 60;

const GROUPS = ["added", "amended", "recoded", "removed"] as const;
type Group = (typeof GROUPS)[number];

const KINDS: Readonly<Record<Group, ChangeKind>> = {
  added: "added",
  amended: "amended",
  recoded: "replaced",
  removed: "repealed",
};

const GROUP_WORDS: Readonly<Record<Group, string>> = {
  added: "thủ tục mới",
  amended: "thủ tục có thay đổi",
  recoded: "thủ tục đổi mã",
  removed: "thủ tục không còn trên danh mục",
};

const GROUP_SLUGS: Readonly<Record<Group, string>> = {
  added: "moi",
  amended: "thay-doi",
  recoded: "doi-ma",
  removed: "khong-con",
};

/**
 * One file for each kind of change in each sector, and one for each dated fact of an entry.
 *
 * @param toDay ISO day of the later list
 * @param today ISO day
 */
export function changeDrafts(diff: ListDiff, toDay: string, today: string): readonly ChangeDraft[] {
  const lists = diff.compared.map(({ to }) => to);
  const listDay =
    lists
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? toDay;
  const source = {
    title: shortLine([...new Set(lists.map((list) => list.source))].join("; ") || "Danh mục thủ tục", 500),
    date: listDay,
  };
  return diff.sectors.flatMap((sector) => [
    ...GROUPS.flatMap((group) => groupDraft(sector, group, source, today) ?? []),
    ...sector.changes.flatMap((change) => entryDraft(change, today) ?? []),
  ]);
}

function groupDraft(
  { sector, changes }: SectorChanges,
  group: Group,
  source: ChangeHead["source"],
  today: string,
): ChangeDraft | undefined {
  const members = changes.filter((change) => change.kind === group);
  if (members.length === 0) return undefined;
  const codes = members.flatMap((change) => ("code" in change ? [change.code] : []));
  const replaces = members.flatMap((change) => (change.kind === "recoded" ? [change.oldCode] : []));
  const head: ChangeHead = {
    kind: KINDS[group],
    codes,
    ...(replaces.length > 0 && { replaces }),
    title: shortLine(`Lĩnh vực ${sector}: ${members.length} ${GROUP_WORDS[group]}`, LONGEST_TITLE),
    text: textOf(members, group, source.date),
    source,
    verifiedOn: today,
    confidence: "unverified",
  };
  const slug = `${GROUP_SLUGS[group]}-${slugOf(sector)}`.slice(0, LONGEST_SLUG).replace(/-+$/u, "");
  return { file: `${source.date}-${slug}.yaml`, text: write(head) };
}

/** As much as there is room for; a list does not say why something is no longer on it. */
function textOf(members: readonly FoundChange[], group: Group, date: string): string {
  const isNames = group === "added" || group === "removed";
  const said: string[] = [];
  let length = 0;
  for (const change of members) {
    const part = isNames ? nameOf(change) : shortLine(sayFoundChange(change), LONGEST_PART);
    if (length + part.length > LONGEST_TEXT - ROOM_FOR_THE_REST) break;
    said.push(part);
    length += part.length + 2;
  }
  const rest = members.length - said.length;
  const others = rest > 0 ? `${isNames ? "; và" : " Và"} ${rest} thủ tục khác` : "";
  const opening = group === "added" ? "Mới trên danh mục: " : "Không còn trên danh mục: ";
  const told = isNames
    ? `${opening}${said.join("; ")}${others}.`
    : `${said.join(" ")}${others && `${others}.`}`;
  const ground =
    group === "removed"
      ? `So danh mục ngày ${formatDay(date)} với danh mục trước; chưa rõ đã bãi bỏ hay thay bằng thủ tục khác.`
      : `Theo danh mục ngày ${formatDay(date)} so với danh mục trước.`;
  return `${told} ${ground}`;
}

function nameOf(change: FoundChange): string {
  return "code" in change ? `${shortLine(change.title, LONGEST_PART / 2)} (mã ${change.code})` : "";
}

function entryDraft(change: FoundChange, today: string): ChangeDraft | undefined {
  if (change.kind !== "begins" && change.kind !== "ends") return undefined;
  const { entry } = change;
  const day = (change.kind === "begins" ? entry.effectiveFrom : entry.effectiveUntil) ?? "";
  const isReplaced = change.kind === "ends" && entry.replacedBy !== undefined;
  const head: ChangeHead = {
    kind: change.kind === "begins" ? "added" : isReplaced ? "replaced" : "repealed",
    codes: [isReplaced && entry.replacedBy ? entry.replacedBy : entry.id],
    ...(isReplaced && { replaces: [entry.id] }),
    title: shortLine(sayFoundChange(change), LONGEST_TITLE),
    text: shortLine(sayFoundChange(change), LONGEST_TEXT),
    ...(change.kind === "begins" && { effectiveFrom: day }),
    source: entry.source,
    verifiedOn: today,
    confidence: "unverified",
  };
  const slug = `${change.kind === "begins" ? "ap-dung" : "het-hieu-luc"}-${slugOf(entry.id)}`;
  return { file: `${day}-${slug}.yaml`, text: write(head) };
}

/** @throws ZodError when a draft of ours would not be taken by the reader of changes: a fault of this file */
function write(head: ChangeHead): string {
  const note =
    "# Máy viết từ so sánh hai danh mục, chưa ai kiểm tra. Xin đối chiếu văn bản, sửa lại lời rồi đổi confidence.";
  return `${note}\n${stringify(changeSchema.parse(head), { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", lineWidth: 0 })}`;
}
