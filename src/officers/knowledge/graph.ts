/** `knowledge graph`: a picture of the guided questions of each entry, and one page that shows them all. */
import { displayTitle, type Entry, type Knowledge, walkCases } from "../../core/knowledge/index.ts";
import { type CasedEntry, drawCases } from "./draw-cases.ts";

/** Nothing can be drawn of what was asked for. The message is for the officer at the keyboard. */
export class NothingToDraw extends Error {
  override readonly name = "NothingToDraw";
}

/** Lays a drawing in DOT out as an SVG document. */
export type LayOut = (dot: string) => string;

export interface DrawnFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The entries to draw, in the order asked for; without ids all that have cases, by id.
 *
 * @throws NothingToDraw when one of them does not exist or has no cases
 */
export function chooseEntries(knowledge: Knowledge, ids: readonly string[]): readonly CasedEntry[] {
  if (ids.length === 0) {
    const all = [...knowledge.values()].filter(isCased);
    if (all.length === 0)
      throw new NothingToDraw("Chưa có mục nào có câu hỏi theo trường hợp (cases), nên chưa có gì để vẽ.");
    return all.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  return [...new Set(ids)].map((id) => {
    const entry = knowledge.get(id);
    if (!entry)
      throw new NothingToDraw(
        `Không có mục nào mang mã ${id}. Xem lại mã; nếu tệp vừa sửa, gõ “hoidap check” xem có lỗi không.`,
      );
    if (!isCased(entry))
      throw new NothingToDraw(
        `Mục ${id} (${displayTitle(entry)}) không có câu hỏi theo trường hợp (cases), nên không có gì để vẽ.`,
      );
    return entry;
  });
}

function isCased(entry: Entry): entry is CasedEntry {
  return entry.kind === "procedure" && entry.cases !== undefined;
}

/** One SVG file for each entry, and the page `index.html`. */
export function drawGraphs(entries: readonly CasedEntry[], layOut: LayOut): readonly DrawnFile[] {
  const pictures = entries.map((entry) => ({ entry, svg: withFallbackFonts(layOut(drawCases(entry))) }));
  return [
    ...pictures.map(({ entry, svg }) => ({ name: `${entry.id}.svg`, text: svg })),
    { name: "index.html", text: pageOf(entries) },
  ];
}

/** A computer without Arial still shows every Vietnamese letter. */
function withFallbackFonts(svg: string): string {
  return svg.replaceAll(
    'font-family="Arial"',
    'font-family="Arial, Helvetica, Liberation Sans, Noto Sans, sans-serif"',
  );
}

function pageOf(entries: readonly CasedEntry[]): string {
  const parts = entries.map((entry) => {
    const title = escaped(`${entry.id} – ${displayTitle(entry)}`);
    const paths = walkCases(entry.cases);
    const ways = paths.map(
      ({ steps, outcome }) =>
        `<li>${escaped(steps.map(({ option }) => option.label).join(" → "))} → <b>${escaped(outcome.title)}</b></li>`,
    );
    return `<section>
<h2>${title}</h2>
<p><a href="${entry.id}.svg"><img src="${entry.id}.svg" alt="Sơ đồ các trường hợp của ${title}"></a></p>
<details><summary>Mọi đường đi (${paths.length})</summary>
<ol>
${ways.join("\n")}
</ol></details>
</section>`;
  });
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Câu hỏi theo trường hợp</title>
<style>
body { font: 16px/1.5 Arial, Helvetica, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color: #1c2733 }
img { max-width: 100%; height: auto; border: 1px solid #d5dde6 }
h2 { margin-top: 2.5rem }
</style>
<h1>Câu hỏi theo trường hợp</h1>
<p>Ô xanh dương là câu hỏi (viền đậm: câu hỏi đầu tiên), chữ trên mũi tên là lựa chọn, ô xanh lá là kết quả. Bấm vào hình để xem to.</p>
${parts.join("\n")}
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;").replace(/>/gu, "&gt;").replace(/"/gu, "&quot;");
}
