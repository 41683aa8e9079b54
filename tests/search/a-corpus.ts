/** A small collection of entries and what is learned from it, for tests of the search room. */
import { normalize } from "../../src/language/index.ts";
import {
  examplesOf,
  type Findings,
  type IntentExamples,
  KnowledgeIndex,
  type Searchable,
  trainTopicModel,
  trainWordingModel,
} from "../../src/search/index.ts";

const entry = (
  id: string,
  title: string,
  aliases: string[],
  questions: string[],
  body: string,
): Searchable => ({
  id,
  title,
  aliases,
  questions,
  body,
});

export const CORPUS: readonly Searchable[] = [
  entry(
    "1.001193",
    "Đăng ký khai sinh",
    ["làm giấy khai sinh", "khai sinh cho con"],
    [
      "làm khai sinh cho con cần giấy tờ gì",
      "đăng ký khai sinh ở đâu",
      "đăng ký khai sinh muộn có bị phạt không",
    ],
    "Giấy chứng sinh do cơ sở y tế cấp. Trẻ được cấp mã định danh.",
  ),
  entry(
    "1.000894",
    "Đăng ký kết hôn",
    ["làm giấy kết hôn", "cưới có đăng ký"],
    ["đăng ký kết hôn cần giấy tờ gì", "kết hôn ở phường nào", "lệ phí đăng ký kết hôn bao nhiêu"],
    "Hai bên nam nữ cùng có mặt. Tờ khai theo mẫu.",
  ),
  entry(
    "1.004194",
    "Đăng ký tạm trú",
    ["khai báo tạm trú", "tạm trú nhà trọ"],
    ["thuê trọ đăng ký tạm trú ở đâu", "tạm trú cần hợp đồng thuê nhà không", "đăng ký tạm trú online"],
    "Chủ nhà đồng ý bằng văn bản hoặc trên VNeID.",
  ),
  entry(
    "1.004222",
    "Đăng ký thường trú",
    ["nhập hộ khẩu", "nhập khẩu"],
    ["nhập hộ khẩu về nhà chồng", "đăng ký thường trú cần gì", "thường trú khi mua nhà"],
    "Giấy tờ chứng minh chỗ ở hợp pháp.",
  ),
  entry(
    "3.000228",
    "Cấp thẻ căn cước",
    ["làm căn cước công dân", "đổi căn cước"],
    ["làm căn cước công dân ở đâu", "mất căn cước làm lại thế nào", "đổi căn cước hết hạn"],
    "Thu nhận vân tay, ảnh, mống mắt tại công an xã.",
  ),
  entry(
    "tong-dai-1022",
    "Tổng đài 1022",
    ["báo đèn đường hỏng", "số 1022"],
    ["đèn đường hỏng gọi ai", "rác chất đống báo số nào", "mất nước gọi đâu"],
    "Đầu số của thành phố. Khói bụi công trường cũng có thể hỏi.",
  ),
];

export const INTENTS: readonly IntentExamples[] = [
  {
    id: "thoi-tiet",
    utterances: ["ở phường nào có mưa", "phường nào có mưa không", "nhà ở phường có mưa không"],
  },
  { id: "hoi-1022", entry: "tong-dai-1022", utterances: ["cho số tổng đài thành phố", "gọi tổng đài nào"] },
];

export const EXAMPLES = examplesOf(CORPUS, INTENTS);

/** The index of some entries with its topic model. */
export function buildIndex(entries: readonly Searchable[] = CORPUS): KnowledgeIndex {
  const index = KnowledgeIndex.build(entries);
  const examples = examplesOf(entries, INTENTS);
  index.useTopics(trainTopicModel(examples), trainWordingModel(examples));
  return index;
}

export function find(index: KnowledgeIndex, question: string): Findings {
  return index.find(normalize(question));
}

/** The id of the entry for which most speaks, every kind of evidence counted alike. */
export function bestOf({ candidates }: Findings): string | undefined {
  const sum = (row: readonly number[]) => row.reduce((total, value) => total + value, 0);
  return [...candidates].sort((a, b) => sum(b.evidence) - sum(a.evidence))[0]?.id;
}
