import { describe, expect, it } from "vitest";
import { parseEntry } from "../../src/content/index.ts";
import { bytesOf, isVietnamese, lineWith, procedureText, topicText } from "./content-folder.ts";

const FILE = "knowledge/procedures/ho-tich/1.001193.md";
const GOOD = procedureText("1.001193");
const parse = (text: string, file = FILE) => parseEntry(file, bytesOf(text));

/** Where a refused file is wrong: a line that holds this text, the field, the words of the advice, what stands there. */
interface Refusal {
  readonly change: (text: string) => string;
  readonly at?: string;
  readonly field?: string;
  readonly advice: RegExp;
  readonly found?: string;
}

const put = (old: string, fresh: string) => (text: string) => {
  if (!text.includes(old)) throw new Error(`no ${old}`);
  return text.replace(old, fresh);
};

const REFUSALS: Readonly<Record<string, Refusal>> = {
  "without a head": { change: () => "## Tóm tắt\nChữ.\n", advice: /ba gạch ngang/u },
  "with a head that does not end": {
    change: put("confidence: verified\n---", "confidence: verified"),
    advice: /ba gạch ngang/u,
  },
  "that is empty": { change: () => "", advice: /ba gạch ngang/u },
  "with an id that is not its name": {
    change: put('"1.001193"', '"1.001194"'),
    field: "id",
    advice: /trùng tên tệp.*1\.001194\.md/u,
    found: "1.001194",
  },
  "with an id without quotes": {
    change: put('"1.001193"', "1.001193"),
    at: "id:",
    field: "id",
    advice: /ngoặc kép/u,
    found: "1.001193",
  },
  "with an id with marks": {
    change: put('"1.001193"', '"khai-sinh-ở-xã"'),
    at: "id:",
    field: "id",
    advice: /không dấu/u,
    found: "khai-sinh-ở-xã",
  },
  "of an unknown kind": {
    change: put("kind: procedure", "kind: thu-tuc"),
    at: "kind: thu-tuc",
    field: "kind",
    advice: /một trong: procedure, hotline/u,
    found: "thu-tuc",
  },
  "of risk C with a fee said as a fact": {
    change: put("level: commune", "level: commune\nrisk: C"),
    at: "amountVnd: 8000",
    field: "fees.0.amountVnd",
    advice: /rủi ro C.*để null/u,
    found: "8000",
  },
  "of an unknown risk": {
    change: put("level: commune", "level: commune\nrisk: cao"),
    at: "risk: cao",
    field: "risk",
    advice: /A \(ổn định\), B/u,
    found: "cao",
  },
  "with a misspelt field": {
    change: put("sector:", "sektor:"),
    at: "sektor:",
    field: "sektor",
    advice: /không có trường tên này/u,
    found: "sektor",
  },
  "with a field twice": {
    change: put("level: commune", "level: commune\nlevel: province"),
    at: "level: province",
    advice: /viết hai lần/u,
    found: "level: province",
  },
  "indented with a tab": { change: put("  - kind: charge", "\t- kind: charge"), advice: /Tab/u },
  "with an open quotation mark": {
    change: put('authority: "UBND cấp xã"', 'authority: "UBND cấp xã'),
    advice: /ngoặc kép/u,
  },
  "with a colon in a bare sentence": {
    change: put("sector: Hộ tịch", "sector: Hộ tịch: khai sinh"),
    at: "sector:",
    advice: /ngoặc kép|thụt dòng/u,
  },
  "with a level that does not exist": {
    change: put("level: commune", "level: district"),
    at: "level:",
    field: "level",
    advice: /commune \(xã\)/u,
    found: "district",
  },
  "with an online service that does not exist": {
    change: put("onlineService: full", "onlineService: yes"),
    at: "onlineService:",
    field: "onlineService",
    advice: /toàn trình/u,
    found: "yes",
  },
  "with a fee in words": {
    change: put("amountVnd: 8000", "amountVnd: tám nghìn"),
    at: "amountVnd:",
    field: "fees.0.amountVnd",
    advice: /số đồng nguyên/u,
    found: "tám nghìn",
  },
  "with a negative fee": {
    change: put("amountVnd: 8000", "amountVnd: -1"),
    at: "amountVnd:",
    field: "fees.0.amountVnd",
    advice: /không được âm/u,
    found: "-1",
  },
  "with a broken fee": {
    change: put("amountVnd: 8000", "amountVnd: 0.5"),
    at: "amountVnd:",
    field: "fees.0.amountVnd",
    advice: /số đồng nguyên/u,
    found: "0.5",
  },
  "with a fee above a thousand million": {
    change: put("amountVnd: 8000", "amountVnd: 1000000001"),
    at: "amountVnd:",
    field: "fees.0.amountVnd",
    advice: /một tỷ/u,
  },
  "with a fee of an unknown kind": {
    change: put("kind: charge", "kind: tax"),
    at: "kind: tax",
    field: "fees.0.kind",
    advice: /lệ phí/u,
    found: "tax",
  },
  "with fees that are no list": {
    change: put('fees:\n  - kind: charge\n    amountVnd: 8000\n    case: "nộp trực tiếp"', "fees: 8000"),
    at: "fees:",
    field: "fees",
    advice: /danh sách/u,
    found: "8000",
  },
  "with no fee at all": {
    change: put('fees:\n  - kind: charge\n    amountVnd: 8000\n    case: "nộp trực tiếp"', "fees: []"),
    at: "fees:",
    field: "fees",
    advice: /ít nhất một dòng/u,
  },
  "with a time without its unit": {
    change: put("    unit: working-days\n", ""),
    at: "amount: 1",
    field: "processingTime.0",
    advice: /đơn vị/u,
  },
  "with a time in an unknown unit": {
    change: put("working-days", "weeks"),
    at: "unit:",
    field: "processingTime.0.unit",
    advice: /working-days, days/u,
    found: "weeks",
  },
  "with a negative time": {
    change: put("amount: 1", "amount: -1"),
    at: "amount: -1",
    field: "processingTime.0.amount",
    advice: /không được âm/u,
  },
  "with a legal basis that is no list": {
    change: put('legalBasis:\n  - "Luật Hộ tịch 60/2014/QH13"', "legalBasis: Luật Hộ tịch"),
    at: "legalBasis:",
    field: "legalBasis",
    advice: /danh sách/u,
  },
  "with a source that is a line": {
    change: put(
      'source:\n  title: "Quyết định công bố thủ tục"\n  number: "163/QĐ-BTP"\n  date: 2026-06-10',
      "source: Quyết định",
    ),
    at: "source:",
    field: "source",
    advice: /các dòng con/u,
  },
  "with a source without a date": {
    change: put("  date: 2026-06-10\n", ""),
    at: "title:",
    field: "source.date",
    advice: /thiếu/u,
  },
  "with a day that does not exist": {
    change: put("verifiedOn: 2026-10-01", "verifiedOn: 2026-02-30"),
    at: "verifiedOn:",
    field: "verifiedOn",
    advice: /năm-tháng-ngày/u,
    found: "2026-02-30",
  },
  "with a day written the Vietnamese way": {
    change: put("verifiedOn: 2026-10-01", "verifiedOn: 01/10/2026"),
    at: "verifiedOn:",
    field: "verifiedOn",
    advice: /2026-10-01/u,
    found: "01/10/2026",
  },
  "with a day of another century": {
    change: put("verifiedOn: 2026-10-01", "verifiedOn: 2126-10-01"),
    at: "verifiedOn:",
    field: "verifiedOn",
    advice: /1945 đến 2099/u,
  },
  "verified before its source was written": {
    change: put("verifiedOn: 2026-10-01", "verifiedOn: 2026-06-09"),
    at: "verifiedOn:",
    field: "verifiedOn",
    advice: /sớm hơn ngày của nguồn/u,
  },
  "that ends before it begins": {
    change: put(
      "confidence: verified",
      "confidence: verified\neffectiveFrom: 2026-02-01\neffectiveUntil: 2026-01-31",
    ),
    at: "effectiveUntil:",
    field: "effectiveUntil",
    advice: /sớm hơn effectiveFrom/u,
  },
  "of unknown confidence": {
    change: put("confidence: verified", "confidence: sure"),
    at: "confidence:",
    field: "confidence",
    advice: /verified, older-source/u,
    found: "sure",
  },
  "without confidence": { change: put("confidence: verified\n", ""), field: "confidence", advice: /thiếu/u },
  "without a title": { change: put('title: "Đăng ký khai sinh"\n', ""), field: "title", advice: /thiếu/u },
  "with an empty title": {
    change: put('title: "Đăng ký khai sinh"', 'title: " "'),
    at: "title:",
    field: "title",
    advice: /để trống/u,
  },
  "with a long title and no short one": {
    change: put("Đăng ký khai sinh", "Đăng ký khai sinh ".repeat(5)),
    field: "shortTitle",
    advice: /tên ngắn/u,
  },
  "with a title that is a number": {
    change: put('title: "Đăng ký khai sinh"', "title: 12"),
    at: "title:",
    field: "title",
    advice: /dòng chữ/u,
    found: "12",
  },
  "with fourteen questions": {
    change: put('  - "câu hỏi mẫu số 15"\n', ""),
    at: "câu hỏi mẫu số 1",
    field: "questions",
    advice: /15 câu/u,
  },
  "with a nickname that is no list": {
    change: put('aliases:\n  - "làm giấy khai sinh"', "aliases: khai sinh"),
    at: "aliases:",
    field: "aliases",
    advice: /gạch ngang/u,
  },
  "with an address that is none": {
    change: put("confidence: verified", "confidence: verified\nlinks:\n  - {label: Cổng, url: dichvucong}"),
    at: "label: Cổng",
    field: "links.0.url",
    advice: /https/u,
    found: "dichvucong",
  },
  "with phones in a line": {
    change: put("confidence: verified", 'confidence: verified\nphones: "1022"'),
    at: "phones:",
    field: "phones",
    advice: /danh sách/u,
  },
  "with six neighbours": {
    change: put("confidence: verified", "confidence: verified\nrelated: [a, b, c, d, e, f]"),
    at: "related:",
    field: "related",
    advice: /nhiều nhất 5/u,
  },
  "without a summary": {
    change: put("## Tóm tắt\nGhi việc sinh vào sổ hộ tịch.\n", ""),
    field: "Tóm tắt",
    advice: /thiếu phần “## Tóm tắt”/u,
  },
  "without the papers of a procedure": {
    change: put("## Giấy tờ cần có", "## Giấy tờ"),
    field: "Giấy tờ cần có",
    advice: /chưa xác nhận và hỏi ở đâu/u,
  },
  "with a heading twice": {
    change: put("## Kết quả", "## các bước"),
    at: "## các bước",
    field: "các bước",
    advice: /hai lần/u,
  },
  "with a heading over nothing": {
    change: put("Giấy khai sinh.\n", ""),
    at: "## Kết quả",
    field: "Kết quả",
    advice: /chưa có chữ/u,
  },
  "with a heading of another rank": {
    change: put("## Kết quả", "# Kết quả"),
    at: "# Kết quả",
    field: "Nộp trực tuyến",
    advice: /hai dấu thăng/u,
    found: "# Kết quả",
  },
  "with a heading without a blank": {
    change: put("## Kết quả", "##Kết quả"),
    at: "##Kết quả",
    advice: /dấu cách/u,
    found: "##Kết quả",
  },
  "with text before the first heading": {
    change: put("---\n\n## Tóm tắt", "---\nLời mở.\n## Tóm tắt"),
    at: "Lời mở.",
    advice: /trước tiêu đề đầu tiên/u,
    found: "Lời mở.",
  },
  "with a table": {
    change: put("Giấy khai sinh.", "| a | b |"),
    at: "| a | b |",
    field: "Kết quả",
    advice: /bảng.*gạch đầu dòng/u,
    found: "| a | b |",
  },
  "with HTML": {
    change: put("Giấy khai sinh.", "Giấy <b>khai sinh</b>."),
    at: "<b>",
    field: "Kết quả",
    advice: /thẻ HTML/u,
  },
  "with a picture": {
    change: put("Giấy khai sinh.", "![mẫu](mau.png)"),
    at: "![",
    field: "Kết quả",
    advice: /hình.*links/u,
  },
  "with a block of code": {
    change: put("Giấy khai sinh.", "```"),
    at: "```",
    field: "Kết quả",
    advice: /khung mã/u,
  },
};

describe("an entry in order", () => {
  it("is read with its head and its sections", () => {
    const { entry, problems } = parse(GOOD);
    expect(problems).toEqual([]);
    expect(entry).toMatchObject({
      id: "1.001193",
      kind: "procedure",
      fees: [{ kind: "charge", amountVnd: 8000, case: "nộp trực tiếp" }],
      source: { number: "163/QĐ-BTP", date: "2026-06-10" },
      verifiedOn: "2026-10-01",
    });
    expect(entry?.sections.at(0)).toEqual({
      heading: "Tóm tắt",
      facet: "overview",
      text: "Ghi việc sinh vào sổ hộ tịch.",
    });
    expect(entry?.sections).toHaveLength(7);
  });

  it("may be a topic, which needs no steps and no papers", () => {
    expect(parse(topicText("cong"), "knowledge/portal/cong.md").problems).toEqual([]);
  });

  it("may come with a byte-order mark, Windows line ends and marks apart", () => {
    const text = `\uFEFF${GOOD.replaceAll("\n", "\r\n").normalize("NFD")}`;
    expect(parse(text)).toEqual(parse(GOOD));
  });

  it("may leave amounts open", () => {
    const text = GOOD.replace("amountVnd: 8000", "amountVnd: null").replace(
      "amount: 1\n    unit: working-days",
      "amount: null",
    );
    expect(parse(text).problems).toEqual([]);
  });

  it("is kept when it only draws a warning", () => {
    const { entry, problems } = parse(GOOD.replace("Giấy khai sinh.", "Rất dài. ".repeat(200)));
    expect(problems).toMatchObject([
      { severity: "warning", field: "Kết quả", message: expect.stringMatching(/dài \d+ ký tự/u) },
    ]);
    expect(problems[0]?.line).toBe(lineWith(GOOD, "## Kết quả"));
    expect(entry?.id).toBe("1.001193");
  });
});

describe("a procedure of risk C", () => {
  const changing = procedureText("1.001193", "risk: C")
    .replace("amountVnd: 8000", "amountVnd: null")
    .replace("amount: 1\n    unit: working-days", "amount: null");

  it("is warned of a number that stands in its words, on the line of the heading", () => {
    const text = changing.replace("Giấy khai sinh.", "Giấy khai sinh, sau 3 ngày làm việc.");
    const { entry, problems } = parse(text);
    expect(problems).toMatchObject([{ severity: "warning", field: "Kết quả", found: "3 ngày" }]);
    expect(problems[0]?.line).toBe(lineWith(text, "## Kết quả"));
    expect(entry).toMatchObject({ risk: "C" });
  });
});

describe("a file", () => {
  it.each(Object.entries(REFUSALS))(
    "%s is refused with line, text and advice",
    (_, { change, at, field, advice, found }) => {
      const text = change(GOOD);
      const { entry, problems } = parse(text);
      expect(entry).toBeUndefined();
      const problem = problems.find(({ message }) => advice.test(message));
      expect(problems.map(({ message }) => message).join("\n")).toMatch(advice);
      expect(problem).toMatchObject({ severity: "error", file: FILE });
      if (field !== undefined) expect(problem?.field).toBe(field);
      if (found !== undefined) expect(problem?.found).toBe(found);
      if (at !== undefined) expect(text.split("\n")[(problem?.line ?? 0) - 1]).toContain(at);
      for (const { message, line } of problems) {
        expect(message).toSatisfy(isVietnamese);
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(text.split("\n").length);
      }
    },
  );

  it("that is no UTF-8 is refused", () => {
    const { entry, problems } = parseEntry(FILE, new Uint8Array([...bytesOf(GOOD), 0xff, 0xfe]));
    expect(entry).toBeUndefined();
    expect(problems).toMatchObject([{ line: 1, message: expect.stringContaining("UTF-8") }]);
  });

  it("with a NUL in it is refused", () => {
    expect(parse(`${GOOD}\0`).problems).toMatchObject([{ message: expect.stringContaining("NUL") }]);
  });

  it("larger than 512 kB is refused", () => {
    const { entry, problems } = parse(GOOD + "a".repeat(512 * 1024));
    expect(entry).toBeUndefined();
    expect(problems).toMatchObject([{ message: expect.stringContaining("512 kB") }]);
  });

  it("with many faults is told all of them at once", () => {
    const text = GOOD.replace("level: commune", "level: x")
      .replace("confidence: verified", "confidence: x")
      .replace("## Các bước", "## Bước");
    expect(parse(text).problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(["level", "confidence"]),
    );
  });

  it("that names another place in the file by an alias is refused, never followed", () => {
    const { entry, problems } = parse(
      GOOD.replace("sector: Hộ tịch", "sector: &a Hộ tịch").replace('"UBND cấp xã"', "*a"),
    );
    expect(entry).toBeUndefined();
    expect(problems[0]?.message).toSatisfy(isVietnamese);
  });
});
