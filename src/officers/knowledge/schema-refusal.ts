/** The advice of a schema, as a form wants it. */
import type { z } from "zod";

/** @returns for an answer, why it is refused; undefined when it is taken */
export function refusal(schema: z.ZodType): (answer: string) => string | undefined {
  return (answer) => {
    const parsed = schema.safeParse(answer);
    return parsed.success ? undefined : parsed.error.issues[0]?.message;
  };
}
