/** What a report is about: one closed list, so that reports can be counted without being read. */

export const CATEGORIES = [
  "money",
  "extra-papers",
  "attitude",
  "delay",
  "back-and-forth",
  "wrong-guidance",
  "refusal",
  "private-dealing",
  "other",
  "praise",
] as const;
export type Category = (typeof CATEGORIES)[number];

export const CATEGORY_LABELS: Readonly<Record<Category, string>> = {
  money: "Gợi ý, đòi tiền hoặc quà",
  "extra-papers": "Đòi thêm giấy tờ ngoài quy định",
  attitude: "Thái độ, lời nói, cách cư xử",
  delay: "Chậm trễ, kéo dài",
  "back-and-forth": "Bắt đi lại nhiều lần, đùn đẩy",
  "wrong-guidance": "Hướng dẫn sai, làm sai",
  refusal: "Không nhận hồ sơ đủ, không nêu lý do",
  "private-dealing": "Giao dịch riêng, qua trung gian, ưu ái người quen",
  other: "Việc khác",
  praise: "Khen ngợi, ghi nhận",
};
