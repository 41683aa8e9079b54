/** Reads a file with one JSON object a line, each checked by a schema; all problems are told at once. */
import { readFileSync } from "node:fs";
import type { z } from "zod";
import { UsageError } from "./usage-error.ts";

/** Every line's value in its order; empty lines are skipped. @throws UsageError */
export function readJsonLines<T>(path: string, schema: z.ZodType<T>): T[] {
  const values: T[] = [];
  const problems: string[] = [];
  for (const [at, line] of readText(path).split("\n").entries()) {
    if (line.trim() === "") continue;
    const place = `${path}:${at + 1}`;
    const parsed = parseJson(line);
    if (parsed === undefined) {
      problems.push(`${place}: dòng không phải JSON / the line is not JSON`);
      continue;
    }
    const checked = schema.safeParse(parsed.value);
    if (checked.success) values.push(checked.data);
    else {
      for (const issue of checked.error.issues) {
        problems.push(`${place}: ${issue.path.join(".") || "(dòng)"}: ${issue.message}`);
      }
    }
  }
  if (problems.length > 0) throw new UsageError(problems);
  if (values.length === 0) throw new UsageError([`${path}: tệp không có dòng nào / the file has no line`]);
  return values;
}

function readText(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : "?";
    throw new UsageError([`${path}: không đọc được tệp / the file cannot be read (${reason})`]);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError([`${path}: tệp không phải UTF-8 / the file is not UTF-8`]);
  }
}

function parseJson(line: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(line) };
  } catch {
    return undefined;
  }
}
