#!/usr/bin/env node
/** Composition root of the commands. */
import { countErrors, formatProblem, loadContent } from "./content/index.ts";
import { runCheck } from "./officers/check.ts";

const content = await loadContent(process.cwd());
process.exitCode = runCheck(
  {
    files: content.files,
    lines: content.problems.map(formatProblem),
    errors: countErrors(content.problems),
    warnings: content.problems.length - countErrors(content.problems),
  },
  console.log,
);
