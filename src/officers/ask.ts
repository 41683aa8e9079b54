/** `ask`: one question on the command line, or one JSON object a line. */
import { z } from "zod";
import { type Brain, type Session, type TurnOutcome, takeTurn } from "../core/conversation/index.ts";
import { TRIAL_FACTS } from "../core/feedback/index.ts";

/** What `ask --jsonl` writes for each line it reads; see the contract in docs/design.md. */
export interface AskedLine {
  readonly id: string;
  readonly outcome: string;
  readonly intent: string | null;
  readonly entry: string | null;
  readonly facet: string | null;
  readonly candidates: readonly { readonly entry: string; readonly score: number }[];
  readonly text: string;
  readonly buttons: TurnOutcome["reply"]["buttons"];
  readonly ms: number;
}

const LONGEST_TEXT = 1_000_000;

const questionSchema = z.object({
  id: z.union([z.string(), z.number().transform(String)], { error: "thiếu id" }),
  text: z.string({ error: "thiếu text" }).max(LONGEST_TEXT, { error: "text dài quá một triệu ký tự" }),
  session: z.union([z.string(), z.number().transform(String)]).optional(),
  payload: z.string().max(200).optional(),
});

export interface Asker {
  /** One line in, one line out; the flag tells a line that could not be read. */
  askLine(line: string, lineNumber: number): { readonly written: string; readonly failed: boolean };
}

/** Keeps the conversations of one run; lines of the same session are one conversation. */
export function createAsker(brain: () => Brain, clock: () => Date, timer: () => number): Asker {
  const sessions = new Map<string, Session>();
  return {
    askLine: (line, lineNumber) => {
      const question = readQuestion(line);
      if ("error" in question) {
        const written = JSON.stringify({ id: question.id, error: `dòng ${lineNumber}: ${question.error}` });
        return { written, failed: true };
      }
      const begun = timer();
      const key = question.session ?? "";
      const message = { text: question.text, payload: question.payload };
      const outcome = takeTurn(brain(), key ? sessions.get(key) : undefined, message, clock(), TRIAL_FACTS);
      if (key) sessions.set(key, outcome.session);
      return { written: JSON.stringify(lineOf(question.id, outcome, timer() - begun)), failed: false };
    },
  };
}

function readQuestion(line: string): z.infer<typeof questionSchema> | { error: string; id: string | null } {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return { error: "không phải JSON", id: null };
  }
  const parsed = questionSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const id = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(raw);
  const reasons = parsed.error.issues.map((issue) => issue.message).join("; ");
  return { error: reasons, id: id.success ? String(id.data.id) : null };
}

function lineOf(id: string, outcome: TurnOutcome, ms: number): AskedLine {
  return {
    id,
    outcome: outcome.outcome,
    intent: outcome.intent ?? null,
    entry: outcome.entry ?? null,
    facet: outcome.facet ?? null,
    candidates: outcome.candidates,
    text: outcome.reply.text,
    buttons: outcome.reply.buttons,
    ms: Math.round(ms * 1000) / 1000,
  };
}
