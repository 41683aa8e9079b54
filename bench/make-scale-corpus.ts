/** The command that makes a corpus with questions from records of the national portal, as large as wished. */
import { closeSync, mkdirSync, mkdtempSync, openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { multiplyPassages } from "./multiply-passages.ts";
import { readPortalPassages } from "./portal-records.ts";
import { projectRoot } from "./project-root.ts";
import { questionsFromTitles } from "./title-questions.ts";
import { runCommand, UsageError, wholeNumber } from "./usage-error.ts";

await runCommand(() => {
  const { records, out, multiply, titles, seed } = readFlags();
  const originals = readPortalPassages(records);
  const passages = multiplyPassages(originals, multiply, seed);
  // Only originals are asked for: the copies are there to be in the way.
  const questions = questionsFromTitles(originals, titles, seed);
  const folder = out ?? mkdtempSync(join(tmpdir(), "scale-corpus-"));
  mkdirSync(folder, { recursive: true });
  const corpusPath = writeJsonLines(join(folder, "corpus.jsonl"), passages);
  const questionsPath = writeJsonLines(join(folder, "questions.jsonl"), questions);
  const counts = { documents: passages.length, questionCount: questions.length, seed };
  console.log(JSON.stringify({ corpus: corpusPath, questions: questionsPath, ...counts }));
});

function readFlags() {
  const { values } = parseArgs({
    options: {
      records: { type: "string" },
      out: { type: "string" },
      multiply: { type: "string", default: "0" },
      titles: { type: "string", default: "300" },
      seed: { type: "string", default: "1" },
    },
  });
  if (!values.records) {
    throw new UsageError([
      "cần --records portal.jsonl [--out thư mục] [--multiply số văn bản] [--titles số tên] [--seed số] / the file of records is needed",
    ]);
  }
  return {
    records: values.records,
    out: values.out && outsideProject(values.out),
    multiply: wholeNumber("multiply", values.multiply, 0),
    titles: wholeNumber("titles", values.titles, 1),
    seed: wholeNumber("seed", values.seed, 0),
  };
}

/** The portal's texts must never come into the repository. */
function outsideProject(out: string): string {
  const folder = resolve(out);
  const path = relative(projectRoot, folder);
  if (path.startsWith("..") || isAbsolute(path)) return folder;
  throw new UsageError([
    `--out phải ở ngoài thư mục dự án, đang là ${folder} / must be outside the project folder`,
  ]);
}

/** Line by line: all lines of a large corpus together can be longer than a string may be. */
function writeJsonLines(path: string, values: readonly object[]): string {
  const file = openSync(path, "w");
  try {
    for (const value of values) writeSync(file, `${JSON.stringify(value)}\n`);
  } finally {
    closeSync(file);
  }
  return path;
}
