/** The national code of a procedure, and codes as citizens type them. */
import { z } from "zod";
import type { Word } from "../../language/index.ts";

export const procedureCode = z
  .string({ error: "phải là mã thủ tục đặt trong ngoặc kép, ví dụ “1.001193”" })
  .regex(/^\d\.\d{6}$/u, { error: "phải là mã thủ tục, một chữ số, dấu chấm và sáu chữ số: 1.001193" });

const TYPED = /^(\d)\.(\d{6})(?:\.(?:000\.00\.00\.)?h\d+)?$/u;

/**
 * The codes that stand among some words, each once; a code of a locality ("1.001193.000.00.00.h24") counts as the
 * national one.
 *
 * @example codesAmong([{ text: "1.001193", folded: "1.001193" }]) // ["1.001193"]
 */
export function codesAmong(words: readonly Word[]): string[] {
  const codes = words.flatMap(({ text }) => {
    const found = TYPED.exec(text);
    return found ? [`${found[1]}.${found[2]}`] : [];
  });
  return [...new Set(codes)];
}
