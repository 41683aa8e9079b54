import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadContent } from "../../src/content/index.ts";
import type { ProcedureEntry } from "../../src/core/knowledge/index.ts";
import { procedureText } from "../content/content-folder.ts";
import { runCommand } from "./a-command.ts";

let folder: string;
const PROJECT = new URL("../../", import.meta.url).pathname;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hoidap-new-"));
  await cp(join(PROJECT, "tuning.json"), join(folder, "tuning.json"));
  await mkdir(join(folder, "intents"));
  await mkdir(join(folder, "knowledge/procedures/ho-tich"), { recursive: true });
  await writeFile(
    join(folder, "knowledge/procedures/ho-tich/1.000001.md"),
    procedureText("1.000001", "risk: A"),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(typed: readonly string[], ...options: readonly string[]) {
  const running = runCommand(["knowledge", "new", ...options], {
    CONTENT_DIR: folder,
    DATA_DIR: join(folder, "data"),
  });
  for (const line of typed) running.types(line);
  running.hangsUp();
  return { code: await running.ended, text: running.output() };
}

async function entryOf(id: string) {
  const { knowledge, problems } = await loadContent(folder);
  return { entry: knowledge.get(id) as ProcedureEntry | undefined, problems };
}

const QUESTIONS = Array.from({ length: 15 }, (_, at) => `thả diều mùa thứ ${at + 1} xin ai`);

/** Answers in the order of the questions; what a test is about is changed by name. */
const ANSWERS = {
  kind: ["1"],
  title: ["Cấp giấy phép thả diều: bãi biển # “sáo”"],
  id: ["9.999999"],
  sector: ["1"],
  level: ["1"],
  authority: ["UBND cấp xã"],
  risk: ["1"],
  aliases: ["giấy thả diều", ""],
  questions: [...QUESTIONS, ""],
  summary: ["Ai thả diều ở bãi biển thì xin phép.", ""],
  papers: ["Đơn xin thả diều.", "Ảnh con diều.", ""],
  steps: [""],
  ways: ["Trực tiếp", ""],
  online: ["5"],
  // Paid: how much, for each, the case, the basis; another one: unknown.
  fees: ["3", "8.000", "con", "diều dài từ 2 mét", "", "2", "1"],
  time: ["3", "1", "", "1"],
  result: ["Giấy phép.", ""],
  applicants: ["Người từ đủ 18 tuổi.", ""],
  legalBasis: [""],
  further: [""],
  source: ["Quyết định bịa", "00/QĐ-VIDU", "10/6/2026", "https://example.org/a?b=1#c"],
  confidence: ["1"],
  write: ["1"],
};
const answers = (change: Partial<Record<keyof typeof ANSWERS, readonly string[]>> = {}) =>
  Object.values({ ...ANSWERS, ...change }).flat();

describe("knowledge new", { timeout: 60_000 }, () => {
  it("writes a file that passes the check, beside its like", async () => {
    const { code, text } = await write(answers());
    expect(text).toContain("check không thấy lỗi");
    expect(code).toBe(0);
    expect(await readdir(join(folder, "knowledge/procedures/ho-tich"))).toEqual([
      "1.000001.md",
      "9.999999.md",
    ]);
    const { entry, problems } = await entryOf("9.999999");
    expect(problems).toEqual([]);
    expect(entry).toMatchObject({
      title: "Cấp giấy phép thả diều: bãi biển # “sáo”",
      sector: "Hộ tịch",
      level: "commune",
      risk: "A",
      questions: QUESTIONS,
      fees: [
        { kind: "charge", amountVnd: 8_000, per: "con", case: "diều dài từ 2 mét" },
        { kind: "fee", amountVnd: null },
      ],
      processingTime: [{ amount: 3, unit: "working-days" }],
      source: { number: "00/QĐ-VIDU", date: "2026-06-10", url: "https://example.org/a?b=1#c" },
      confidence: "unverified",
    });
    const textOf = (heading: string) => entry?.sections.find((section) => section.heading === heading)?.text;
    expect(textOf("Giấy tờ cần có")).toBe("- Đơn xin thả diều.\n- Ảnh con diều.");
    expect(textOf("Các bước")).toMatch(/^Chưa xác nhận được các bước/u);
    expect(await readdir(join(folder, "data/knowledge-new"))).toEqual([]);
  });

  it("refuses an id that is taken, says where it is, and asks again", async () => {
    const { code, text } = await write(answers({ id: ["1.000001", "9.999999"] }));
    expect(text).toContain("mã này đã có ở knowledge/procedures/ho-tich/1.000001.md");
    expect(code).toBe(0);
  });

  it("makes an id of the title where there is no code, and asks for a short name of a long title", async () => {
    const title = "Thông báo về việc tổ chức thả diều sáo ở các bãi biển trong toàn thành phố";
    const { code } = await write(answers({ title: [title], id: ["", "dài ".repeat(20), "Thả diều sáo"] }));
    expect(code).toBe(0);
    const { entry } = await entryOf("thong-bao-ve-viec-to-chuc-tha-dieu-sao-o-cac-bai-bien-trong");
    expect(entry?.shortTitle).toBe("Thả diều sáo");
  });

  it("tells at once which example belongs to another entry, is there twice, or names a person", async () => {
    const questions = [
      "câu hỏi mẫu số 1",
      QUESTIONS[0] ?? "",
      QUESTIONS[0] ?? "",
      "gọi tôi 0912345678",
      ...QUESTIONS.slice(1),
      "",
    ];
    const { code, text } = await write(answers({ questions }));
    expect(text).toMatch(/Bỏ qua “câu hỏi mẫu số 1”: Câu này đã là câu mẫu của knowledge.*1\.000001\.md/u);
    expect(text).toContain("đã có ở trên");
    expect(text).toContain("số riêng của một người");
    expect(code).toBe(0);
    expect((await entryOf("9.999999")).entry?.questions).toEqual(QUESTIONS);
  });

  it("counts the examples and waits for fifteen", async () => {
    const { text, code } = await write(
      answers({ questions: [...QUESTIONS.slice(0, 12), "", ...QUESTIONS.slice(12), ""] }),
    );
    expect(text).toContain("Mới có 12, cần ít nhất 15: xin viết thêm 3.");
    expect(code).toBe(0);
  });

  it.each([
    ["tám nghìn", /bằng chữ số/u],
    ["8", /nhỏ quá/u],
  ])("does not take %s for an amount", async (typed, why) => {
    const { code, text } = await write(answers({ fees: ["3", typed, "8 nghìn", "", "", "", "1"] }));
    expect(text).toMatch(why);
    expect(code).toBe(0);
    expect((await entryOf("9.999999")).entry?.fees).toEqual([{ kind: "charge", amountVnd: 8_000 }]);
  });

  it("asks for no number of what is changing", async () => {
    const { code } = await write(answers({ risk: ["3"], fees: [], time: [] }));
    expect(code).toBe(0);
    const { entry, problems } = await entryOf("9.999999");
    expect(problems).toEqual([]);
    expect(entry).toMatchObject({
      risk: "C",
      fees: [{ amountVnd: null }],
      processingTime: [{ amount: null }],
    });
  });

  it("refuses a table in the words, a day that is not, and a day to come", async () => {
    const { code, text } = await write(
      answers({
        papers: ["| a | b |", "Đơn.", ""],
        source: ["Quyết định bịa", "", "30/2/2026", "1/1/2099", "10/6/2026", "www.example.org", ""],
      }),
    );
    expect(text).toContain("bảng không hiện được");
    expect(text).toContain("xin gõ ngày/tháng/năm");
    expect(text).toContain("ngày này chưa tới");
    expect(text).toContain("phải là địa chỉ bắt đầu bằng https://");
    expect(code).toBe(0);
  });

  it("keeps what was answered when somebody goes away, also half a list, and goes on from there", async () => {
    const all = answers();
    const stop = all.indexOf(QUESTIONS[9] ?? "") + 1;
    const stopped = await write(all.slice(0, stop));
    expect(stopped.code).toBe(1);
    expect(stopped.text).toContain("đã được giữ");
    expect((await entryOf("9.999999")).entry).toBeUndefined();
    const { code, text } = await write(["1", ...all.slice(stop)]);
    expect(text).toContain("“Cấp giấy phép thả diều: bãi biển # “sáo”” viết dở");
    expect(text).toContain("Đã có 10 từ lần trước");
    expect(code).toBe(0);
    expect((await entryOf("9.999999")).entry?.questions).toEqual(QUESTIONS);
  });

  it("writes nothing when told to wait, and shows it again next time", async () => {
    const { code } = await write(answers({ write: ["2"] }));
    expect(code).toBe(1);
    expect((await entryOf("9.999999")).entry).toBeUndefined();
    expect((await write(["1", "1"])).code).toBe(0);
    expect((await entryOf("9.999999")).entry?.id).toBe("9.999999");
  });

  it("writes a hotline with its numbers, which is no procedure", async () => {
    const { kind: _, ...rest } = ANSWERS;
    const typed = [
      "2",
      "Tổng đài thả diều",
      "",
      ...rest.aliases,
      ...rest.questions,
      ...rest.summary,
      "Tổng đài: 1022",
      "",
      ...rest.further,
      ...rest.source,
      "2",
      "1",
    ];
    expect((await write(typed)).code).toBe(0);
    const { entry, problems } = await entryOf("tong-dai-tha-dieu");
    expect(problems).toEqual([]);
    expect(entry).toMatchObject({
      kind: "hotline",
      phones: [{ label: "Tổng đài", number: "1022" }],
      confidence: "verified",
    });
  });

  describe("from a draft", () => {
    const DRAFT = [
      "---",
      "kind: draft",
      'id: "9.888888"',
      'title: "Cấp phép bắn pháo hoa"',
      'sector: "Hộ tịch"',
      "levels: [commune]",
      'authority: "UBND cấp xã"',
      'decision: "163/QĐ-BTP"',
      'url: "https://dichvucong.gov.vn/a"',
      'source: {title: "Cổng Dịch vụ công quốc gia", date: 2026-06-10}',
      "importedOn: 2026-11-28",
      "confidence: unverified",
      "---",
      "",
      "## Tóm tắt",
      "Xin phép bắn pháo hoa.",
      "",
      "## Giấy tờ cần có",
      "- Đơn.",
      "- Bản vẽ.",
      "",
    ].join("\n");

    beforeEach(async () => {
      await mkdir(join(folder, "knowledge/drafts/ho-tich"), { recursive: true });
      await writeFile(join(folder, "knowledge/drafts/ho-tich/9.888888.md"), DRAFT);
    });

    it("asks only for what the portal does not tell, and takes the rest by Enter", async () => {
      const typed = [
        "",
        "",
        "",
        "",
        ...ANSWERS.risk,
        ...ANSWERS.aliases,
        ...ANSWERS.questions,
        "",
        "",
        "",
        "",
        "5",
        "1",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "1",
        "1",
      ];
      const { code, text } = await write(typed, "--from-draft", "9.888888");
      expect(text).toContain("Đã ghi knowledge/procedures/ho-tich/9.888888.md");
      expect(code).toBe(0);
      const written = await readFile(join(folder, "knowledge/procedures/ho-tich/9.888888.md"), "utf8");
      for (const known of [
        'title: "Cấp phép bắn pháo hoa"',
        "- Bản vẽ.",
        'number: "163/QĐ-BTP"',
        "https://dichvucong.gov.vn/a",
        "amountVnd: null",
      ])
        expect(written).toContain(known);
    });

    it("is refused when there is none, or when there is an entry already", async () => {
      expect((await write([], "--from-draft", "9.000000")).text).toContain("Không có bản nháp 9.000000");
      await writeFile(join(folder, "knowledge/procedures/ho-tich/9.888888.md"), procedureText("9.888888"));
      const { code, text } = await write([], "--from-draft", "9.888888");
      expect(code).toBe(2);
      expect(text).toContain("đã có ở knowledge/procedures/ho-tich/9.888888.md");
    });
  });
});
