/** Content folders on disk and the texts in them, for tests of the content room. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

const QUESTIONS = Array.from({ length: 15 }, (_, at) => `  - "câu hỏi mẫu số ${at + 1}"`);

const HEAD = [
  "kind: procedure",
  'title: "Đăng ký khai sinh"',
  "aliases:",
  '  - "làm giấy khai sinh"',
  "questions:",
  ...QUESTIONS,
  "sector: Hộ tịch",
  "level: commune",
  'authority: "UBND cấp xã"',
  "onlineService: full",
  "fees:",
  "  - kind: charge",
  "    amountVnd: 8000",
  '    case: "nộp trực tiếp"',
  "processingTime:",
  "  - amount: 1",
  "    unit: working-days",
  "legalBasis:",
  '  - "Luật Hộ tịch 60/2014/QH13"',
  "source:",
  '  title: "Quyết định công bố thủ tục"',
  '  number: "163/QĐ-BTP"',
  "  date: 2026-06-10",
  "verifiedOn: 2026-10-01",
  "confidence: verified",
];

const BODY = [
  "## Tóm tắt",
  "Ghi việc sinh vào sổ hộ tịch.",
  "",
  "## Giấy tờ cần có",
  "- Giấy chứng sinh.",
  "",
  "## Các bước",
  "- Nộp hồ sơ.",
  "",
  "## Cách nộp",
  "Trực tiếp hoặc trực tuyến.",
  "",
  "## Nộp trực tuyến",
  "Trên Cổng Dịch vụ công quốc gia.",
  "",
  "## Kết quả",
  "Giấy khai sinh.",
  "",
  "## Ai được làm",
  "Cha, mẹ, người thân thích.",
];

/** A procedure in order, with more lines for its head. */
export function procedureText(id: string, ...more: readonly string[]): string {
  return ["---", `id: "${id}"`, ...HEAD, ...more, "---", "", ...BODY, ""].join("\n");
}

/** A topic in order; its questions carry its id so that two topics never share one. */
export function topicText(id: string, ...more: readonly string[]): string {
  return [
    "---",
    `id: ${id}`,
    "kind: portal",
    `title: "Cổng ${id}"`,
    "aliases:",
    `  - "trang ${id}"`,
    "questions:",
    ...QUESTIONS.map((line) => line.replace("câu hỏi", `câu hỏi ${id}`)),
    "source:",
    '  title: "Trang chủ"',
    "  date: 2026-01-02",
    "verifiedOn: 2026-01-03",
    "confidence: unverified",
    ...more,
    "---",
    "",
    "## Tóm tắt",
    "Một cổng.",
    "",
  ].join("\n");
}

/** An intent in order. */
export function intentText(id: string, ...more: readonly string[]): string {
  const utterances = Array.from({ length: 10 }, (_, at) => `  - "chào lần ${at + 1}"`);
  return [
    `id: ${id}`,
    "group: small-talk",
    'description: "Chào."',
    "utterances:",
    ...utterances,
    ...more,
    "",
  ].join("\n");
}

export interface ContentFolder {
  readonly root: string;
  write(file: string, text: string | Uint8Array): Promise<void>;
  remove(file: string): Promise<void>;
}

/** A folder of its own for this test, gone when the test is over. */
export async function contentFolder(files: Readonly<Record<string, string>> = {}): Promise<ContentFolder> {
  const root = await mkdtemp(join(tmpdir(), "hoidap-content-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const write = async (file: string, text: string | Uint8Array) => {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  };
  await mkdir(join(root, "knowledge"));
  await mkdir(join(root, "intents"));
  for (const [file, text] of Object.entries(files)) await write(file, text);
  return { root, write, remove: (file) => rm(join(root, file)) };
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The number of the first line that contains a text, counted from 1. */
export function lineWith(text: string, part: string): number {
  const at = text.split("\n").findIndex((line) => line.includes(part));
  if (at < 0) throw new Error(`no line with ${part}`);
  return at + 1;
}

/** Vietnamese marks, and none of the phrases in which zod speaks English. */
export function isVietnamese(message: string): boolean {
  return /[à-ỹđ]/iu.test(message) && !/Invalid|expected|received|Too (big|small)|Unrecognized/u.test(message);
}
