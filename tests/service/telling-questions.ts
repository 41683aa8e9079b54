/** Questions whose answers, one message each, tell by their first line which question was answered. */
export const QUESTIONS = [
  { text: "đăng ký khai sinh cần giấy tờ gì", sign: /khai sinh/iu },
  { text: "đăng ký kết hôn cần giấy tờ gì", sign: /kết hôn/iu },
  { text: "đăng ký tạm trú cần giấy tờ gì", sign: /tạm trú/iu },
] as const;

/** Which of the questions an answer belongs to; -1: none. */
export function questionOf(answer: string): number {
  return QUESTIONS.findIndex(({ sign }) => sign.test(answer.split("\n")[0] ?? ""));
}
