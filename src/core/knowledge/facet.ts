/** The sides from which an entry can be asked about, as one closed list with the headings officers write. */

export const FACETS = [
  "overview",
  "required-documents",
  "steps",
  "authority",
  "submission-methods",
  "online-service",
  "processing-time",
  "fees",
  "result",
  "conditions",
  "applicants",
  "forms",
  "legal-basis",
] as const;
export type Facet = (typeof FACETS)[number];

/** The heading of each facet in an entry's body, and its name on a button. */
export const FACET_HEADINGS: Readonly<Record<Facet, string>> = {
  overview: "Tóm tắt",
  "required-documents": "Giấy tờ cần có",
  steps: "Các bước",
  authority: "Nơi giải quyết",
  "submission-methods": "Cách nộp",
  "online-service": "Nộp trực tuyến",
  "processing-time": "Thời hạn",
  fees: "Phí, lệ phí",
  result: "Kết quả",
  conditions: "Điều kiện",
  applicants: "Ai được làm",
  forms: "Mẫu đơn",
  "legal-basis": "Căn cứ pháp lý",
};

const BY_HEADING = new Map(FACETS.map((facet) => [FACET_HEADINGS[facet].toLowerCase(), facet]));

/**
 * The facet that a heading of an entry's body stands for; undefined for a heading of the author's own.
 *
 * @example facetOfHeading("Thời hạn") // "processing-time"
 */
export function facetOfHeading(heading: string): Facet | undefined {
  return BY_HEADING.get(heading.trim().toLowerCase());
}
