/** A file of `intents/samples/`: messages as citizens write them, one a line, by which reports are told from the rest. */
import { basename } from "node:path/posix";
import type { Problem } from "./problem.ts";
import { readText } from "./read-text.ts";

/** How the messages of a file are meant: reports, what resembles them, other questions. The beginning of its name tells. */
export const SAMPLE_KINDS = ["phan-anh", "khong-phai", "cau-hoi"] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

export interface Samples {
  readonly kind: SampleKind;
  /** What they are about, as the name tells behind a dot: the id of an intent, or a category of reports. */
  readonly topic: string | undefined;
  readonly lines: readonly string[];
}

export interface ParsedSamples {
  readonly samples?: Samples;
  readonly problems: readonly Problem[];
}

const LONGEST_LINE = 2_000;

export function isSamplesFile(file: string): boolean {
  return file.startsWith("intents/samples/") && file.endsWith(".txt");
}

/** Never throws, whatever the bytes are. Blank lines and those that begin with # are passed over. */
export function parseSamples(file: string, bytes: Uint8Array): ParsedSamples {
  const read = readText(file, bytes);
  if ("problem" in read) return { problems: [read.problem] };
  const found = basename(file);
  const [begin = "", topic] = found.slice(0, -".txt".length).split(".");
  const kind = SAMPLE_KINDS.find((one) => begin === one || begin.startsWith(`${one}-`));
  if (!kind) {
    const message = `phải bắt đầu bằng một trong: ${SAMPLE_KINDS.join(", ")}`;
    return { problems: [{ severity: "error", file, line: 1, field: "tên tệp", message, found }] };
  }
  const problems: Problem[] = [];
  const lines: string[] = [];
  for (const [at, line] of read.text.split("\n").entries()) {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) continue;
    if (text.length > LONGEST_LINE)
      problems.push({
        severity: "error",
        file,
        line: at + 1,
        field: "câu mẫu",
        message: `dài quá ${LONGEST_LINE} ký tự; mỗi dòng là một tin nhắn`,
        found: `${text.slice(0, 40)}…`,
      });
    else lines.push(text);
  }
  return { samples: { kind, topic, lines }, problems };
}
