import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  describeRenewal,
  NotADirectory,
  renewDirectory,
  writeList,
} from "../../../src/officers/knowledge/renew-directory.ts";

const HEAD = ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực", "URL"];
const PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bfb-cfb3-75d8-9160-fa2bd2ac950a";
const row = (code: string, name: string, issuer = "Bộ Y tế", office = "Sở Y tế", page = PAGE) => [
  code,
  name,
  issuer,
  office,
  "Y tế",
  page,
];
const renew = (...rows: readonly (readonly string[])[]) => renewDirectory([HEAD, ...rows], "Hải Phòng");

describe("a newer directory", () => {
  it("keeps ministries' procedures and the city's own, and leaves out other provinces'", () => {
    const { rows, leftOut, elsewhere } = renew(
      row("1.000003", "Ba"),
      row("1.000001", "Một", "UBND Thành phố Hải Phòng"),
      row("1.000002", "Hai", "UBND tỉnh Bắc Ninh"),
      row("1.000004", "Bốn", "Trung tâm phục vụ hành chính công Thành phố Hà Nội"),
      row("1.000005", "Năm", "Sở Xây dựng - tỉnh Quảng Ngãi"),
      row("1.000006", "Sáu", "Tập đoàn Điện lực Việt Nam"),
    );
    expect(rows.map(([code]) => code)).toEqual(["1.000001", "1.000003", "1.000006"]);
    expect(leftOut.elsewhere).toEqual(["1.000002", "1.000004", "1.000005"]);
    expect(elsewhere.get("UBND tỉnh Bắc Ninh")).toBe(1);
  });

  it("names no other province's office, but a ministry's wherever it sits", () => {
    const offices = (text: string) => renew(row("1.000001", "Một", "Bộ Y tế", text)).rows[0]?.[3];
    expect(offices("Sở Y tế Thành phố Hà Nội; Sở Y tế tỉnh Tây Ninh")).toBe("");
    expect(offices("Sở Y tế Thành phố Hải Phòng; Sở Y tế Thành phố Hà Nội")).toBe(
      "Sở Y tế Thành phố Hải Phòng",
    );
    expect(offices("Sở Ngoại vụ Thành phố Hồ Chí Minh - Bộ Ngoại giao")).toContain("Bộ Ngoại giao");
    expect(offices("Ủy ban nhân dân tỉnh và thành phố trực thuộc Trung ương")).toContain("Ủy ban");
  });

  it("mends Unicode, blanks and names all in capitals, and shortens the page", () => {
    const { rows, mended } = renew(
      row("1.000001", "Cấp  giấy".normalize("NFD")),
      row("1.000002", "THỦ TỤC ĐĂNG KÝ Ở VIỆT NAM"),
      row("1.000003", "Đăng ký"),
    );
    expect(rows.map(([, name]) => name)).toEqual(["Cấp giấy", "Thủ tục đăng ký ở Việt Nam", "Đăng ký"]);
    expect(rows[0]?.[5]).toBe("019d2bfb-cfb3-75d8-9160-fa2bd2ac950a");
    expect(mended).toBe(2);
  });

  it("says what was left out and what differs from the list in use", () => {
    const renewed = renew(
      row("1.000001", "Một"),
      row("1.0000011", "Sai mã"),
      row("1.000001", "Hai lần"),
      row("1.000002", ""),
      row("1.000003", "Nơi khác", "UBND tỉnh Lào Cai"),
    );
    const said = describeRenewal(renewed, new Set(["1.000009"])).join("\n");
    for (const part of ["giữ 1", "1.0000011", "UBND tỉnh Lào Cai 1", "Không còn: 1.000009", "thêm 1"])
      expect(said).toContain(part);
  });

  it("takes the columns in any order, and refuses a table without codes", () => {
    const { rows } = renewDirectory(
      [
        ["Tên thủ tục", "Mã TTHC"],
        ["Một", "1.000001"],
      ],
      "Hải Phòng",
    );
    expect(rows[0]?.slice(0, 2)).toEqual(["1.000001", "Một"]);
    expect(() => renewDirectory([["Họ tên", "Tuổi"]], "Hải Phòng")).toThrow(NotADirectory);
    expect(() => renewDirectory([], "Hải Phòng")).toThrow(NotADirectory);
  });

  it("never throws for a row, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 8 }), (cells) => {
        writeList(renew(cells).rows);
      }),
    );
  });
});
