/** Reads the `@example call // result` lines out of docstrings and finds those that lie. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

const PROJECT = new URL("../", import.meta.url).pathname;
const DOCSTRING = /\/\*\*(?:(?!\*\/)[\s\S])*\*\//gu;
const EXPORTED_FUNCTION = /^export (?:async )?function (?<name>\w+)/u;

export interface DocstringExample {
  readonly file: string;
  readonly line: number;
  readonly call: string;
  readonly result: string;
}

export interface RoomDocstrings {
  readonly examples: readonly DocstringExample[];
  /** `file:line name` of each exported function whose docstring shows no example. */
  readonly withoutExample: readonly string[];
  /** Everything that the files of the room export, by name. */
  readonly exports: Readonly<Record<string, unknown>>;
}

/** @param room folder from the root of the project, such as `src/language` */
export async function readDocstrings(room: string): Promise<RoomDocstrings> {
  const examples: DocstringExample[] = [];
  const withoutExample: string[] = [];
  const exports: Record<string, unknown> = {};
  const files = (await readdir(join(PROJECT, room))).filter((name) => /(?<!\.d)\.ts$/u.test(name)).sort();
  for (const name of files) {
    const file = `${room}/${name}`;
    const source = await readFile(join(PROJECT, file), "utf8");
    const documented = new Set<string>();
    for (const docstring of source.matchAll(DOCSTRING)) {
      const found = examplesOf(docstring[0], file, lineAt(source, docstring.index));
      examples.push(...found);
      const next = source.slice(docstring.index + docstring[0].length).trimStart();
      const owner = EXPORTED_FUNCTION.exec(next)?.groups?.name;
      if (owner && found.length > 0) documented.add(owner);
    }
    for (const declared of source.matchAll(new RegExp(EXPORTED_FUNCTION, "gmu"))) {
      const owner = declared.groups?.name ?? "";
      if (!documented.has(owner)) withoutExample.push(`${file}:${lineAt(source, declared.index)} ${owner}`);
    }
    Object.assign(exports, await import(join(PROJECT, file)));
  }
  return { examples, withoutExample, exports };
}

/** Undefined when the example is true; otherwise a sentence with file and line. */
export function findLie(
  example: DocstringExample,
  exports: Readonly<Record<string, unknown>>,
): string | undefined {
  const where = `${example.file}:${example.line}`;
  const evaluate = (code: string): unknown =>
    new Function(...Object.keys(exports), `"use strict"; return (${code});`)(...Object.values(exports));
  try {
    const actual = evaluate(example.call);
    const promised = evaluate(example.result);
    if (isDeepStrictEqual(actual, promised)) return undefined;
    return `${where}: ${example.call} gives ${JSON.stringify(actual)}, the docstring says ${example.result}`;
  } catch (error) {
    return `${where}: ${example.call} // ${example.result} cannot be evaluated: ${String(error)}`;
  }
}

function examplesOf(docstring: string, file: string, firstLine: number): DocstringExample[] {
  return docstring.split("\n").flatMap((text, at) => {
    if (!text.includes("@example")) return [];
    const shape = /@example (?<call>.+?\)(?:\.[\w.]+)?) \/\/ (?<result>.+?)(?:\s*\*\/)?$/u.exec(text)?.groups;
    return { file, line: firstLine + at, call: shape?.call ?? text.trim(), result: shape?.result ?? "" };
  });
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}
