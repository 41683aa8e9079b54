import { describe, expect, it } from "vitest";
import { procedureText } from "../../content/content-folder.ts";
import { aHouse, jsonl, parseDraftText, portalRecord } from "./an-import.ts";

const DRAFT = "knowledge/drafts/thu-nghiem/9.000001.md";

describe("an import without --write", () => {
  it("tells what is new and leaves the folder as it was", async () => {
    const house = await aHouse();
    const { said, code } = await house.import(jsonl(portalRecord("9.000001"), portalRecord("9.000002")), {
      writes: false,
    });
    expect(said).toContain("2  Mới");
    expect(said).toContain("• 9.000001  Cấp giấy thử số 9.000001");
    expect(said).toContain("chưa viết gì");
    expect(code).toBe(0);
    expect(await house.files(".")).toEqual([]);
  });
});

describe("an import of the portal's records", () => {
  it("writes a draft that holds no fee and no time, marked as unverified", async () => {
    const house = await aHouse();
    await house.import(
      jsonl(
        portalRecord("9.000001", {
          trinh_tu_thuc_hien: "Nộp lệ phí 8.000 đồng.\nTrong 05 (năm) ngày làm việc, nhận giấy.",
        }),
      ),
    );
    const text = await house.read(DRAFT);
    const draft = parseDraftText(text);
    expect(draft).toMatchObject({
      kind: "draft",
      id: "9.000001",
      title: "Cấp giấy thử số 9.000001",
      sector: "Thử nghiệm",
      levels: ["commune"],
      authority: "Ủy ban nhân dân cấp xã",
      decision: "12/QĐ-BTN",
      confidence: "unverified",
      importedOn: "2026-11-28",
      source: { title: "Cổng", date: "2026-06-10" },
    });
    expect(draft.sections.map(({ facet }) => facet)).not.toContain("fees");
    expect(draft.sections.map(({ facet }) => facet)).not.toContain("processing-time");
    expect(text).not.toMatch(/8\.000 đồng|05|Miễn phí/u);
  });

  it("changes nothing when it is run again", async () => {
    const house = await aHouse();
    const input = jsonl(portalRecord("9.000001"));
    await house.import(input);
    const before = await house.read(DRAFT);
    const { said } = await house.import(input, { today: "2026-12-01" });
    expect(said).toContain("1  Không đổi");
    expect(said).toContain("Đã viết 0 bản nháp");
    expect(await house.read(DRAFT)).toBe(before);
  });

  it("says what changed, and writes an untouched draft anew", async () => {
    const house = await aHouse();
    await house.import(jsonl(portalRecord("9.000001"), portalRecord("9.000002")));
    const { said } = await house.import(
      jsonl(
        portalRecord("9.000001", { thanh_phan_ho_so: "--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn1 bản chính" }),
        portalRecord("9.000002"),
      ),
      { date: "2026-07-01" },
    );
    expect(said).toContain("1  Có thay đổi");
    expect(said).toContain("• 9.000001  Cấp giấy thử số 9.000001: giấy tờ cần có");
    expect(parseDraftText(await house.read(DRAFT)).sections).toContainEqual(
      expect.objectContaining({ facet: "required-documents", text: "- Đơn (1 bản chính)" }),
    );
  });

  it("moves the day of an unchanged draft on to that of the newer list", async () => {
    const house = await aHouse();
    await house.import(jsonl(portalRecord("9.000001")));
    await house.import(jsonl(portalRecord("9.000001")), { date: "2026-07-01" });
    expect(parseDraftText(await house.read(DRAFT)).source.date).toBe("2026-07-01");
  });

  it("never puts an older list in the place of a newer one", async () => {
    const house = await aHouse();
    await house.import(jsonl(portalRecord("9.000001")), { date: "2026-07-01" });
    const before = await house.read(DRAFT);
    const { said } = await house.import(jsonl(portalRecord("9.000001", { ten_thu_tuc: "Tên cũ" })), {
      date: "2026-05-01",
    });
    expect(said).toContain("1  Bản nháp đang có mới hơn tệp này");
    expect(await house.read(DRAFT)).toBe(before);
  });

  it("finds what is gone, of the ministries that it holds and of no other", async () => {
    const house = await aHouse();
    await house.import(
      jsonl(
        portalRecord("9.000001"),
        portalRecord("9.000002"),
        portalRecord("9.000003", { bo_nganh: "bo-khac", linh_vuc: "Khác" }),
      ),
    );
    const { said } = await house.import(jsonl(portalRecord("9.000001")), { date: "2026-07-01" });
    expect(said).toContain("Không còn trong danh sách (xin kiểm tra trước khi tin là đã bãi bỏ) (1):");
    expect(said).toContain("• 9.000002  Cấp giấy thử số 9.000002  (còn bản nháp)");
  });

  it("speaks of what is gone in the sector that is asked for only", async () => {
    const house = await aHouse();
    await house.import(
      jsonl(
        portalRecord("9.000001"),
        portalRecord("9.000002"),
        portalRecord("9.000003", { linh_vuc: "Khác" }),
      ),
    );
    const { said } = await house.import(jsonl(portalRecord("9.000001")), {
      date: "2026-07-01",
      sector: "Khác",
    });
    expect(said).toContain("1  Không còn trong danh sách");
    expect(said).toContain("• 9.000003");
  });

  it("does not call gone what stands in a row that could not be read", async () => {
    const house = await aHouse();
    await house.import(jsonl(portalRecord("9.000001"), portalRecord("9.000002")));
    const broken = portalRecord("9.000002", { ten_thu_tuc: "Không có thông tin" });
    const { said, code } = await house.import(jsonl(portalRecord("9.000001"), broken), {
      date: "2026-07-01",
    });
    expect(said).toContain("dòng 2 (9.000002): tên: để trống");
    expect(said).toContain("0  Không còn trong danh sách");
    expect(code).toBe(1);
  });

  it("reports lines that are broken by their number, and takes the others", async () => {
    const house = await aHouse();
    const { said, code } = await house.import(
      jsonl(
        portalRecord("9.000001"),
        portalRecord("9.000002").slice(0, 200),
        "[]",
        "",
        portalRecord("9.000003"),
      ),
    );
    expect(said).toContain("dòng 2: không phải một đối tượng JSON trọn vẹn");
    expect(said).toContain("dòng 3: không phải một bản ghi của Cổng");
    expect(code).toBe(1);
    expect(await house.files("drafts")).toEqual([
      "drafts/thu-nghiem/9.000001.md",
      "drafts/thu-nghiem/9.000003.md",
    ]);
  });

  it("keeps only the sector and the level that are asked for, but remembers the whole list", async () => {
    const house = await aHouse();
    const input = jsonl(
      portalRecord("9.000001"),
      portalRecord("9.000002", { linh_vuc: "Khác" }),
      portalRecord("9.000003", { cap_thuc_hien: "Cấp bộ" }),
    );
    const { said } = await house.import(input, { sector: "thu nghiem", level: "commune" });
    expect(said).toContain("Để ngoài 2 thủ tục theo lựa chọn của lệnh");
    expect(await house.files("drafts")).toEqual(["drafts/thu-nghiem/9.000001.md"]);
    const [snapshot = ""] = await house.files("snapshots");
    expect((await house.read(`knowledge/${snapshot}`)).trim().split("\n")).toHaveLength(4);
  });
});

describe("an officer's words", () => {
  const changed = jsonl(portalRecord("9.000001", { ten_thu_tuc: "Tên mới của Cổng" }));

  it("stay when the list changes; the new draft is put beside them, where no reader looks", async () => {
    const house = await aHouse();
    await house.import(jsonl(portalRecord("9.000001")));
    const own = (await house.read(DRAFT)).replace("Nhận giấy.", "Nhận giấy ở quầy số 3.");
    await house.write(DRAFT, own);
    const { said } = await house.import(changed, { date: "2026-07-01" });
    expect(await house.read(DRAFT)).toBe(own);
    expect(said).toContain("1  Cán bộ đã sửa bản nháp, giữ nguyên");
    expect(said).toContain("→ thu-nghiem/9.000001.ban-moi.txt");
    const beside = await house.read("knowledge/drafts/thu-nghiem/9.000001.ban-moi.txt");
    expect(parseDraftText(beside).title).toBe("Tên mới của Cổng");
  });

  it("stay when the whole folder was copied to another computer", async () => {
    const house = await aHouse();
    await house.import(jsonl(portalRecord("9.000001")));
    const another = await aHouse({ [DRAFT]: (await house.read(DRAFT)).replace("Bước 2", "Bước hai") });
    await another.import(changed, { date: "2026-07-01" });
    expect(await another.read(DRAFT)).toContain("Bước hai");
  });

  it("stay in a file of their own that no import has written", async () => {
    const own = "Ghi chú của tôi, chưa xong.\n";
    const house = await aHouse({ [DRAFT]: own });
    await house.import(jsonl(portalRecord("9.000001")));
    expect(await house.read(DRAFT)).toBe(own);
    expect(await house.files("drafts")).toContain("drafts/thu-nghiem/9.000001.ban-moi.txt");
  });

  it("are not seen in line ends, a byte order mark or another folder: such a draft is written anew", async () => {
    const house = await aHouse();
    await house.import(jsonl(portalRecord("9.000001")));
    const moved = "knowledge/drafts/muc-cua-toi/9.000001.md";
    await house.write(moved, `\uFEFF${(await house.read(DRAFT)).replaceAll("\n", "\r\n")}`);
    await house.remove(DRAFT);
    await house.import(changed, { date: "2026-07-01" });
    expect(parseDraftText(await house.read(moved)).title).toBe("Tên mới của Cổng");
    expect(await house.files("drafts")).toEqual(["drafts/muc-cua-toi/9.000001.md"]);
  });

  it("are also the taking away of a draft: it comes back only when the list has changed", async () => {
    const house = await aHouse();
    await house.import(jsonl(portalRecord("9.000001")));
    await house.remove(DRAFT);
    const { said } = await house.import(jsonl(portalRecord("9.000001")));
    expect(said).toContain("1  Cán bộ đã xóa bản nháp, không viết lại");
    expect(await house.files("drafts")).toEqual([]);
    await house.import(changed, { date: "2026-07-01" });
    expect(await house.files("drafts")).toEqual(["drafts/thu-nghiem/9.000001.md"]);
  });

  it("stay, and so do fuller drafts, when a list of names alone comes later", async () => {
    const house = await aHouse();
    await house.import(jsonl(portalRecord("9.000001")));
    const before = await house.read(DRAFT);
    const { said } = await house.import("Mã số,Tên\n9.000001,Tên trong danh mục\n", { date: "2026-07-01" });
    expect(said).toContain("1  Bản nháp đang có đầy đủ hơn tệp này");
    expect(said).toContain("tên: “Cấp giấy thử số 9.000001” → “Tên trong danh mục”");
    expect(await house.read(DRAFT)).toBe(before);
  });
});

describe("a procedure that has an entry", () => {
  const ENTRY = "knowledge/procedures/ho-tich/1.001193.md";
  const listed = (fields: Readonly<Record<string, string>>) =>
    jsonl(
      portalRecord("1.001193", {
        ten_thu_tuc: "Thủ tục đăng ký khai sinh",
        so_quyet_dinh: "163/QĐ-BTP",
        ...fields,
      }),
    );

  it("gets no draft, and nothing is said where both agree", async () => {
    const house = await aHouse({ [ENTRY]: procedureText("1.001193") });
    const { said } = await house.import(listed({}));
    expect(said).toContain("1  Đã có mục, không viết nháp");
    expect(said).not.toContain("Mục khác với danh sách");
    expect(await house.files("drafts")).toEqual([]);
    expect(await house.read(ENTRY)).toBe(procedureText("1.001193"));
  });

  it.each([
    [
      { ten_thu_tuc: "Ghi việc sinh" },
      "tên khác: danh sách ghi “Ghi việc sinh”, mục ghi “Đăng ký khai sinh”",
    ],
    [{ cap_thuc_hien: "Cấp tỉnh" }, "cấp thực hiện: danh sách ghi cấp thành phố, mục ghi cấp xã"],
    [{ so_quyet_dinh: "999/QĐ-BTP" }, "quyết định công bố trong danh sách là 999/QĐ-BTP, mục không dẫn"],
    [{ cach_thuc_thuc_hien: "Trực tiếp" }, "danh sách không ghi nộp trực tuyến, mục ghi nộp được"],
  ])("is named with what the list has otherwise: %o", async (fields, words) => {
    const house = await aHouse({ [ENTRY]: procedureText("1.001193") });
    const { said } = await house.import(listed(fields));
    expect(said).toContain(`mục 1.001193: ${words}`);
  });

  it("is named when its papers have changed since the last list", async () => {
    const house = await aHouse({ [ENTRY]: procedureText("1.001193") });
    await house.import(listed({}));
    const { said } = await house.import(
      listed({ thanh_phan_ho_so: "--Tên giấy tờMẫu đơn, tờ khaiSố lượngĐơn1 bản chính" }),
      { date: "2026-07-01" },
    );
    expect(said).toContain("Mục có lẽ phải cập nhật: danh sách đã đổi từ lần nhập trước (1):");
    expect(said).toContain("mục 1.001193  Thủ tục đăng ký khai sinh: giấy tờ cần có");
  });

  it("is not told of a decision that is only written in another way", async () => {
    const house = await aHouse({ [ENTRY]: procedureText("1.001193") });
    const { said } = await house.import(listed({ so_quyet_dinh: "QĐ163-BTP" }));
    expect(said).not.toContain("Mục khác với danh sách");
  });

  it("is gone when a whole list of its sector has it no more", async () => {
    const house = await aHouse({ [ENTRY]: procedureText("1.001193") });
    const sheet = "Mã TTHC;Tên TTHC;Lĩnh vực\n9.000001;Việc khác;Hộ tịch\n";
    const partial = await house.import(sheet);
    expect(partial.said).toContain("tệp không nói là danh sách đầy đủ");
    const whole = await house.import(sheet, { isWhole: true });
    expect(whole.said).toContain("• 1.001193  Đăng ký khai sinh  (còn mục)");
  });
});

describe("the report", () => {
  it("shows twenty of each list and has all of them in its file", async () => {
    const house = await aHouse();
    const records = Array.from({ length: 30 }, (_, at) => portalRecord(`9.${String(at).padStart(6, "0")}`));
    const { said, report } = await house.import(jsonl(...records), { writes: false });
    expect(said.match(/^ {2}• /gmu)).toHaveLength(20);
    expect(said).toContain("… và 10 dòng nữa, xem trong tệp báo cáo");
    expect(report.match(/^ {2}• /gmu)).toHaveLength(30);
  });

  it("tells of old districts, of ministries that are no more and of torn pages", async () => {
    const house = await aHouse();
    const { said } = await house.import(
      jsonl(
        portalRecord("9.000001", { trinh_tu_thuc_hien: "Nộp ở UBND huyện." }),
        portalRecord("9.000002", { so_quyet_dinh: "1/QĐ-BGTVT" }),
        portalRecord("9.000003", { thanh_phan_ho_so: "); nộp cho đơn vị." }),
      ),
    );
    expect(said).toContain("còn nhắc cấp huyện, đã bỏ từ 01/7/2025 (1): 9.000001");
    expect(said).toContain("quyết định công bố là của bộ, ngành đã sáp nhập (1): 9.000002");
    expect(said).toContain("bản xuất cắt sai chỗ phần các bước và giấy tờ: đã bỏ (1): 9.000003");
  });
});
