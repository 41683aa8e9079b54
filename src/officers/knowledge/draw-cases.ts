/** The guided questions of an entry as a drawing in DOT: questions are boxes, options stand on the arrows, outcomes are green. */
import {
  type CaseOutcome,
  type Cases,
  displayTitle,
  FACET_HEADINGS,
  type Fee,
  formatVnd,
  type ProcedureEntry,
} from "../../core/knowledge/index.ts";

/** Characters of a line, for boxes that are neither ribbons nor towers. */
const QUESTION_WIDTH = 28;
const OUTCOME_WIDTH = 32;
const OPTION_WIDTH = 18;

/** An entry that has cases. */
export type CasedEntry = ProcedureEntry & { readonly cases: Cases };

/** The source text of the drawing; the same entry always gives the same text. */
export function drawCases(entry: CasedEntry): string {
  const { questions, outcomes } = entry.cases;
  const [first] = questions;
  const lines = [
    ...questions.map(
      (question) => `  ${quoted(question.id)} [${box(question.ask, question.id === first?.id)}];`,
    ),
    ...outcomes.map((outcome) => `  ${quoted(outcome.id)} [${leaf(outcome)}];`),
    ...questions.flatMap(({ id, options }) =>
      options.map(
        ({ label, next, outcome }) =>
          `  ${quoted(id)} -> ${quoted(next ?? outcome ?? "")} [label=${quoted(wrap(label, OPTION_WIDTH))}];`,
      ),
    ),
  ];
  return [
    `digraph ${quoted(entry.id)} {`,
    `  graph [rankdir=LR, ordering=out, nodesep=0.25, ranksep=0.55, pad=0.3, fontname="Arial", fontsize=16, labelloc=t, label=${quoted(`${entry.id} – ${displayTitle(entry)}`)}];`,
    '  node [fontname="Arial", fontsize=12, style="filled,rounded", margin="0.22,0.12"];',
    '  edge [fontname="Arial", fontsize=11, color="#5b6b7a", fontcolor="#1f3a5f", arrowsize=0.7];',
    ...lines,
    "}",
    "",
  ].join("\n");
}

function box(ask: string, isFirst: boolean): string {
  const width = isFirst ? ", penwidth=2.5" : "";
  return `shape=box, fillcolor="#eaf2fb", color="#2f6db5"${width}, label=${quoted(wrap(ask, QUESTION_WIDTH))}`;
}

/** What a citizen gets at the end: which procedure, how many papers, what it costs. */
function leaf(outcome: CaseOutcome): string {
  const { title, entry, papers, fees } = outcome;
  const facts = [
    ...(entry ? [`→ thủ tục ${entry}`] : []),
    papers ? `${papers.length} giấy tờ` : "giấy tờ: xem nội dung",
    fees ? showFees(fees) : "phí: không nêu ở đây",
  ];
  const rows = [
    ...linesOf(title).map((line) => row(`<b>${markup(line)}</b>`)),
    ...facts.flatMap(linesOf).map((line) => row(markup(line))),
  ];
  const table = `<table border="0" cellborder="0" cellspacing="0" cellpadding="1">${rows.join("")}</table>`;
  return `shape=note, style="filled", fillcolor="#e7f6ea", color="#2e7d4f", margin="0.12,0.08", label=<${table}>`;
}

/** The amounts that may come up, each once: "phí, lệ phí: 0 đồng, 8.000 đồng, có mức chưa rõ". */
function showFees(fees: readonly Fee[]): string {
  const amounts = [...new Set(fees.flatMap(({ amountVnd }) => amountVnd ?? []))].sort((a, b) => a - b);
  const isOpen = fees.some(({ amountVnd }) => amountVnd === null);
  const shown = [...amounts.map(formatVnd), ...(isOpen ? ["có mức chưa rõ"] : [])].map(keptTogether);
  return `${FACET_HEADINGS.fees.toLowerCase()}: ${shown.join(", ")}`;
}

/** Blanks at which no line is broken: a number stays with its unit. */
function keptTogether(text: string): string {
  return text.replaceAll(" ", "\u00A0");
}

/**
 * Breaks a text at blanks into as few lines as the width allows, all about as long; a word longer than a line stays whole.
 *
 * @example wrap("Khai sinh kết hợp nhận cha, mẹ, con", 30) // "Khai sinh kết hợp\nnhận cha, mẹ, con"
 */
export function wrap(text: string, width: number): string {
  const words = text.trim().split(/[ \n\t]+/u);
  const fewest = fill(words, width).length;
  let narrow = width;
  while (narrow > 1 && fill(words, narrow - 1).length === fewest) narrow--;
  return fill(words, narrow).join("\n");
}

function fill(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && [...`${last} ${word}`].length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function linesOf(text: string): string[] {
  return wrap(text, OUTCOME_WIDTH).split("\n");
}

function row(line: string): string {
  return `<tr><td>${line}</td></tr>`;
}

/** Text within a label that has markup. */
function markup(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;").replace(/"/gu, "&quot;");
}

/** A string of DOT: nothing that an officer writes can end it. */
function quoted(text: string): string {
  return `"${text.replace(/\\/gu, "\\\\").replace(/"/gu, '\\"').replace(/\r?\n/gu, "\\n")}"`;
}
