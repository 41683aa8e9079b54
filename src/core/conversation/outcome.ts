/** The ways in which a turn may end: one closed list, used by replies, reports and metrics alike. */

export const OUTCOMES = [
  "answered",
  "clarified",
  "handed-over",
  "feedback",
  "small-talk",
  "emergency",
  "not-understood",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_LABELS: Readonly<Record<Outcome, string>> = {
  answered: "đã trả lời",
  clarified: "đã hỏi lại",
  "handed-over": "đã chỉ nơi hỏi",
  feedback: "phản ánh",
  "small-talk": "chuyện trò",
  emergency: "khẩn cấp",
  "not-understood": "chưa hiểu",
};
