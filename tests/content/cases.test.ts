/** Guided questions in which somebody would get lost are refused, with file, line and advice. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { formatProblem, loadContent, parseEntry } from "../../src/content/index.ts";
import { CASES, casesText, outcomeText, questionText } from "./cases-text.ts";
import { bytesOf, contentFolder, isVietnamese, lineWith, procedureText } from "./content-folder.ts";

const FILE = "knowledge/procedures/ho-tich/1.001193.md";
const parse = (cases: string) => {
  const text = procedureText("1.001193", cases);
  return { text, ...parseEntry(FILE, bytesOf(text)) };
};

const put = (old: string, fresh: string) => {
  if (!CASES.includes(old)) throw new Error(`no ${old}`);
  return CASES.replace(old, fresh);
};

interface Refusal {
  readonly cases: string;
  /** On the line of the fault. */
  readonly at: string;
  readonly field: string;
  readonly advice: RegExp;
}

/** Seven questions in a row. */
const CHAIN = casesText(
  Array.from({ length: 7 }, (_, at) =>
    questionText(`hoi-${at + 1}`, at < 6 ? `next: hoi-${at + 2}` : "outcome: xong", "outcome: xong"),
  ),
  [outcomeText("xong")],
);

const REFUSALS: Readonly<Record<string, Refusal>> = {
  "an option that leads to a question that does not exist": {
    cases: put("next: thoi-han", "next: thoi-hang"),
    at: "next: thoi-hang",
    field: "cases.questions.0.options.0.next",
    advice: /không có câu hỏi nào mang mã này/u,
  },
  "an option that leads to an outcome that does not exist": {
    cases: put("outcome: chua-cuoi", "outcome: chua-cuoii"),
    at: "outcome: chua-cuoii",
    field: "cases.questions.0.options.1.outcome",
    advice: /không có kết quả nào mang mã này/u,
  },
  "an option that leads nowhere": {
    cases: put(
      '        - label: "Chưa quá 60 ngày"\n          outcome: dung-han',
      '        - label: "Chưa quá 60 ngày"',
    ),
    at: "Chưa quá 60 ngày",
    field: "cases.questions.1.options.0",
    advice: /chưa dẫn tới đâu.*next.*outcome/u,
  },
  "an option that leads to two places": {
    cases: put("next: thoi-han", "next: thoi-han\n          outcome: qua-han"),
    at: "outcome: qua-han",
    field: "cases.questions.0.options.0.outcome",
    advice: /không ghi cả hai/u,
  },
  "a question that nobody reaches": {
    cases: put("next: thoi-han", "outcome: dung-han"),
    at: "id: thoi-han",
    field: "cases.questions.1.id",
    advice: /không lựa chọn nào dẫn tới câu hỏi này/u,
  },
  "an outcome that nobody reaches": {
    cases: put("outcome: qua-han", "outcome: dung-han"),
    at: "id: qua-han",
    field: "cases.outcomes.2.id",
    advice: /không lựa chọn nào dẫn tới kết quả này/u,
  },
  "questions in a circle": {
    cases: put("outcome: qua-han", "next: cha-me-cuoi"),
    at: "next: cha-me-cuoi",
    field: "cases.questions.1.options.1.next",
    advice: /vòng tròn.*cha-me-cuoi → thoi-han → cha-me-cuoi/u,
  },
  "a question that leads to itself": {
    cases: put("outcome: qua-han", "next: thoi-han\n"),
    at: "next: thoi-han",
    field: "cases.questions.1.options.1.next",
    advice: /thoi-han → thoi-han/u,
  },
  "more than six questions on a way": {
    cases: CHAIN,
    at: "id: hoi-7",
    field: "cases.questions.6.id",
    advice: /7 câu hỏi, nhiều nhất 6: hoi-1 → .* → hoi-7/u,
  },
  "two options with the same label": {
    cases: put('"Đã quá 60 ngày"', '"chưa quá 60 ngày"'),
    at: "chưa quá 60 ngày",
    field: "cases.questions.1.options.1.label",
    advice: /trùng chữ/u,
  },
  "two options with the same words": {
    cases: put('["chưa cưới"]', '["có giấy kết hôn"]'),
    at: "có giấy kết hôn",
    field: "cases.questions.0.options.1.words.0",
    advice: /cũng là của lựa chọn khác/u,
  },
  "words of a single syllable": {
    cases: put('["chưa cưới"]', '["cưới"]'),
    at: '["cưới"]',
    field: "cases.questions.0.options.1.words.0",
    advice: /ít nhất hai tiếng/u,
  },
  "an id twice": {
    cases: put("    - id: qua-han", "    - id: thoi-han"),
    at: "id: thoi-han",
    field: "cases.outcomes.2.id",
    advice: /hai lần/u,
  },
  "a label that no button holds": {
    cases: put('"Chưa đăng ký"', `"Chưa đăng ký ${"gì cả ".repeat(5)}"`),
    at: "Chưa đăng ký gì",
    field: "cases.questions.0.options.1.label",
    advice: /dài quá 30 ký tự/u,
  },
  "a question with one option": {
    cases: casesText([questionText("hoi", "outcome: xong")], [outcomeText("xong")]),
    at: "label",
    field: "cases.questions.0.options",
    advice: /ít nhất 2 lựa chọn/u,
  },
  "a question with six options": {
    cases: casesText(
      [questionText("hoi", ...Array.from({ length: 6 }, () => "outcome: xong"))],
      [outcomeText("xong")],
    ),
    at: "label",
    field: "cases.questions.0.options",
    advice: /nhiều nhất 5 lựa chọn/u,
  },
  "a misspelt field": {
    cases: put("ask:", "hoi:"),
    at: "hoi:",
    field: "cases.questions.0.hoi",
    advice: /không có trường tên này/u,
  },
  "a fee that a head could not have either": {
    cases: put("amountVnd: 0", "amountVnd: 8"),
    at: "amountVnd: 8",
    field: "cases.outcomes.1.fees.0.amountVnd",
    advice: /viết liền, không có dấu chấm/u,
  },
};

describe("guided questions", () => {
  it("in order are read with the entry", () => {
    const { entry, problems } = parse(CASES);
    expect(problems).toEqual([]);
    expect(entry?.kind === "procedure" && entry.cases?.questions.map(({ id }) => id)).toEqual([
      "cha-me-cuoi",
      "thoi-han",
    ]);
  });

  it.each(Object.entries(REFUSALS))("with %s are refused", (_, { cases, at, field, advice }) => {
    const { text, entry, problems } = parse(cases);
    expect(entry).toBeUndefined();
    const problem = problems.find(({ message }) => advice.test(message));
    expect(problems.map(formatProblem).join("\n")).toMatch(advice);
    expect(problem).toMatchObject({ severity: "error", file: FILE, field });
    expect(text.split("\n")[(problem?.line ?? 0) - 1]).toContain(at);
    for (const { message } of problems) expect(message).toSatisfy(isVietnamese);
  });

  it("as the officers' guide shows them are in order", async () => {
    const guide = new URL("../../docs/huong-dan-can-bo/07-truong-hop.md", import.meta.url);
    const example =
      /```yaml\n(?<yaml>[\s\S]*?)\n```/u.exec(await readFile(guide, "utf8"))?.groups?.yaml ?? "";
    expect(example).toMatch(/^cases:/u);
    expect(parse(example).problems).toEqual([]);
  });

  it("are for procedures only", () => {
    const text = procedureText("1.001193", CASES).replace("kind: procedure", "kind: portal");
    const { problems } = parseEntry(FILE, bytesOf(text));
    expect(problems.map(({ field }) => field)).toContain("cases");
  });

  it("need an id that a button can carry together with the answers", () => {
    const id = "a".repeat(51);
    const { problems } = parseEntry(`knowledge/procedures/x/${id}.md`, bytesOf(procedureText(id, CASES)));
    expect(problems).toMatchObject([{ field: "id", message: expect.stringMatching(/dài nhất 50 ký tự/u) }]);
  });
});

describe("an outcome that leads to another entry", () => {
  const text = procedureText("1.001193", CASES);

  it("that does not exist is reported by file and line", async () => {
    const { root } = await contentFolder({ [FILE]: text });
    const { problems } = await loadContent(root);
    expect(problems.map(formatProblem)).toEqual([
      `${FILE}:${lineWith(text, 'entry: "1.000689"')}: cases.outcomes.0.entry: không có mục nào mang mã này (đang là “1.000689”)`,
    ]);
  });

  it("that is the entry itself is reported", async () => {
    const { root } = await contentFolder({ [FILE]: text.replace('entry: "1.000689"', 'entry: "1.001193"') });
    const { problems } = await loadContent(root);
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/:\d+: cases\.outcomes\.0\.entry: là chính mục này/u),
    ]);
  });

  it("that is changing may state no number of it", async () => {
    const fees = '      entry: "1.000689"\n      fees: [{kind: charge, amountVnd: 10000}]\n';
    const other = procedureText("1.000689", "risk: C")
      .replaceAll("câu hỏi mẫu", "câu hỏi khác")
      .replace("amountVnd: 8000", "amountVnd: null")
      .replace("amount: 1\n    unit: working-days", "amount: null");
    const { root } = await contentFolder({
      [FILE]: text.replace('      entry: "1.000689"\n', fees),
      "knowledge/procedures/ho-tich/1.000689.md": other,
    });
    const { problems } = await loadContent(root);
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/cases\.outcomes\.0\.fees\.0\.amountVnd: mục 1\.000689 có rủi ro C/u),
    ]);
  });

  it("that exists is in order, also when the file is not read anew", async () => {
    const other = procedureText("1.000689").replaceAll("câu hỏi mẫu", "câu hỏi khác");
    const folder = await contentFolder({ [FILE]: text, "knowledge/procedures/ho-tich/1.000689.md": other });
    const first = await loadContent(folder.root);
    expect(first.problems).toEqual([]);
    await folder.remove("knowledge/procedures/ho-tich/1.000689.md");
    const { problems } = await loadContent(folder.root, first);
    expect(problems).toMatchObject([{ file: FILE, field: "cases.outcomes.0.entry" }]);
  });
});
