import { describe, expect, it } from "vitest";
import { normalize } from "../../src/language/index.ts";

const read = (text: string) =>
  normalize(text)
    .map((word) => word.text)
    .join(" ");

describe("teencode", () => {
  it.each([
    ["e mún lm giấy ks cho con", "em muốn làm giấy khai sinh cho con"],
    ["phí bn z ạ", "phí bao nhiêu vậy ạ"],
    ["nộp onl đc k", "nộp online được không"],
    ["làm đk ko", "làm được không"],
    ["đk hem ad", "được không ad"],
    ["dk kinh doanh", "đăng ký kinh doanh"],
    ["đki tạm trú cần j", "đăng ký tạm trú cần gì"],
    ["hs gồm gt j z", "hồ sơ gồm giấy tờ gì vậy"],
    ["bh có kq", "bao giờ có kq"],
    ["tt này lm ntn", "thủ tục này làm như thế nào"],
    ["mất fí hông", "mất phí không"],
    ["cb fường ở hp", "cán bộ phường ở hải phòng"],
    ["ck e là ng nước ngoài", "chồng em là người nước ngoài"],
    ["tui hổng bít", "tôi không biết"],
    ["dc k0 ạ", "được không ạ"],
    ["giời ơi nàm sao giừ", "trời ơi làm sao giừ"],
    ["sđt phường", "số điện thoại phường"],
    ["nộp trc đc khoong", "nộp trước được không"],
    ["cấp sổ hồng", "cấp sổ hồng"],
    ["sang ten so hong mat tien hong", "sang ten so hong mat tien không"],
    ["phuong hong bang", "phuong hong bang"],
    ["nop dc hong", "nop được không"],
    ["mở công ty", "mở công ty"],
    ["tiền nộp dư", "tiền nộp dư"],
  ])("“%s” is read as “%s”", (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });
});

describe("abbreviations", () => {
  it.each([
    ["làm CCCD ở đâu", "làm căn cước công dân ở đâu"],
    ["đổi cccd", "đổi căn cước công dân"],
    ["TTHC cấp xã", "thủ tục hành chính cấp xã"],
    ["UBND phường", "ủy ban nhân dân phường"],
    ["HĐND thành phố", "hội đồng nhân dân thành phố"],
    ["mở HKD", "mở hộ kinh doanh"],
    ["đổi GPLX", "đổi giấy phép lái xe"],
    ["xin GPXD", "xin giấy phép xây dựng"],
    ["GCNQSDĐ", "giấy chứng nhận quyền sử dụng đất"],
    ["BHYT, BHXH", "bảo hiểm y tế bảo hiểm xã hội"],
    ["cấp LLTP số 1", "cấp lý lịch tư pháp số 1"],
    ["ĐKKD", "đăng ký kinh doanh"],
    ["kết hôn với NNN", "kết hôn với người nước ngoài"],
    ["sở TTTT", "sở thông tin truyền thông"],
    ["xác nhận TTHN", "xác nhận tình trạng hôn nhân"],
    ["trợ cấp NKT, NCT", "trợ cấp người khuyết tật người cao tuổi"],
  ])("“%s” are read as “%s”", (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });

  it("inside the number of a document stay as they are", () => {
    expect(read("Quyết định 3041/QĐ-UBND")).toBe("quyết định 3041/qđ-ubnd");
  });
});

describe("held letters", () => {
  it.each([
    ["đượcccc khônggg", "được không"],
    ["emmmm ơiiiii", "em ơi"],
    ["giúp vớiiii", "giúp với"],
    ["dạaa vâng ạaaaa", "dạ vâng ạ"],
    ["nghỉ hưuuu", "nghỉ hưu"],
    ["alooooo", "alo"],
    ["trờiiiii ơiii lâu quáaaa", "trời ơi lâu quá"],
    ["HELPPPP", "help"],
    ["koooo", "không"],
    ["nhanhhhh lênnnn", "nhanh lên"],
    ["cccd", "căn cước công dân"],
    ["phí 1000000", "phí 1000000"],
    ["aaaa", "a"],
    ["biển số aaa111", "biển số aaa111"],
    ["boong tàu, xoong nồi", "boong tàu xoong nồi"],
  ])("“%s” are read as “%s”", (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });
});
