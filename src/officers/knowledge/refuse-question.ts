/** Why a question may not become an example of an entry. */
import { type Entry, lineOfText } from "../../core/knowledge/index.ts";
import { maskPersonalNumbers } from "../../language/index.ts";

export interface KnownQuestions {
  readonly entries: Iterable<Entry>;
  readonly fileOf: (id: string) => string;
  /** Questions by which answers are judged; learned, they would judge nothing. */
  readonly judged: Iterable<string>;
}

/** What the mask leaves where something stood. */
const MASKED = /\[(?:số|email|biển|ngày sinh|liên kết|địa chỉ|mã)[^\]]*\]/u;

/** The same for two questions that differ in capitals and signs only. @example questionKey("Phí KHAI SINH?") // "phí khai sinh" */
export function questionKey(question: string): string {
  return question
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, " ")
    .trim();
}

/** In Vietnamese; undefined when the question may be taken. */
export function refuseQuestion(question: string, known: KnownQuestions): string | undefined {
  const line = lineOfText.safeParse(question);
  if (!line.success) return `Câu hỏi ${line.error.issues[0]?.message ?? "không dùng được"}.`;
  if (/[\n\r]/u.test(question)) return "Mỗi câu hỏi là một dòng.";
  const key = questionKey(question);
  if (!key) return "Câu hỏi chưa có chữ nào.";
  const masked = maskPersonalNumbers(question);
  if (masked !== question || MASKED.test(question))
    return `Câu này có số riêng của một người, hoặc chỗ đã che: “${masked}”. Hãy viết lại câu không có phần ấy.`;
  for (const entry of known.entries)
    if (entry.questions.some((one) => questionKey(one) === key))
      return `Câu này đã là câu mẫu của ${known.fileOf(entry.id)} (${entry.title}).`;
  for (const one of known.judged)
    if (questionKey(one) === key)
      return "Câu này nằm trong bộ câu hỏi chấm điểm (tests/questions): học nó thì không còn chấm được nữa.";
  return undefined;
}
