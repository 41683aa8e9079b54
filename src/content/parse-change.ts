/** A file of `knowledge/changes/` to a change, or all that is wrong with it. */
import { basename } from "node:path/posix";
import { type Change, changeSchema } from "../core/knowledge/index.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";

export interface ParsedChange {
  /** Absent when there is an error. */
  readonly change?: Change;
  readonly problems: readonly Problem[];
}

/** The name is an id and goes into buttons, whose payload is short. */
const NAME = /^\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+$/u;
const LONGEST_NAME = 50;

export function isChangeFile(file: string): boolean {
  return file.startsWith("knowledge/changes/") && file.endsWith(".yaml");
}

/** Never throws, whatever the bytes are. */
export function parseChange(file: string, bytes: Uint8Array): ParsedChange {
  const read = readText(file, bytes);
  if ("problem" in read) return { problems: [read.problem] };
  const id = basename(file, ".yaml");
  const { value, problems } = readYaml(file, read.text, 1, changeSchema);
  if (!NAME.test(id) || id.length > LONGEST_NAME || Number.isNaN(Date.parse(id.slice(0, 10)))) {
    const message = `tên tệp phải là ngày rồi vài chữ không dấu, ví dụ 2026-09-08-lien-thong-khai-sinh.yaml, dài nhất ${LONGEST_NAME} ký tự`;
    return { problems: [...problems, { severity: "error", file, line: 1, field: "", message, found: id }] };
  }
  return value ? { change: { ...value, id }, problems: [] } : { problems };
}
