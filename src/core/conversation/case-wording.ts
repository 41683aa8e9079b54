/** The sentences and buttons of the guided questions. What is asked, and what comes out of it, stands in the entries. */
import type { EntryId } from "../knowledge/index.ts";
import type { Button } from "./reply.ts";

export const BEGIN_LABEL = "Trường hợp của tôi";

export const CASE_WORDING = {
  invite: `Giấy tờ, phí và thời hạn còn tùy từng trường hợp. Anh/chị bấm “${BEGIN_LABEL}” để tôi hỏi vài câu ngắn rồi chỉ đúng phần của mình ạ.`,
  howToAnswer: "Anh/chị bấm nút hoặc trả lời bằng số.",
  howToSteer: "“quay lại” để sửa câu trước, “thôi” để dừng.",
  place: (at: number, of: number) => `Câu ${at}/${of}. `,
  heard: (phrase: string, label: string) => `Anh/chị có nói “${phrase}”, tôi hiểu là: ${label}.`,
  kept: (phrase: string) => `Tôi ghi nhận “${phrase}”.`,
  answersGiven: (labels: readonly string[]) => `Theo câu trả lời của anh/chị: ${labels.join(" · ")}.`,
  backToIt: "Còn câu tôi đang hỏi dở:",
  unclear: "Tôi chưa rõ anh/chị thuộc trường hợp nào trong các trường hợp sau ạ.",
  cannotTell:
    "Chưa rõ cũng không sao: anh/chị chọn trường hợp gần đúng nhất, hoặc gõ “thôi” rồi gọi Tổng đài 1022 để được người thật hỏi kỹ hơn.",
  nothingBefore: "Đây là câu đầu tiên rồi ạ.",
  stopped: "Vâng, tôi dừng hỏi ở đây. Anh/chị cần gì cứ nhắn tiếp ạ.",
  changed: "Các câu hỏi của mục này vừa được sửa, xin phép hỏi lại từ đầu ạ.",
} as const;

/**
 * What a button of the guided questions carries: the answers so far. A zero at the end asks the next question by
 * itself, whatever was heard before.
 *
 * @example writeCasePayload("1.001193", [1, 2]) // "case:1.001193:12"
 */
export function writeCasePayload(entry: EntryId, answers: readonly number[]): string {
  return answers.length === 0 ? `case:${entry}` : `case:${entry}:${answers.join("")}`;
}

export interface CasePress {
  readonly entry: EntryId;
  readonly answers: readonly number[];
  /** Nothing that was heard before counts. */
  readonly isAnew: boolean;
}

/** Undefined for anything that is no payload of ours: it comes from outside. */
export function readCasePayload(payload: string | undefined): CasePress | undefined {
  const match = /^case:(?<entry>[a-z0-9.-]{1,80})(?::(?<answers>[1-9]{0,6})(?<anew>0?))?$/u.exec(
    payload ?? "",
  );
  if (!match?.groups?.entry) return undefined;
  const { entry, answers = "", anew = "" } = match.groups;
  return { entry, answers: [...answers].map(Number), isAnew: anew !== "" };
}

export function beginButton(entry: EntryId): Button {
  return { label: BEGIN_LABEL, say: BEGIN_LABEL, payload: writeCasePayload(entry, []) };
}

/** Asks the question after these answers by itself. */
export function askAnewButton(label: string, entry: EntryId, answers: readonly number[]): Button {
  return { label, say: label, payload: writeCasePayload(entry, [...answers, 0]) };
}
