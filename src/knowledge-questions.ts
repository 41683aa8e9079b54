/** Part of the composition root: `hoidap knowledge questions`, on the log of turns, the content and two brains. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createBrain, type Learned, learnOnce, patchBrain, readTuning } from "./assemble-brain.ts";
import { type Asker, createAsker, InputEnded } from "./channels/terminal/ask-lines.ts";
import { createProgress } from "./channels/terminal/show-progress.ts";
import type { Config } from "./config.ts";
import { type Content, insertQuestion, parseEntry, replaceFile } from "./content/index.ts";
import { type Brain, takeTurn } from "./core/conversation/index.ts";
import { TRIAL_FACTS } from "./core/feedback/index.ts";
import { displayTitle, type Entry } from "./core/knowledge/index.ts";
import { withTurnLog } from "./knowledge-log.ts";
import { filesById } from "./knowledge-stale.ts";
import { loadQuickly } from "./load-quickly.ts";
import { groupQuestions, type QuestionGroup } from "./officers/knowledge/group-questions.ts";
import { measureMove, sampleExamples } from "./officers/knowledge/measure-move.ts";
import { refuseQuestion } from "./officers/knowledge/refuse-question.ts";
import { showMove } from "./officers/knowledge/show-move.ts";
import { readQuestionSets } from "./question-commands.ts";
import type { Tuning } from "./search/index.ts";
import type { Terminal } from "./service-commands.ts";
import { CommandError } from "./ticket-commands.ts";

const DAY_MS = 86_400_000;
const MOST_TURNS = 20_000;
/** Of every other entry, so many of its own questions are asked again. */
const SAMPLED_EACH = 2;
const MOST_GUESSED = 5;

export interface QuestionsOptions {
  readonly days?: string;
  readonly limit?: string;
  /** Only list: ask nothing. */
  readonly list?: boolean;
}

interface House {
  readonly content: Content;
  /** What the bot has learned; made when it is first asked for, since much can be refused without it. */
  readonly mind: () => Promise<Mind>;
  readonly fileOf: (id: string) => string;
  readonly titleOf: (id: string) => string;
}

interface Mind {
  readonly learned: Learned;
  readonly tuning: Tuning;
  readonly brain: Brain;
}

/** `hoidap knowledge questions`: what citizens asked in vain, and the way from there into an entry. */
export async function questions(
  config: Config,
  terminal: Terminal,
  options: QuestionsOptions,
): Promise<number> {
  const days = readCount("--days", options.days ?? "90");
  const limit = readCount("--limit", options.limit ?? "20");
  const since = Date.now() - days * DAY_MS;
  const turns = await withTurnLog(config, async (log) => log?.unclearSince(since, MOST_TURNS));
  if (!turns || turns.length === 0) {
    terminal.print(
      turns
        ? `Trong ${days} ngày qua không có câu nào máy chưa trả lời được (hoặc máy được đặt không giữ lời: TURN_LOG_TEXT=no).`
        : "Chưa có nhật ký lượt hỏi trên máy này: dịch vụ chưa chạy ở đây bao giờ, hoặc DATA_DIR đang chỉ chỗ khác.",
    );
    return 0;
  }
  const house = await openHouse(config, terminal);
  const groups = groupQuestions(turns).slice(0, limit);
  const { brain } = await house.mind();
  terminal.print(`Câu dân hỏi trong ${days} ngày qua mà máy chưa trả lời được, hỏi nhiều xếp trước:\n`);
  for (const [at, group] of groups.entries()) showGroup(at + 1, group, house, brain, terminal.print);
  if (options.list) return 0;
  const asker = createAsker(terminal.input, terminal.output);
  try {
    return await chooseAndAdd(config, terminal, house, groups, asker);
  } catch (error) {
    if (!(error instanceof InputEnded)) throw error;
    return 0;
  } finally {
    asker.close();
  }
}

function showGroup(
  number: number,
  group: QuestionGroup,
  house: House,
  brain: Brain,
  print: (line: string) => void,
): void {
  print(`${String(number).padStart(3)}. (${group.count} lần) “${group.text}”`);
  print(`       đã: ${group.outcomes.join(", ")}`);
  const then = group.thenEntries.filter((id) => house.content.knowledge.has(id)).slice(0, 2);
  if (then.length > 0)
    print(`       sau đó dân xem: ${then.map((id) => `${house.titleOf(id)} (${id})`).join("; ")}`);
  const { said, guesses } = guess(brain, group.text);
  if (said !== undefined) print(`       nay máy trả lời từ: ${house.titleOf(said)} (${said})`);
  else if (guesses.length > 0)
    print(
      `       gần nhất: ${guesses
        .slice(0, 3)
        .map((id) => `${house.titleOf(id)} (${id})`)
        .join("; ")}`,
    );
}

/** What the bot of today makes of a question. */
function guess(brain: Brain, text: string): { said: string | undefined; guesses: readonly string[] } {
  const { entry, candidates } = takeTurn(brain, undefined, { text }, new Date(), TRIAL_FACTS);
  return { said: entry, guesses: candidates.slice(0, MOST_GUESSED).map((one) => one.entry) };
}

async function chooseAndAdd(
  config: Config,
  terminal: Terminal,
  house: House,
  groups: readonly QuestionGroup[],
  asker: Asker,
): Promise<number> {
  const { print } = terminal;
  const number = Number(
    (await asker.ask("\nSố của câu muốn đưa vào một mục (Enter để thôi): ")).trim() || "0",
  );
  const group = groups[number - 1];
  if (!group) {
    if (number !== 0) print("Không có câu nào mang số ấy.");
    return number === 0 ? 0 : 2;
  }
  const edited = (await asker.ask(`Viết lại cho gọn, hoặc Enter để giữ nguyên “${group.text}”: `)).trim();
  const text = edited || group.text;
  const { guesses } = guess((await house.mind()).brain, text);
  const offered = [...new Set([...group.thenEntries, ...guesses])]
    .filter((id) => house.content.knowledge.has(id))
    .slice(0, MOST_GUESSED);
  for (const [at, id] of offered.entries()) print(`  ${at + 1}. ${house.titleOf(id)} (${id})`);
  const answer = (
    await asker.ask("Câu này thuộc mục nào? Gõ số ở trên, hoặc mã của mục (Enter để thôi): ")
  ).trim();
  if (!answer) return 0;
  const id = offered[Number(answer) - 1] ?? answer;
  return learnQuestion(config, terminal, house, text, id, () => confirm(asker));
}

/** `hoidap knowledge questions add` */
export async function addQuestion(
  config: Config,
  terminal: Terminal,
  text: string,
  id: string,
  options: { readonly yes?: boolean },
): Promise<number> {
  const house = await openHouse(config, terminal);
  if (options.yes) return learnQuestion(config, terminal, house, text, id, async () => true);
  const asker = createAsker(terminal.input, terminal.output);
  try {
    return await learnQuestion(config, terminal, house, text, id, () => confirm(asker));
  } finally {
    asker.close();
  }
}

/** Nobody there to say yes is a no. */
async function confirm(asker: Asker): Promise<boolean> {
  try {
    return /^(c|có|co|y|yes)$/iu.test(
      (await asker.ask("\nGiữ câu mẫu này? Gõ c (có) hoặc k (không): ")).trim(),
    );
  } catch (error) {
    if (error instanceof InputEnded) return false;
    throw error;
  }
}

async function learnQuestion(
  config: Config,
  terminal: Terminal,
  house: House,
  given: string,
  id: string,
  isWanted: () => Promise<boolean>,
): Promise<number> {
  const { print } = terminal;
  const { content, fileOf, titleOf } = house;
  const text = given.normalize("NFC").trim();
  const entry = content.knowledge.get(id);
  if (!entry)
    throw new CommandError(
      `Không có mục nào mang mã “${id}” (hoặc tệp của mục ấy đang có lỗi: gõ hoidap check).`,
    );
  const sets = await readQuestionSets(config, []).catch(() => []);
  const judged = sets.flatMap((set) => set.questions);
  const refusal = refuseQuestion(text, {
    entries: content.knowledge.values(),
    fileOf,
    judged: judged.map((question) => question.text),
  });
  if (refusal) throw new CommandError(refusal);

  const file = fileOf(id);
  const path = join(config.contentDir, file);
  const before = await readFile(path, "utf8");
  const after = insertQuestion(before, text);
  // The file by itself: further questions of the entry may stand in another one.
  const own = content.files.get(file)?.entry?.questions ?? [];
  const learnt = after === undefined ? undefined : parseEntry(file, Buffer.from(after)).entry;
  if (
    after === undefined ||
    !learnt ||
    learnt.questions.at(-1) !== text ||
    learnt.questions.length !== own.length + 1
  )
    throw new CommandError(
      `Không tìm được chỗ thêm câu vào ${file}. Hãy mở tệp và thêm một dòng dưới questions.`,
    );

  const mind = await house.mind();
  const old = brainWith(config, content, mind, { ...entry });
  const fresh = brainWith(config, content, mind, { ...entry, questions: [...entry.questions, text] });
  print(`Câu: “${text}”`);
  print(`Mục: ${displayTitle(entry)} (${file})`);
  const said = (brain: Brain) => {
    const { said: by } = guess(brain, text);
    return by === undefined ? "chưa trả lời từ mục nào" : titleOf(by);
  };
  print(`Trước: ${said(old)} → có câu mẫu này: ${said(fresh)}`);
  const others = [...judged, ...sampleExamples(content.knowledge.values(), id, SAMPLED_EACH)];
  const progress = createProgress(terminal.errorOutput)("hỏi lại", others.length);
  showMove(measureMove(old, fresh, others, new Date(), progress), titleOf, print);
  if (!(await isWanted())) {
    print("Không ghi gì, tệp vẫn như cũ.");
    return 0;
  }
  if ((await readFile(path, "utf8")) !== before)
    throw new CommandError(`${file} vừa được ai đó sửa. Không ghi gì; hãy chạy lại lệnh này.`);
  await replaceFile(path, after);
  print(`Đã thêm vào ${file}. Bot đang mở nhận ngay; lần chạy sau máy học lại khoảng 30 giây.`);
  return 0;
}

/** The same thought in both: only the entry's questions differ. What was learned in full is nudged alike. */
function brainWith(config: Config, content: Content, { learned, tuning }: Mind, entry: Entry): Brain {
  const knowledge = new Map(content.knowledge).set(entry.id, entry);
  return patchBrain(learned, content, { ...content, knowledge, tuning, validity: config.validity });
}

async function openHouse(config: Config, terminal: Terminal): Promise<House> {
  const content = await loadQuickly(config);
  const files = filesById(content);
  let made: Promise<Mind> | undefined;
  const makeMind = async (): Promise<Mind> => {
    terminal.warn("Đang mở bộ nhớ của máy (lần đầu sau khi sửa nội dung mất khoảng 30 giây)…");
    const tuning = await readTuning(config.contentDir);
    const learned = await learnOnce(content, config.dataDir);
    const parts = { ...content, learned, tuning, validity: config.validity };
    return { learned, tuning, brain: createBrain(parts, { warm: false }) };
  };
  return {
    content,
    mind: () => {
      made ??= makeMind();
      return made;
    },
    fileOf: (id) => files.get(id) ?? id,
    titleOf: (id) => {
      const entry = content.knowledge.get(id);
      return entry ? displayTitle(entry) : id;
    },
  };
}

function readCount(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new CommandError(`Sau ${option} là một số, ví dụ 20.`);
  return count;
}
