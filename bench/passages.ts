/** The input of the search bench: passages to find and questions that name the right ones. */
import { z } from "zod";
import type { Passage } from "./peers/search-peer.ts";
import { readJsonLines } from "./read-jsonl.ts";
import { UsageError } from "./usage-error.ts";

export interface Question {
  readonly id: string;
  readonly text: string;
  /** Ids of all passages that answer it. */
  readonly relevant: readonly string[];
  /** Scores are told for each kind too, where questions have one. */
  readonly kind?: string | undefined;
}

const text = z.string("phải là chuỗi ký tự / must be a string");
const filled = text.refine((value) => value.trim() !== "", "không được để trống / must not be empty");
const id = z
  .union([filled, z.number()], "phải là chuỗi ký tự không trống / must be a non-empty string")
  .transform(String);
const line = "mỗi dòng phải là một đối tượng JSON / each line must be a JSON object";

const passageSchema: z.ZodType<Passage> = z
  .object({ id, title: text, text }, line)
  .refine((passage) => `${passage.title}${passage.text}`.trim() !== "", {
    message: "title và text đều trống / title and text are both empty",
  });

const questionSchema: z.ZodType<Question> = z.object(
  {
    id,
    text: filled,
    relevant: z
      .array(id, "phải là danh sách id / must be a list of ids")
      .min(1, "cần ít nhất một id / needs at least one id"),
    kind: text.optional(),
  },
  line,
);

/** @throws UsageError */
export function readPassages(path: string): Passage[] {
  const passages = readJsonLines(path, passageSchema);
  const seen = new Set<string>();
  const repeated = passages.filter((passage) => seen.size === seen.add(passage.id).size);
  if (repeated.length > 0) {
    throw new UsageError(
      repeated.map((passage) => `${path}: id "${passage.id}" có hai lần / the id stands twice`),
    );
  }
  return passages;
}

/** @throws UsageError */
export function readQuestions(path: string): Question[] {
  return readJsonLines(path, questionSchema);
}

/** Questions that no engine can answer, since none of their passages is in the corpus. */
export function unanswerable(questions: readonly Question[], passages: readonly Passage[]): Question[] {
  const ids = new Set(passages.map((passage) => passage.id));
  return questions.filter((question) => !question.relevant.some((relevant) => ids.has(relevant)));
}
