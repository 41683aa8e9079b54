/** A slip of paper for each new ticket: A4, one a page, to be printed and signed. */
import { CATEGORY_LABELS } from "../../core/feedback/index.ts";
import { batchName, CHANNEL_LABELS, ERASED } from "./columns.ts";
import type { HandedEntry } from "./handed-entry.ts";
import { spokenMoment } from "./moment.ts";

/** Nothing is fetched and nothing runs: the page holds citizens' words. */
export const SLIPS_HEAD = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Phiếu tiếp nhận phản ánh, kiến nghị</title>
<style>
@page { size: A4; margin: 18mm 18mm 16mm 22mm; }
body { font: 12pt/1.45 "Times New Roman", "Liberation Serif", serif; color: #000; margin: 0; }
section { max-width: 170mm; margin: 0 auto; padding: 8mm 0; break-after: page; }
section:last-of-type { break-after: auto; }
h1 { font-size: 15pt; text-align: center; text-transform: uppercase; margin: 0 0 2mm; }
.code { text-align: center; font-size: 13pt; margin: 0 0 6mm; }
table { width: 100%; border-collapse: collapse; }
th, td { border: 0.3mm solid #444; padding: 1.6mm 2.2mm; text-align: left; vertical-align: top; }
th { width: 46mm; font-weight: bold; }
tr { break-inside: avoid; }
tr.story { break-inside: auto; }
td { white-space: pre-wrap; overflow-wrap: anywhere; }
.hands { display: flex; justify-content: space-between; margin-top: 10mm; break-inside: avoid; }
.hands div { width: 45%; text-align: center; min-height: 28mm; }
@media print { section { padding: 0; } }
.note { font-size: 10pt; margin-top: 6mm; }
</style>
</head>
<body>
`;
export const SLIPS_TAIL = "</body>\n</html>\n";

/** One page; everything that a citizen wrote is text, whatever it looks like. */
export function slipOf(row: HandedEntry): string {
  const report = row.entry?.kind === "report" ? row.entry.report : undefined;
  const lines: readonly (readonly [label: string, value: string | undefined, className?: string])[] = [
    ["Tiếp nhận lúc", spokenMoment(row.filedAt)],
    ["Kênh", CHANNEL_LABELS[row.channel]],
    ["Nhóm việc", CATEGORY_LABELS[row.category]],
    ["Cơ quan, nơi xảy ra", officeOf(report?.office, report?.officeName)],
    ["Thời gian xảy ra", report?.happened],
    ["Mã hồ sơ", report?.dossier],
    ["Nội dung nguyên văn", report?.story ?? ERASED, "story"],
    ["Tệp đính kèm", row.files.map(({ path }) => path).join("\n")],
    ["Liên hệ (tự nguyện)", report?.contact ?? "Người dân không để lại; trả lời qua kênh đã gửi"],
    ["Chuyển đơn vị lúc", `${spokenMoment(row.handedOverAt)} (${batchName(row.batch)})`],
  ];
  const rows = lines.map(
    ([label, value, className]) =>
      `<tr${className ? ` class="${className}"` : ""}><th scope="row">${label}</th><td>${escapeHtml(value || "Không có")}</td></tr>`,
  );
  return `<section>
<h1>Phiếu tiếp nhận phản ánh, kiến nghị</h1>
<p class="code">Mã phiếu: <strong>${escapeHtml(row.code)}</strong></p>
<table>
${rows.join("\n")}
</table>
<div class="hands"><div>Người giao<br>(ký, ghi rõ họ tên)</div><div>Người nhận<br>(ký, ghi rõ họ tên)</div></div>
<p class="note">Phiếu ghi lại lời người dân, chưa được xác minh. Giữ kín người phản ánh; không chuyển bản này cho người hoặc bộ phận bị phản ánh.</p>
</section>
`;
}

function officeOf(said: string | undefined, known: string | undefined): string | undefined {
  return said && known && said !== known ? `${said}\n(${known})` : (said ?? known);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
