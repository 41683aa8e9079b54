/** Guided questions in the text of an entry's head, for tests. */

/** In order: two questions, three outcomes. */
export const CASES = [
  "cases:",
  "  questions:",
  "    - id: cha-me-cuoi",
  '      ask: "Cha mẹ cháu đã đăng ký kết hôn chưa ạ?"',
  "      options:",
  '        - label: "Đã đăng ký"',
  '          words: ["có giấy kết hôn"]',
  "          next: thoi-han",
  '        - label: "Chưa đăng ký"',
  '          words: ["chưa cưới"]',
  "          outcome: chua-cuoi",
  "    - id: thoi-han",
  '      ask: "Cháu sinh đã quá 60 ngày chưa ạ?"',
  "      options:",
  '        - label: "Chưa quá 60 ngày"',
  "          outcome: dung-han",
  '        - label: "Đã quá 60 ngày"',
  "          outcome: qua-han",
  "  outcomes:",
  "    - id: chua-cuoi",
  '      title: "Cha mẹ chưa đăng ký kết hôn"',
  '      entry: "1.000689"',
  '      text: "Làm gộp với nhận con."',
  "    - id: dung-han",
  '      title: "Khai sinh đúng hạn"',
  '      text: "Nộp ở xã."',
  '      papers: ["Giấy chứng sinh."]',
  "      fees:",
  "        - kind: charge",
  "          amountVnd: 0",
  "      processingTime:",
  "        - amount: 1",
  "          unit: working-days",
  "    - id: qua-han",
  '      title: "Khai sinh quá hạn"',
  '      text: "Nộp ở xã."',
].join("\n");

/** A question with two options that end the cases, for chains. */
export function questionText(id: string, ...targets: readonly string[]): string {
  const options = targets.map((target, at) => `        - label: "Chọn ${at + 1}"\n          ${target}`);
  return [`    - id: ${id}`, `      ask: "Hỏi ${id} ạ?"`, "      options:", ...options].join("\n");
}

export function outcomeText(id: string): string {
  return [`    - id: ${id}`, `      title: "Kết quả ${id}"`, '      text: "Làm thế."'].join("\n");
}

export function casesText(questions: readonly string[], outcomes: readonly string[]): string {
  return ["cases:", "  questions:", ...questions, "  outcomes:", ...outcomes].join("\n");
}
