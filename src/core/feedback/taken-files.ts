/** Which photos and files are taken with a report. */
import { normalize } from "../../language/index.ts";
import type { Attachment } from "../messaging/inbound.ts";

export const MOST_FILES = 5;

/** A picture of an identity paper helps no report, and harms whoever loses it. */
const IDENTITY_PAPERS =
  /\b(can cuoc|cccd|cmnd|cmt|chung minh (thu|nhan dan)|ho chieu|passport|giay to tuy than|id card)\b/u;

/** Kinds that are no evidence of anything. */
const NO_FILES = new Set([
  "sticker",
  "gif",
  "animation",
  "location",
  "venue",
  "contact",
  "dice",
  "poll",
  "link",
]);

/** Whether a caption, or the name of a file, speaks of an identity paper. */
export function speaksOfIdentityPaper(text: string): boolean {
  const words = normalize(text.replace(/[_.\-+]+/gu, " "));
  return IDENTITY_PAPERS.test(words.map((word) => word.folded).join(" "));
}

export interface SortedFiles {
  readonly taken: readonly Attachment[];
  /** Why others were not. */
  readonly refusals: readonly ("identity" | "too-many" | "no-file")[];
}

/** @param kept how many are kept already */
export function sortFiles(attachments: readonly Attachment[], caption: string, kept: number): SortedFiles {
  const taken: Attachment[] = [];
  const refusals = new Set<SortedFiles["refusals"][number]>();
  for (const attachment of attachments) {
    if (NO_FILES.has(attachment.type) || (attachment.url === undefined && attachment.handle === undefined))
      refusals.add("no-file");
    else if (speaksOfIdentityPaper(caption) || speaksOfIdentityPaper(attachment.name ?? ""))
      refusals.add("identity");
    else if (kept + taken.length >= MOST_FILES) refusals.add("too-many");
    else taken.push(attachment);
  }
  return { taken, refusals: [...refusals] };
}
