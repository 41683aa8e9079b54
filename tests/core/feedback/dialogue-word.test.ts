import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDialogueWord } from "../../../src/core/feedback/index.ts";

const kindOf = (text: string) => readDialogueWord(text)?.kind;

describe("a word that steers the dialogue", () => {
  it.each<[string, string[]]>([
    [
      "skip",
      [
        "bỏ qua",
        "bo qua",
        "BỎ QUA",
        "bỏ qua đi",
        "bỏ qua nhé ạ",
        "bo wa",
        "boqua",
        "bỏ qua mục này",
        "thôi bỏ qua đi em",
      ],
    ],
    [
      "back",
      ["quay lại", "quay lai", "Quay lại ạ", "quay lại câu trước", "trở lại", "quay lạii", "quya lai"],
    ],
    [
      "drop",
      [
        "thôi không gửi nữa",
        "thoi khong gui nua",
        "thôi ko gửi nữa",
        "thôi k gửi nữa đâu",
        "không gửi nữa",
        "tôi không muốn gửi nữa",
        "em không phản ánh nữa đâu",
        "đừng gửi",
        "đừng gửi nữa",
        "khỏi gửi",
        "hủy",
        "huỷ bỏ đi",
        "hủy phản ánh",
        "dừng lại",
        "dừng",
        "xóa bản nháp",
      ],
    ],
    [
      "yes",
      [
        "có",
        "co",
        "vâng",
        "vâng ạ",
        "dạ có",
        "ok",
        "oke luôn",
        "đồng ý",
        "dong y",
        "đúng",
        "đúng rồi",
        "dung roi a",
        "đúng thế",
        "ừ",
        "được",
        "có ạ",
        "đồngý",
      ],
    ],
    [
      "no",
      [
        "không",
        "ko",
        "k",
        "không ạ",
        "dạ không",
        "không có",
        "khong co",
        "không nhớ",
        "không đồng ý",
        "chưa có",
      ],
    ],
    [
      "done",
      [
        "xong",
        "xong rồi",
        "xong r",
        "hết rồi",
        "het roi a",
        "đủ rồi",
        "thế thôi",
        "vậy thôi ạ",
        "không còn gì nữa",
      ],
    ],
    ["send", ["gửi", "gui", "gửi đi", "gửi luôn đi em", "gửi ngay"]],
    ["enough", ["thôi", "thôi ạ", "thôi khỏi"]],
    ["clear", ["xóa", "xoá mục này", "để trống"]],
  ])("%s is understood in every spelling", (kind, spellings) => {
    expect(Object.fromEntries(spellings.map((text) => [text, kindOf(text)]))).toEqual(
      Object.fromEntries(spellings.map((text) => [text, kind])),
    );
  });

  it.each([
    ["sửa nơi xảy ra", "office", ""],
    ["sua noi xay ra", "office", ""],
    ["sửa lại nơi xảy ra ạ", "office", ""],
    ["đổi cơ quan", "office", ""],
    ["sửa 2", "office", ""],
    ["sửa mục 2", "office", ""],
    ["sửa số 3 giúp em", "happened", ""],
    ["chỉnh thời gian", "happened", ""],
    ["tôi muốn sửa nội dung", "story", ""],
    ["sửa mã hồ sơ", "dossier", ""],
    ["sửa số điện thoại", "contact", ""],
    ["sửa liên hệ", "contact", ""],
    ["sửa ảnh", "files", ""],
    ["sửa", undefined, ""],
    ["sửa lại", undefined, ""],
    ["sửa nơi xảy ra thành phường Hồng Bàng", "office", "phường Hồng Bàng"],
    ["đổi thời gian thành hôm kia", "happened", "hôm kia"],
    ["sửa số điện thoại: 0912 345 678", "contact", "0912 345 678"],
  ])("%j asks to correct %s", (text, field, rest) => {
    expect(readDialogueWord(text)).toEqual({ kind: "edit", field, rest });
  });

  it.each([
    ["2", 2],
    ["số 2", 2],
    ["mục 3 ạ", 3],
    ["cái thứ hai", 2],
  ])("%j is the number %d", (text, number) => {
    expect(readDialogueWord(text)).toEqual({ kind: "number", number });
  });

  it.each([
    "cán bộ phường quát tôi",
    "sửa giấy khai sinh mà họ không nhận",
    "tôi không gửi thiếu giấy nào mà họ bảo thiếu",
    "họ bảo quay lại sau",
    "đúng 8 giờ tôi có mặt ở quầy",
    "phường Lê Chân",
    "sáng thứ hai tuần trước",
    "0912345678",
    "đổi giấy phép lái xe",
    "họ gửi trả lại hồ sơ của tôi không lý do",
  ])("%j tells something, and steers nothing", (text) => {
    expect(readDialogueWord(text)).toBeUndefined();
  });

  it("may mean two things, and is taken as it is wanted", () => {
    expect(readDialogueWord("gửi phản ánh", ["send"])?.kind).toBe("send");
    expect(readDialogueWord("gửi phản ánh", ["yes"])?.kind).toBe("yes");
  });

  it("is looked for in any text without breaking", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const word = readDialogueWord(text);
        if (word?.kind === "number") expect(Number.isInteger(word.number)).toBe(true);
      }),
    );
  });
});
