/** What is wrong with a content file, as an officer reads it. */

export interface Problem {
  readonly severity: "error" | "warning";
  /** Path from the content folder, with forward slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The field or heading, as it is written in the file; empty when the whole file is meant. */
  readonly field: string;
  /** What the matter is, and how to mend it. Vietnamese. */
  readonly message: string;
  /** The offending text, shortened; empty when something is missing. */
  readonly found: string;
}

const LONGEST_FOUND = 80;

/** The offending value as one short line. */
export function showFound(value: unknown): string {
  if (value === undefined) return "";
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length > LONGEST_FOUND ? `${line.slice(0, LONGEST_FOUND)}…` : line;
}

/**
 * One problem as one line.
 *
 * @example formatProblem({ severity: "error", file: "knowledge/a.md", line: 4, field: "fees.0.amountVnd", message: "phải là số đồng nguyên", found: "tám nghìn" }) // "knowledge/a.md:4: fees.0.amountVnd: phải là số đồng nguyên (đang là “tám nghìn”)"
 */
export function formatProblem(problem: Problem): string {
  const label = problem.severity === "warning" ? "cảnh báo: " : "";
  const field = problem.field ? `${problem.field}: ` : "";
  const found = problem.found ? ` (đang là “${problem.found}”)` : "";
  return `${problem.file}:${problem.line}: ${label}${field}${problem.message}${found}`;
}

export function countErrors(problems: readonly Problem[]): number {
  return problems.filter((problem) => problem.severity === "error").length;
}
