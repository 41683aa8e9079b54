import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { changeSchema } from "../../../src/core/knowledge/index.ts";
import { procedureText } from "../../content/content-folder.ts";
import { type AHouse, aHouse, jsonl, portalRecord } from "./an-import.ts";

const JUNE = { date: "2026-06-10", source: "Cổng tháng 6" };
const JULY = { date: "2026-07-15", source: "Cổng tháng 7" };

/** A house with a list of June and one of July. */
async function withLists(june: readonly string[], july: readonly string[]): Promise<AHouse> {
  const house = await aHouse();
  await house.import(jsonl(...june), JUNE);
  await house.import(jsonl(...july), JULY);
  return house;
}

const said = async (june: readonly string[], july: readonly string[]) =>
  (await (await withLists(june, july)).diff("2026-06-10", "2026-07-15")).said;

const one = (fields: Readonly<Record<string, string>> = {}) => portalRecord("9.000001", fields);

describe("what changed between two days", () => {
  it.each([
    [
      "a new procedure",
      [one()],
      [one(), portalRecord("9.000002")],
      "Mới: Cấp giấy thử số 9.000002 (mã 9.000002); nơi giải quyết: Ủy ban nhân dân cấp xã.",
    ],
    [
      "one that is no longer listed",
      [one(), portalRecord("9.000002")],
      [one()],
      "Không còn trên danh mục: Cấp giấy thử số 9.000002 (mã 9.000002).",
    ],
    [
      "a new name",
      [one()],
      [one({ ten_thu_tuc: "Cấp giấy mới" })],
      "Đổi tên: “Cấp giấy thử số 9.000001” nay là “Cấp giấy mới” (mã 9.000001).",
    ],
    [
      "a new code",
      [one({ ten_thu_tuc: "Cấp giấy X" })],
      [portalRecord("9.000002", { ten_thu_tuc: "Thủ tục cấp giấy x." })],
      "Đổi mã: Thủ tục cấp giấy x., mã 9.000001 nay là 9.000002.",
    ],
    [
      "other papers",
      [one()],
      [one({ thanh_phan_ho_so: "--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn1 bản chính" })],
      "Đổi giấy tờ cần có: Cấp giấy thử số 9.000001 (mã 9.000001).",
    ],
    [
      "another agency",
      [one()],
      [one({ co_quan_thuc_hien: "Sở Thử nghiệm" })],
      "Chuyển cơ quan giải quyết: Cấp giấy thử số 9.000001 (mã 9.000001): từ Ủy ban nhân dân cấp xã sang Sở Thử nghiệm.",
    ],
    [
      "one more agency, and another level",
      [one()],
      [one({ co_quan_thuc_hien: "Sở Thử nghiệm; UBND cấp xã", cap_thuc_hien: "Cấp xã, Cấp tỉnh" })],
      "Thêm nơi giải quyết: Cấp giấy thử số 9.000001 (mã 9.000001): Sở Thử nghiệm; đổi cấp giải quyết: từ cấp xã sang cấp xã, cấp thành phố.",
    ],
  ])("says %s", async (_, june, july, sentence) => {
    expect(await said(june, july)).toContain(`  • ${sentence}\n`);
  });

  it.each([
    [
      "case, marks of punctuation and the word “thủ tục”",
      { ten_thu_tuc: "Thủ tục cấp giấy thử, số 9.000001." },
    ],
    ["the order of agencies", { co_quan_thuc_hien: "Ủy ban nhân dân cấp xã." }],
    ["an agency of another province", { co_quan_thuc_hien: "UBND cấp xã, Sở Thử nghiệm tỉnh Lạng Sơn" }],
    ["an address of the portal", { detail_url: "https://dichvucong.gov.vn/khac" }],
    ["a cell that is empty now", { co_quan_thuc_hien: "" }],
  ])("does not say %s", async (_, fields) => {
    expect(await said([one()], [one(fields)])).toContain("Không có thay đổi nào.");
  });

  it("groups by sector", async () => {
    const text = await said(
      [one()],
      [one(), portalRecord("9.000002", { linh_vuc: "Đất đai" }), portalRecord("9.000003")],
    );
    expect(text.indexOf("Đất đai (1)")).toBeGreaterThan(0);
    expect(text.indexOf("Thử nghiệm (1)")).toBeGreaterThan(text.indexOf("Đất đai (1)"));
  });

  it("says nothing of ministries that only one list has, but names them", async () => {
    const text = await said([one()], [one(), portalRecord("9.000002", { bo_nganh: "bo-moi" })]);
    expect(text).toContain("Không có thay đổi nào.");
    expect(text).toContain("không so được 1 cơ quan chỉ có trong một danh mục: bo-moi");
  });

  it("does not call new what the portal was known to show wrongly before", async () => {
    const text = await said([one()], [one()]);
    const house = await withLists([one()], [one()]);
    await house.import(
      "Mã số,Tên,Cơ quan ban hành\n1.014208,Việc đúng,Bộ Thử nghiệm\n9.000001,Cấp giấy thử số 9.000001,Bộ Thử nghiệm\n",
      {
        date: "2026-08-01",
        source: "Danh mục",
        isWhole: true,
      },
    );
    expect(text).toContain("Không có thay đổi nào.");
    expect((await house.diff("2026-07-15", "2026-08-01")).said).toContain("Không có thay đổi nào.");
  });

  it("does not compare papers with a list that has names only, and says so", async () => {
    const house = await aHouse();
    await house.import(jsonl(one()), JUNE);
    await house.import("Mã số,Tên,Cơ quan ban hành\n9.000001,Tên mới,Bộ Thử nghiệm\n", {
      ...JULY,
      isWhole: true,
    });
    const { said: text } = await house.diff("2026-06-10", "2026-07-15");
    expect(text).toContain("nên không biết giấy tờ, các bước có đổi không");
    expect(text).toContain("1 có thay đổi.");
    expect(text).toContain("Đổi tên: “Cấp giấy thử số 9.000001” nay là “Tên mới” (mã 9.000001).");
  });

  it("takes the lists that were in force on the two days", async () => {
    const house = await withLists([one()], [one({ ten_thu_tuc: "Tên tháng 7" })]);
    await house.import(jsonl(one({ ten_thu_tuc: "Tên tháng 9" })), {
      date: "2026-09-01",
      source: "Cổng tháng 9",
    });
    expect((await house.diff("2026-06-30", "2026-08-31")).said).toContain("nay là “Tên tháng 7”");
    expect((await house.diff("2026-06-30", "2026-09-30")).said).toContain("nay là “Tên tháng 9”");
    expect((await house.diff("2026-07-15", "2026-08-31")).said).toContain(
      "Không có hai danh mục khác ngày để so",
    );
  });

  it("tells the dated facts of entries, too", async () => {
    const house = await aHouse({
      "knowledge/procedures/a/9.000007.md": procedureText("9.000007", "effectiveFrom: 2026-07-01"),
      "knowledge/procedures/a/9.000008.md": procedureText(
        "9.000008",
        "effectiveUntil: 2026-06-30",
        'replacedBy: "9.000007"',
      ),
      "knowledge/procedures/a/9.000009.md": procedureText("9.000009", "effectiveFrom: 2026-08-01"),
    });
    const { said: text, code } = await house.diff("2026-06-10", "2026-07-15");
    expect(text).toContain("Bắt đầu áp dụng từ ngày 01/07/2026: Đăng ký khai sinh (mã 9.000007).");
    expect(text).toContain(
      "Hết hiệu lực sau ngày 30/06/2026: Đăng ký khai sinh (mã 9.000008); thay bằng: Đăng ký khai sinh.",
    );
    expect(text).not.toContain("9.000009");
    expect(code).toBe(0);
  });
});

describe("news that a comparison writes", () => {
  const lists = () =>
    withLists(
      [one(), portalRecord("9.000002"), portalRecord("9.000004", { linh_vuc: "Đất đai" })],
      [
        one({ ten_thu_tuc: "Tên mới" }),
        portalRecord("9.000003"),
        portalRecord("9.000005"),
        portalRecord("9.000004", { linh_vuc: "Đất đai" }),
      ],
    );

  it("are one file for what belongs together, in order for the reader, and unverified", async () => {
    const house = await lists();
    await house.diff("2026-06-10", "2026-07-15", { writes: true });
    expect(await house.files("changes")).toEqual([
      "changes/2026-07-15-khong-con-thu-nghiem.yaml",
      "changes/2026-07-15-moi-thu-nghiem.yaml",
      "changes/2026-07-15-thay-doi-thu-nghiem.yaml",
    ]);
    const change = changeSchema.parse(
      parse(await house.read("knowledge/changes/2026-07-15-moi-thu-nghiem.yaml")),
    );
    expect(change).toEqual({
      kind: "added",
      codes: ["9.000003", "9.000005"],
      title: "Lĩnh vực Thử nghiệm: 2 thủ tục mới",
      text: "Mới trên danh mục: Cấp giấy thử số 9.000003 (mã 9.000003); Cấp giấy thử số 9.000005 (mã 9.000005). Theo danh mục ngày 15/07/2026 so với danh mục trước.",
      source: { title: "Cổng tháng 7", date: "2026-07-15" },
      verifiedOn: "2026-11-28",
      confidence: "unverified",
    });
  });

  it("do not claim that what left the list was repealed", async () => {
    const house = await lists();
    await house.diff("2026-06-10", "2026-07-15", { writes: true });
    expect(await house.read("knowledge/changes/2026-07-15-khong-con-thu-nghiem.yaml")).toContain(
      "chưa rõ đã bãi bỏ hay thay bằng thủ tục khác",
    );
  });

  it("never take the place of a file that is there", async () => {
    const file = "knowledge/changes/2026-07-15-moi-thu-nghiem.yaml";
    const house = await lists();
    await house.write(file, "# của tôi\n");
    const { said: text } = await house.diff("2026-06-10", "2026-07-15", { writes: true });
    expect(await house.read(file)).toBe("# của tôi\n");
    expect(text).toContain("Đã viết 2 tin nháp");
    expect(text).toContain("giữ nguyên 1 tệp: 2026-07-15-moi-thu-nghiem.yaml");
  });

  it("stay within what the reader of news takes, however much has changed", async () => {
    const long = "Cấp giấy phép có tên rất dài ".repeat(20);
    const many = Array.from({ length: 40 }, (_, at) =>
      portalRecord(`9.0001${String(at).padStart(2, "0")}`, { ten_thu_tuc: `${long} ${at}` }),
    );
    const house = await withLists([one()], [one(), ...many]);
    await house.diff("2026-06-10", "2026-07-15", { writes: true });
    const change = changeSchema.parse(
      parse(await house.read("knowledge/changes/2026-07-15-moi-thu-nghiem.yaml")),
    );
    expect(change.codes).toHaveLength(40);
    expect(change.text).toMatch(/; và \d+ thủ tục khác\. Theo danh mục/u);
  });

  it("are written for one sector when only that is asked for", async () => {
    const house = await lists();
    const { said: text } = await house.diff("2026-06-10", "2026-07-15", { writes: true, sector: "Đất đai" });
    expect(text).toContain("Không có thay đổi nào.");
    expect(await house.files("changes")).toEqual([]);
  });
});
