import { describe, expect, it } from "vitest";
import { normalize } from "../../src/language/index.ts";

const read = (text: string) =>
  normalize(text)
    .map((word) => word.text)
    .join(" ");

describe("Telex keys left in a text", () => {
  it.each([
    ["ddawng kys khai sinh", "đăng ký khai sinh"],
    ["thur tucj hanhf chinhs", "thủ tục hành chính"],
    ["Cawn cuwowcs coong daan", "căn cước công dân"],
    ["giaays tờ cần những gì", "giấy tờ cần những gì"],
    ["giasay tờ nhaf ddaats", "giấy tờ nhà đất"],
    ["leej phis bao nhieeu", "lệ phí bao nhiêu"],
    ["nguowif cao tuooir", "người cao tuổi"],
    ["xacs nhaanj hoon nhaan", "xác nhận hôn nhân"],
    ["hooj khaaur thuwowngf trus", "hộ khẩu thường trú"],
    ["ddijnh danh muwcs 2", "định danh mức 2"],
    ["chuwsng thuwcj banr sao", "chứng thực bản sao"],
    ["dduwowcj khoong ạ", "được không ạ"],
    ["nowi nopj hoof sow", "nơi nọp hồ sơ"],
    ["LEEJ PHIS", "lệ phí"],
  ])("“%s” are read as “%s”", (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });

  it.each([
    "mở cửa hàng gas",
    "xin visa đi nhật",
    "nộp qua app zalo",
    "test thử xem",
    "mua form ở đâu",
    "xe taxi",
    "hát xoong",
    "rơ moóc",
    "wifi ở phường",
    "facebook google youtube",
    "hoang van thu",
    "website của thành phố",
    "reset mật khẩu",
  ])("are not seen in “%s”", (typed) => {
    expect(read(typed)).toBe(typed);
  });
});

describe("VNI keys left in a text", () => {
  it.each([
    ["d9a8ng ky1 ke6t1 ho6n", "đăng ký kết hôn"],
    ["thu3 tuc5 hanh2 chinh1", "thủ tục hành chính"],
    ["toi6 muon61 hoi3", "tôi muốn hỏi"],
    ["ca8n cu7o7c1 co6ng da6n", "căn cước công dân"],
    ["le65 phi1 bao nhie6u", "lệ phí bao nhiêu"],
    ["gia61y to72 nha2 d9a61t", "giấy tờ nhà đất"],
    ["d9i5nh danh mức 2", "định danh mức 2"],
    ["ông nguye64n văn a", "ông nguyễn văn a"],
    ["tam5 tru1 o73 d9a6u", "tạm trú ở đâu"],
    ["ke6t1 ho6n.phi1 bao nhie6u", "kết hôn phí bao nhiêu"],
    ["xa1c nha65n d9o65c tha6n", "xác nhận độc thân"],
    ["KE6T1 HO6N", "kết hôn"],
  ])("“%s” are read as “%s”", (typed, meant) => {
    expect(read(typed)).toBe(meant);
  });

  it.each([
    "tổ dân phố so6",
    "nhà ở to6 ngõ 12",
    "mẫu ct07",
    "lop6 trường thcs",
    "căn hộ b2a",
    "covid19",
    "đất 100m2",
    "lô a8 khu công nghiệp",
    "mức2",
    "bhyt hộ 5 người",
    "tk1 ts",
    "vneid mức 2",
  ])("are not seen in “%s”", (typed) => {
    expect(read(typed).replaceAll(/trung học cơ sở|bảo hiểm y tế|tài khoản/gu, "")).toBe(
      typed.replaceAll(/thcs|bhyt/gu, ""),
    );
  });
});
