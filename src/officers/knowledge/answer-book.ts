/** What was answered so far, kept after every answer, so that nobody has to answer twice. */
import { z } from "zod";
import { lineOfText } from "../../core/knowledge/index.ts";

export type Answers = Record<string, unknown>;

export interface AnswerBook {
  /** The answer of before, where there is one that still fits; else asks and keeps what comes. */
  once<T>(name: string, schema: z.ZodType<T>, ask: () => Promise<T>): Promise<T>;
  /** The same for a long list, of which also the beginning is kept. */
  list(
    name: string,
    least: number,
    ask: (
      earlier: readonly string[],
      onTaken: (items: readonly string[]) => Promise<void>,
    ) => Promise<string[]>,
  ): Promise<string[]>;
}

const lines = z.array(lineOfText);

/** @param keep is called with all answers after each new one */
export function createAnswerBook(answers: Answers, keep: (answers: Answers) => Promise<void>): AnswerBook {
  const note = async (name: string, answer: unknown) => {
    answers[name] = answer;
    await keep(answers);
  };
  const once: AnswerBook["once"] = async (name, schema, ask) => {
    const before = schema.safeParse(answers[name]);
    if (name in answers && before.success) return before.data;
    const answer = await ask();
    await note(name, answer);
    return answer;
  };
  return {
    once,
    list: (name, least, ask) => {
      const begun = `${name}.begun`;
      const earlier = lines.safeParse(answers[begun]);
      return once(name, lines.min(least), () =>
        ask(earlier.success ? earlier.data : [], (items) => note(begun, items)),
      );
    },
  };
}
