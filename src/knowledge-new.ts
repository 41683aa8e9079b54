/** Part of the composition root: `hoidap knowledge new`, from the first question to a file that passes `check`. */
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { basename } from "node:path/posix";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import { createLineForm, type TerminalForm } from "./channels/terminal/form-of-lines.ts";
import type { Config } from "./config.ts";
import {
  type Content,
  countErrors,
  formatProblem,
  loadContent,
  parseDraft,
  parseEntry,
  replaceFile,
  unpackDraft,
} from "./content/index.ts";
import { FormStopped } from "./core/form.ts";
import { type Draft, type Entry, isoDayInHaiPhong } from "./core/knowledge/index.ts";
import { slugOf } from "./core/places/index.ts";
import { filesById } from "./knowledge-stale.ts";
import { loadQuickly } from "./load-quickly.ts";
import { type Answers, createAnswerBook } from "./officers/knowledge/answer-book.ts";
import { askEntry } from "./officers/knowledge/ask-entry.ts";
import type { Interview } from "./officers/knowledge/interview.ts";
import { composeEntry, type NewEntry } from "./officers/knowledge/new-entry.ts";
import { refuseQuestion } from "./officers/knowledge/refuse-question.ts";
import { readQuestionSets } from "./question-commands.ts";
import type { Terminal } from "./service-commands.ts";
import { CommandError } from "./ticket-commands.ts";

export interface NewOptions {
  /** Code of a draft below `knowledge/drafts`. */
  readonly fromDraft?: string;
}

const FOLDERS: Partial<Readonly<Record<Entry["kind"], string>>> = { hotline: "hotlines", plan: "plans" };

export async function newEntry(config: Config, terminal: Terminal, options: NewOptions): Promise<number> {
  const content = await loadQuickly(config);
  const files = filesById(content);
  const draft = options.fromDraft === undefined ? undefined : await findDraft(config, options.fromDraft);
  const taken = draft && files.get(draft.id);
  if (taken)
    throw new CommandError(`Thủ tục ${draft.id} đã có ở ${taken}. Hãy sửa tệp ấy, không viết mục mới.`);
  const form = await openForm(terminal);
  // An imported draft and an entry from nothing do not share their answers.
  const kept = join(config.dataDir, "knowledge-new", `${draft?.id ?? "muc-moi"}.json`);
  try {
    const answers = await takeUp(kept, form);
    const sets = await readQuestionSets(config, []).catch(() => []);
    const judged = sets.flatMap((set) => set.questions.map(({ text }) => text));
    const entry = await askEntry({
      form,
      book: createAnswerBook(answers, (all) => replaceFile(kept, JSON.stringify(all, null, 1))),
      today: isoDayInHaiPhong(new Date()),
      sectors: sectorsOf(content),
      fileOf: (id) => files.get(id),
      refuseQuestion: (question) =>
        refuseQuestion(question, {
          entries: content.knowledge.values(),
          fileOf: (id) => files.get(id) ?? id,
          judged,
        })?.replace(/\.$/u, ""),
      refuseText,
      draft,
    } satisfies Interview);
    return await writeEntry(config, terminal, form, content, entry, kept);
  } catch (error) {
    if (!(error instanceof FormStopped)) throw error;
    terminal.warn(
      "\nĐã dừng giữa chừng. Những gì anh/chị trả lời đã được giữ; chạy lại lệnh này để viết tiếp.",
    );
    return 1;
  } finally {
    form.close();
  }
}

async function writeEntry(
  config: Config,
  terminal: Terminal,
  form: TerminalForm,
  content: Content,
  entry: NewEntry,
  kept: string,
): Promise<number> {
  const file = `${folderOf(content, entry)}/${entry.id}.md`;
  const text = composeEntry(entry);
  const { problems } = parseEntry(file, Buffer.from(text));
  terminal.print(`\n----- ${file} -----\n${text}-----`);
  for (const problem of problems) terminal.print(formatProblem(problem));
  if (countErrors(problems) > 0)
    throw new CommandError("Mục chưa đúng nên chưa ghi; các câu trả lời vẫn được giữ.");
  const answer = await form.choose("Ghi mục này vào kho kiến thức?", [
    { value: "yes", label: "Ghi" },
    { value: "no", label: "Chưa ghi, để lần sau xem lại" },
  ]);
  if (answer === "no") throw new FormStopped();
  await replaceFile(join(config.contentDir, file), text);
  await rm(kept, { force: true });
  const now = await loadContent(config.contentDir, content);
  const ours = now.problems.filter((problem) => problem.file === file);
  for (const problem of ours) terminal.print(formatProblem(problem));
  terminal.print(
    `\nĐã ghi ${file}; ${countErrors(ours) === 0 ? "check không thấy lỗi" : "còn lỗi, xem ở trên"}.`,
  );
  terminal.print("Việc tiếp theo:");
  terminal.print(`  1. Hỏi thử: npm run --silent hoidap -- ask ${entry.aliases[0] ?? entry.title}`);
  terminal.print(`  2. Sửa gì thì mở tệp bằng Notepad, sửa, lưu, rồi: npm run --silent hoidap -- check`);
  if (entry.confidence !== "verified")
    terminal.print("  3. Nhờ người biết việc đối chiếu với nguồn, rồi sửa confidence thành verified.");
  return countErrors(ours) === 0 ? 0 : 1;
}

async function openForm({ input, output }: Terminal): Promise<TerminalForm> {
  const hasKeys = (input as { isTTY?: boolean }).isTTY && (output as { isTTY?: boolean }).isTTY;
  if (!hasKeys) return createLineForm(input, output);
  const { createKeyForm } = await import("./channels/terminal/form-of-keys.ts");
  return createKeyForm(input as Readable, output as Writable);
}

const answersSchema = z.record(z.string(), z.unknown());

/** What was answered before somebody stopped, if it is to be gone on with. */
async function takeUp(path: string, form: TerminalForm): Promise<Answers> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return {};
  let before: Answers;
  try {
    before = answersSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
  if (Object.keys(before).length === 0) return {};
  const name = typeof before.title === "string" ? ` “${before.title}”` : "";
  const answer = await form.choose(`Lần trước có một mục${name} viết dở.`, [
    { value: "on", label: "Viết tiếp từ chỗ dừng" },
    { value: "new", label: "Bỏ đi, viết mục khác" },
  ]);
  return answer === "on" ? before : {};
}

async function findDraft(config: Config, code: string): Promise<Draft> {
  const root = join(config.contentDir, "knowledge", "drafts");
  const files = await readdir(root, { recursive: true }).catch(() => []);
  const found = files.find((file) => basename(file.replaceAll("\\", "/")) === `${code}.md`);
  if (found === undefined) throw new CommandError(`Không có bản nháp ${code} trong knowledge/drafts.`);
  const file = `knowledge/drafts/${found.replaceAll("\\", "/")}`;
  const { draft, problems } = parseDraft(file, await readFile(join(root, found)));
  if (!draft) throw new CommandError(problems.map(formatProblem).join("\n"));
  return unpackDraft(draft);
}

/** Why a line cannot stand in the text of an entry: what `check` would say of it. */
function refuseText(line: string): string | undefined {
  const head = "---\nx: 1\n---\n";
  const { problems } = parseEntry("knowledge/a.md", Buffer.from(`${head}\n## Tóm tắt\nChữ.\n${line}\n`));
  const writtenOn = head.split("\n").length + 3;
  const found = problems.find((problem) => problem.severity === "error" && problem.line === writtenOn);
  return (
    found?.message ?? (line.length > 1_000 ? "dài quá 1.000 ký tự; hãy tách thành nhiều dòng" : undefined)
  );
}

function sectorsOf(content: Content): string[] {
  const sectors = [...content.knowledge.values()].flatMap((entry) =>
    entry.kind === "procedure" ? [entry.sector] : [],
  );
  return [...new Set(sectors)].sort((a, b) => a.localeCompare(b, "vi"));
}

/** Beside its like: where the entries of the same sector stand. */
function folderOf(content: Content, { kind, procedure }: NewEntry): string {
  if (!procedure) return `knowledge/${FOLDERS[kind] ?? kind}`;
  const like = [...content.files].find(
    ([, { entry }]) => entry?.kind === "procedure" && entry.sector === procedure.sector,
  );
  return like ? dirname(like[0]) : `knowledge/procedures/${slugOf(procedure.sector) || "khac"}`;
}
