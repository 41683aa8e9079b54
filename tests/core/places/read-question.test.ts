import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContent } from "../../../src/content/index.ts";

const content = await loadContent(new URL("../../../", import.meta.url).pathname);
const { places } = content;
const units = [...content.files.values()].flatMap(({ units }) => units?.units ?? []);

describe("a text about nothing but a place", () => {
  it.each([
    ["phường Trần Nguyên Hãn giờ là phường nào", "what"],
    ["quận Lê Chân còn không", "what"],
    ["quận Lê Chân còn không, giờ làm giấy tờ ở đâu", "file"],
    ["xã An Thái sáp nhập vào đâu", "what"],
    ["huyen vinh bao gio gom nhung xa nao", "what"],
    ["tôi ở Kinh Môn thì nộp ở đâu", "file"],
    ["phường Lê Chân ở đâu", "where"],
    ["cho em xin số điện thoại xã Vĩnh Bảo với ạ", "where"],
    ["phường Lê Chân", "name"],
    ["dạ phường lê chân ạ", "name"],
    ["xã nhà tôi là xã An Thái", "name"],
    ["ngo quyen", "name"],
    ["phường Lê Chân đổi tên thành gì", "what"],
  ])("is a question: %j", (text, asks) => {
    expect(places.readQuestion(text)?.asks).toBe(asks);
  });

  it.each(units)("is one for $id, by its full name", ({ id }) => {
    const name = places.placeName(id) ?? "";
    const ids = places.readQuestion(`${name} ở đâu`)?.matches.map((match) => match.id);
    expect(ids).toContain(id);
  });
});

describe("a text about anything else", () => {
  it.each([
    "đăng ký khai sinh ở phường Lê Chân",
    "xin giấy xác nhận hôn nhân ở phường Lê Chân",
    "tạm trú phường Lê Chân",
    "đổi tên ở phường Lê Chân",
    "cán bộ phường Lê Chân",
    "phường Lê Chân có gì mới",
    "phường Lê Chân với phường An Biên khác gì",
    "Sở Nội vụ ở đâu",
    "có đúng là công an không",
    "đang làm gì đấy",
    "ai được làm",
    "cong an phuong an tien",
    "hải phòng có bao nhiêu xã phường",
    "",
  ])("is no question about a place: %j", (text) => {
    expect(places.readQuestion(text)).toBeUndefined();
  });

  it("never throws, and is a question only where a place is found", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 60 }),
          fc
            .array(fc.constantFrom(..."phường xã tt p Lê Chân An Lão ở đâu giờ là gì cũ 2".split(" ")), {
              maxLength: 10,
            })
            .map((words) => words.join(" ")),
        ),
        (text) => {
          const question = places.readQuestion(text);
          if (question) expect(question.matches.length).toBeGreaterThan(0);
          for (const { id } of question?.matches ?? [])
            expect(places.facts(id)?.today.length).toBeGreaterThan(0);
          expect(typeof places.withoutPlaces(text)).toBe("string");
        },
      ),
      { numRuns: 1_000, seed: 3 },
    );
  });
});

describe("a text without its places", () => {
  it.each([
    ["khai sinh ở quận Lê Chân", "khai sinh ở"],
    ["kết hôn tại phường An Biên cần gì", "kết hôn tại cần gì"],
    ["khai sinh quá hạn", "khai sinh quá hạn"],
  ])("keeps what else is said: %j", (text, rest) => {
    expect(places.withoutPlaces(text)).toBe(rest);
  });
});
