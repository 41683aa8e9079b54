/** The schema of guided questions: what leads a citizen to their own case, and what must hold of it so that nobody gets lost. */
import { z } from "zod";

/** More questions than this nobody answers in a chat. */
export const MOST_QUESTIONS = 6;
/** Buttons that a channel shows at once. */
const MOST_OPTIONS = 5;
const LONGEST_LABEL = 30;
const LONGEST_TEXT = 1_000;

const partId = z
  .string({ error: "phải là chữ, ví dụ cha-me-cuoi" })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "phải là chữ thường không dấu nối bằng gạch ngang" })
  .max(40, { error: "dài quá 40 ký tự" });

/** What an outcome shares with an entry's head: handed in, for the schema of the head is made with this one. */
interface HeadFields<
  Line extends z.ZodType<string>,
  Id extends z.ZodType<string>,
  Fee extends z.ZodType,
  Time extends z.ZodType,
  Source extends z.ZodType,
> {
  readonly line: Line;
  readonly entryId: Id;
  readonly fee: Fee;
  readonly processingTime: Time;
  readonly source: Source;
}

/**
 * Questions with options, each of which leads to another question or to an outcome. The first question is asked first.
 * Refused with words for officers: whatever leads nowhere, in a circle, or is never reached.
 */
export function casesSchemaWith<
  Line extends z.ZodType<string>,
  Id extends z.ZodType<string>,
  Fee extends z.ZodType,
  Time extends z.ZodType,
  Source extends z.ZodType,
>({ line, entryId, fee, processingTime, source }: HeadFields<Line, Id, Fee, Time, Source>) {
  const option = z.strictObject({
    /** On the button, and in the line that tells which answers led to an outcome. */
    label: z
      .string({ error: "phải là một dòng chữ" })
      .trim()
      .min(1, { error: "đang để trống" })
      .max(LONGEST_LABEL, { error: `dài quá ${LONGEST_LABEL} ký tự, không vừa nút bấm` }),
    /** Typed phrases that mean this option, wherever they stand in a message. */
    words: z
      .array(
        line.refine((phrase) => phrase.trim().includes(" "), {
          error: "cần ít nhất hai tiếng; một tiếng dễ gặp nhầm ở câu khác",
        }),
      )
      .optional(),
    next: partId.optional(),
    outcome: partId.optional(),
  });
  const question = z.strictObject({
    id: partId,
    ask: line,
    /** One sentence of help. */
    note: line.optional(),
    options: z
      .array(option)
      .min(2, { error: "cần ít nhất 2 lựa chọn" })
      .max(MOST_OPTIONS, { error: `nhiều nhất ${MOST_OPTIONS} lựa chọn` }),
  });
  const outcome = z.strictObject({
    id: partId,
    title: line,
    /** Another entry that is the right procedure in this case. */
    entry: entryId.optional(),
    text: z
      .string({ error: "phải là chữ" })
      .trim()
      .min(1, { error: "đang để trống" })
      .max(LONGEST_TEXT, { error: `dài quá ${LONGEST_TEXT} ký tự; một đến bốn câu là đủ` }),
    papers: z.array(line).min(1, { error: "đang để trống; không có thì xóa dòng papers" }).optional(),
    fees: z.array(fee).min(1, { error: "đang để trống; không có thì xóa dòng fees" }).optional(),
    processingTime: z
      .array(processingTime)
      .min(1, { error: "đang để trống; không có thì xóa dòng processingTime" })
      .optional(),
    source: source.optional(),
  });
  return z
    .strictObject({
      questions: z.array(question).min(1, { error: "cần ít nhất một câu hỏi" }),
      outcomes: z.array(outcome).min(1, { error: "cần ít nhất một kết quả" }),
    })
    .superRefine((cases, context) => {
      for (const { path, message } of findFlaws(cases))
        context.addIssue({ code: "custom", path: [...path], message });
    });
}

/** As much of cases as says where they lead. */
export interface CaseGraph {
  readonly questions: readonly {
    readonly id: string;
    readonly options: readonly {
      readonly label: string;
      readonly words?: readonly string[] | undefined;
      readonly next?: string | undefined;
      readonly outcome?: string | undefined;
    }[];
  }[];
  readonly outcomes: readonly { readonly id: string }[];
}

interface Flaw {
  /** From the cases on. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Everything by which somebody could get lost; empty when every path ends in an outcome. */
function findFlaws(cases: CaseGraph): Flaw[] {
  const flaws = [...findTwins(cases), ...findLooseEnds(cases)];
  // Where something leads nowhere, more about paths would only repeat it.
  if (flaws.length > 0) return flaws;
  const circle = findCircle(cases);
  if (circle) return [circle];
  return [...findUnreached(cases), ...findTooLong(cases)];
}

function findTwins({ questions, outcomes }: CaseGraph): Flaw[] {
  const flaws: Flaw[] = [];
  const seen = new Set<string>();
  const see = (id: string, path: Flaw["path"]) => {
    if (seen.has(id))
      flaws.push({ path, message: "mã này có hai lần; mỗi câu hỏi, mỗi kết quả một mã riêng" });
    seen.add(id);
  };
  questions.forEach(({ id, options }, at) => {
    see(id, ["questions", at, "id"]);
    const labels = new Set<string>();
    const phrases = new Map<string, number>();
    options.forEach(({ label, words = [] }, index) => {
      const path = ["questions", at, "options", index];
      if (labels.has(plain(label)))
        flaws.push({
          path: [...path, "label"],
          message: "hai lựa chọn của một câu hỏi trùng chữ; hãy viết khác nhau",
        });
      labels.add(plain(label));
      words.forEach((phrase, place) => {
        const owner = phrases.get(plain(phrase));
        if (owner !== undefined && owner !== index)
          flaws.push({
            path: [...path, "words", place],
            message: "cụm chữ này cũng là của lựa chọn khác; máy không biết chọn cái nào",
          });
        phrases.set(plain(phrase), index);
      });
    });
  });
  outcomes.forEach(({ id }, at) => {
    see(id, ["outcomes", at, "id"]);
  });
  return flaws;
}

function findLooseEnds({ questions, outcomes }: CaseGraph): Flaw[] {
  const questionIds = new Set(questions.map(({ id }) => id));
  const outcomeIds = new Set(outcomes.map(({ id }) => id));
  return questions.flatMap(({ options }, at) =>
    options.flatMap(({ next, outcome }, index): Flaw[] => {
      const path = ["questions", at, "options", index];
      if (next === undefined && outcome === undefined)
        return [
          { path, message: "lựa chọn chưa dẫn tới đâu; hãy ghi next (câu hỏi tiếp) hoặc outcome (kết quả)" },
        ];
      if (next !== undefined && outcome !== undefined)
        return [{ path: [...path, "outcome"], message: "chỉ ghi next hoặc outcome, không ghi cả hai" }];
      if (next !== undefined && !questionIds.has(next))
        return [{ path: [...path, "next"], message: "không có câu hỏi nào mang mã này" }];
      if (outcome !== undefined && !outcomeIds.has(outcome))
        return [{ path: [...path, "outcome"], message: "không có kết quả nào mang mã này" }];
      return [];
    }),
  );
}

/** The first circle, wherever it is: those who enter it are asked for ever. */
function findCircle({ questions }: CaseGraph): Flaw | undefined {
  const places = new Map(questions.map(({ id }, at) => [id, at]));
  const done = new Set<number>();
  const visit = (at: number, way: readonly number[]): Flaw | undefined => {
    if (done.has(at)) return undefined;
    for (const [index, { next }] of (questions[at]?.options ?? []).entries()) {
      const target = next === undefined ? undefined : places.get(next);
      if (target === undefined) continue;
      const here = [...way, at];
      if (here.includes(target)) {
        const ids = [...here.slice(here.indexOf(target)), target].map((place) => questions[place]?.id);
        return {
          path: ["questions", at, "options", index, "next"],
          message: `các câu hỏi dẫn vòng tròn, không bao giờ hết: ${ids.join(" → ")}`,
        };
      }
      const circle = visit(target, here);
      if (circle) return circle;
    }
    done.add(at);
    return undefined;
  };
  for (const at of questions.keys()) {
    const circle = visit(at, []);
    if (circle) return circle;
  }
  return undefined;
}

function findUnreached({ questions, outcomes }: CaseGraph): Flaw[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const reached = new Set<string>();
  const waiting = questions.slice(0, 1).map(({ id }) => id);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    for (const { next, outcome } of byId.get(id)?.options ?? [])
      for (const target of [next, outcome]) if (target !== undefined) waiting.push(target);
  }
  const message = (what: string) => `không lựa chọn nào dẫn tới ${what} này; hãy nối vào hoặc xóa đi`;
  return [
    ...questions.flatMap(({ id }, at) =>
      reached.has(id) ? [] : [{ path: ["questions", at, "id"], message: message("câu hỏi") }],
    ),
    ...outcomes.flatMap(({ id }, at) =>
      reached.has(id) ? [] : [{ path: ["outcomes", at, "id"], message: message("kết quả") }],
    ),
  ];
}

/** Only of cases without a circle. */
function findTooLong({ questions }: CaseGraph): Flaw[] {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const ways = new Map<string, readonly string[]>();
  const longest = (id: string): readonly string[] => {
    const known = ways.get(id);
    if (known) return known;
    const behind = (byId.get(id)?.options ?? []).map(({ next }) => (next === undefined ? [] : longest(next)));
    const way = [id, ...behind.reduce((long, one) => (one.length > long.length ? one : long), [])];
    ways.set(id, way);
    return way;
  };
  const [first] = questions;
  const way = first ? longest(first.id) : [];
  if (way.length <= MOST_QUESTIONS) return [];
  const at = questions.findIndex(({ id }) => id === way[MOST_QUESTIONS]);
  return [
    {
      path: ["questions", at, "id"],
      message: `một đường có ${way.length} câu hỏi, nhiều nhất ${MOST_QUESTIONS}: ${way.join(" → ")}`,
    },
  ];
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}
