/** `hoidap knowledge new`: asks for all that an entry needs, in plain words, one thing at a time. */
import { z } from "zod";
import {
  type Draft,
  ENTRY_KINDS,
  type EntryKind,
  entryId,
  type Facet,
  lineOfText,
  RISKS,
  type Risk,
} from "../../core/knowledge/index.ts";
import { foldDiacritics } from "../../language/index.ts";
import { askFees, askTimes } from "./ask-numbers.ts";
import { askSource } from "./ask-source.ts";
import type { Interview } from "./interview.ts";
import type { NewEntry, NewProcedure } from "./new-entry.ts";
import { questionKey } from "./refuse-question.ts";
import { refusal } from "./schema-refusal.ts";

const LEAST_QUESTIONS = 15;
const LONGEST_BUTTON = 60;
const LEVELS = ["commune", "province", "ministry", "several"] as const;
const ONLINE = ["full", "partial", "available", "none", "unknown"] as const;
const OTHER = "khác";

const KIND_LABELS: Readonly<Record<EntryKind, string>> = {
  procedure: "Thủ tục hành chính",
  hotline: "Số điện thoại, tổng đài",
  portal: "Cách dùng Cổng Dịch vụ công, một cửa",
  feedback: "Phản ánh, khiếu nại, tố cáo",
  plan: "Kế hoạch",
  reform: "Cải cách hành chính",
  meta: "Máy nói về chính nó",
};

const lines = z.array(lineOfText);
const optionalLine = z.union([lineOfText, z.literal("")]);

/** @throws FormStopped when the officer goes away; all answers are kept by the book */
export async function askEntry(interview: Interview): Promise<NewEntry> {
  const { form, book, draft } = interview;
  const once = book.once;
  const kind = draft
    ? "procedure"
    : await once("kind", z.enum(ENTRY_KINDS), () =>
        form.choose(
          "Anh/chị viết về việc gì?",
          ENTRY_KINDS.map((value) => ({ value, label: KIND_LABELS[value] })),
        ),
      );
  const title = await once("title", lineOfText, () =>
    form.line({
      ask: "Tên chính thức?",
      help: kind === "procedure" ? "chép đúng như trên Cổng Dịch vụ công" : "ví dụ: Tổng đài 1022",
      initial: draft?.title,
      check: refusal(lineOfText),
    }),
  );
  const id = await askId(interview, kind, title);
  const shortTitle =
    title.length > LONGEST_BUTTON
      ? await once("shortTitle", lineOfText, () =>
          form.line({
            ask: `Tên dài ${title.length} ký tự, không vừa nút bấm. Tên ngắn (nhiều nhất ${LONGEST_BUTTON} ký tự)?`,
            check: (name) =>
              name.length > LONGEST_BUTTON
                ? `dài ${name.length} ký tự, nhiều nhất ${LONGEST_BUTTON}`
                : undefined,
          }),
        )
      : undefined;
  const beginning = kind === "procedure" ? await askWhose(interview) : undefined;
  const aliases = await once("aliases", lines, () =>
    form.list({
      ask: "Dân còn gọi việc này là gì? Ít nhất một tên.",
      help: "ví dụ: làm giấy khai sinh",
      least: 1,
      check: refusal(lineOfText),
    }),
  );
  const questions = await askQuestions(interview);
  const summary = await askText(
    interview,
    "summary",
    "Nói ngắn gọn cho dân: việc này là gì, ai làm, ở đâu?",
    "overview",
    1,
  );
  const procedure = beginning && (await askProcedure(interview, beginning));
  const phones = kind === "hotline" ? await askPhones(interview) : [];
  const further = await askFurther(interview);
  return {
    id,
    kind,
    title,
    shortTitle,
    aliases,
    questions,
    procedure,
    phones,
    summary,
    further,
    ...(await askSource(interview)),
  };
}

async function askId(
  { form, book, fileOf, draft }: Interview,
  kind: EntryKind,
  title: string,
): Promise<string> {
  const slug = (foldDiacritics(title.toLowerCase()).match(/[a-z0-9]+/gu) ?? [])
    .join("-")
    .slice(0, 60)
    .replace(/-$/u, "");
  const check = (id: string) => {
    const file = fileOf(id);
    return file ? `mã này đã có ở ${file}; mỗi mã một tệp` : refusal(entryId)(id);
  };
  if (draft && check(draft.id) === undefined) return draft.id;
  return book.once(
    "id",
    entryId.refine((id) => check(id) === undefined),
    () =>
      form.line({
        ask: kind === "procedure" ? "Mã thủ tục trên Cổng, như 1.001193?" : "Mã của mục?",
        help: kind === "procedure" ? "chưa có mã thì Enter" : "chữ thường không dấu, nối bằng gạch ngang",
        initial: slug,
        check,
      }),
  );
}

type Beginning = Pick<NewProcedure, "sector" | "level" | "authority" | "risk">;

async function askWhose({ form, book, sectors, draft }: Interview): Promise<Beginning> {
  const chosen = await book.once("sector.chosen", z.string(), () =>
    form.choose(
      "Thuộc lĩnh vực nào?",
      [...sectors, OTHER].map((value) => ({
        value,
        label: value === OTHER ? "Lĩnh vực khác (gõ tên)" : value,
      })),
      draft && (sectors.includes(draft.sector) ? draft.sector : OTHER),
    ),
  );
  const sector =
    chosen !== OTHER
      ? chosen
      : await book.once("sector", lineOfText, () =>
          form.line({ ask: "Tên lĩnh vực?", initial: draft?.sector, check: refusal(lineOfText) }),
        );
  const level = await book.once("level", z.enum(LEVELS), () =>
    form.choose<(typeof LEVELS)[number]>(
      "Cấp nào giải quyết?",
      [
        { value: "commune", label: "Xã, phường, đặc khu" },
        { value: "province", label: "Thành phố" },
        { value: "ministry", label: "Bộ" },
        { value: "several", label: "Nhiều cấp" },
      ],
      draftLevel(draft),
    ),
  );
  const authority = await book.once("authority", lineOfText, () =>
    form.line({
      ask: "Cơ quan nào giải quyết?",
      help: "ví dụ: UBND cấp xã",
      initial: draft?.authority,
      check: refusal(lineOfText),
    }),
  );
  const risk = await book.once("risk", z.enum(RISKS), () =>
    form.choose<Risk>("Quy định về việc này có đang thay đổi không?", [
      { value: "A", label: "Ổn định, không thấy dấu hiệu thay đổi (A)" },
      { value: "B", label: "Có văn bản mới hoặc còn thiếu thông tin, cần đọc lại (B)" },
      { value: "C", label: "Đang thay đổi hoặc các nguồn nói khác nhau: không nêu con số (C)" },
    ]),
  );
  return { sector, level, authority, risk };
}

function draftLevel(draft: Draft | undefined): (typeof LEVELS)[number] | undefined {
  const [level, ...more] = draft?.levels ?? [];
  if (level === undefined) return undefined;
  return more.length > 0 || level === "other" ? "several" : level;
}

async function askQuestions({ form, book, refuseQuestion }: Interview): Promise<string[]> {
  return book.list("questions", LEAST_QUESTIONS, (earlier, onTaken) =>
    form.list({
      ask: `Viết ít nhất ${LEAST_QUESTIONS} câu như dân hỏi, càng khác nhau càng tốt. Dán nhiều dòng một lúc cũng được.`,
      help: "có dấu, không dấu, viết tắt, kể chuyện; xem docs/huong-dan-can-bo/02-cau-hoi-mau.md",
      least: LEAST_QUESTIONS,
      earlier,
      onTaken,
      check: (question, before) =>
        before.some((one) => questionKey(one) === questionKey(question))
          ? "đã có ở trên"
          : refuseQuestion(question),
    }),
  );
}

/** Lines of a section; a draft's own stand there already. */
function askText(
  { form, book, refuseText, draft }: Interview,
  name: string,
  ask: string,
  facet: Facet | undefined,
  least: number,
  help = least === 0 ? "chưa biết thì để trống: máy sẽ nói là chưa xác nhận" : undefined,
): Promise<string[]> {
  const known = draft?.sections.find(
    (section) => section.facet !== undefined && section.facet === facet,
  )?.text;
  const initial = known
    ?.split("\n")
    .map((line) => line.replace(/^\s*-\s+/u, "").trim())
    .filter((line) => line && refuseText(line) === undefined);
  return book.once(name, lines.min(least), () => form.list({ ask, help, least, initial, check: refuseText }));
}

async function askProcedure(interview: Interview, beginning: Beginning): Promise<NewProcedure> {
  const { form, book } = interview;
  const papers = await askText(
    interview,
    "papers",
    "Cần những giấy tờ gì? Mỗi dòng một thứ.",
    "required-documents",
    0,
  );
  const steps = await askText(interview, "steps", "Làm theo các bước nào? Mỗi dòng một bước.", "steps", 0);
  const ways = await askText(
    interview,
    "ways",
    "Nộp bằng cách nào? Mỗi dòng một cách.",
    "submission-methods",
    0,
    "ví dụ: Trực tiếp; Qua bưu chính công ích; chưa biết thì để trống",
  );
  const onlineService = await book.once("onlineService", z.enum(ONLINE), () =>
    form.choose<(typeof ONLINE)[number]>("Nộp trực tuyến được không?", [
      { value: "full", label: "Được, toàn trình (không phải đến)" },
      { value: "partial", label: "Được một phần (vẫn phải đến một lần)" },
      { value: "available", label: "Được, chưa rõ mức nào" },
      { value: "none", label: "Không" },
      { value: "unknown", label: "Chưa rõ" },
    ]),
  );
  const fees = await askFees(form, book, beginning.risk);
  const processingTime = await askTimes(form, book, beginning.risk);
  const result = await askText(interview, "result", "Làm xong thì dân nhận được gì?", "result", 0);
  const applicants = await askText(interview, "applicants", "Ai được làm việc này?", "applicants", 0);
  const legalBasis = await askText(
    interview,
    "legalBasis",
    "Căn cứ vào văn bản nào? Mỗi dòng một văn bản.",
    "legal-basis",
    0,
    "chưa biết thì để trống",
  );
  return {
    ...beginning,
    papers,
    steps,
    ways,
    onlineService,
    fees,
    processingTime,
    result,
    applicants,
    legalBasis,
  };
}

async function askPhones({ form, book }: Interview): Promise<NewEntry["phones"]> {
  const phone = /^(.+?)\s*[:=]\s*([\d\s.+]{3,20})$/u;
  const told = await book.once("phones", lines.min(1), () =>
    form.list({
      ask: "Những số nào? Mỗi dòng: tên, dấu hai chấm, số.",
      help: "ví dụ: Tổng đài 1022: 1022",
      least: 1,
      check: (line) => (phone.test(line) ? undefined : "cần dạng “tên: số”"),
    }),
  );
  return told.map((line) => {
    const [, label = line, number = ""] = phone.exec(line) ?? [];
    return { label, number: number.trim() };
  });
}

async function askFurther(interview: Interview): Promise<NewEntry["further"]> {
  const { form, book, refuseText } = interview;
  const further: [string, string[]][] = [];
  for (;;) {
    const name = `further.${further.length}`;
    const heading = await book.once(name, optionalLine, () =>
      form.line({
        ask: "Còn phần nào muốn viết thêm? Gõ tiêu đề của phần ấy.",
        help: "ví dụ: Điều kiện",
        isOptional: true,
        check: (typed) =>
          further.some(([other]) => other.toLowerCase() === typed.toLowerCase())
            ? "tiêu đề này có rồi"
            : refuseText(typed),
      }),
    );
    if (!heading) return further;
    further.push([
      heading,
      await askText(interview, `${name}.lines`, `Viết phần “${heading}”:`, undefined, 1),
    ]);
  }
}
