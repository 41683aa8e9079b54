/** A draft as `knowledge import` writes it. */

export interface DraftParts {
  readonly id?: string;
  readonly title?: string;
  readonly steps?: string;
}

export function draftText({
  id = "1.000123",
  title = "Cấp giấy phép nuôi bò cạp",
  steps = "- Nộp hồ sơ tại Sở.",
}: DraftParts = {}): string {
  return [
    "---",
    "kind: draft",
    `id: "${id}"`,
    `title: "${title}"`,
    'sector: "Chăn nuôi"',
    "levels: [province]",
    'authority: "Sở Nông nghiệp và Môi trường"',
    'url: "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/x"',
    'source: {title: "Cổng Dịch vụ công quốc gia, bản xuất tháng 6/2026", date: 2026-06-10}',
    "importedOn: 2026-11-28",
    "confidence: unverified",
    "---",
    "",
    "## Tóm tắt",
    "Cho phép nuôi bò cạp.",
    "",
    "## Các bước",
    steps,
    "",
    "## Giấy tờ cần có",
    "- Đơn đề nghị.",
    "",
  ].join("\n");
}
