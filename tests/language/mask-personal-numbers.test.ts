import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeUnicode, maskPersonalNumbers } from "../../src/language/index.ts";
import { digitsIn, plantNumbers } from "./planted-numbers.ts";
import { RUNS, SEED, wildText } from "./typed-text.ts";

const planted = plantNumbers(1_500, SEED);

describe("a personal number in a citizen's message", () => {
  it("is planted in many forms", () => {
    expect(new Set(planted.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(10);
    expect(new Set(planted.map(({ form }) => form)).size).toBeGreaterThanOrEqual(10);
  });

  it("never survives, whatever its kind and form", () => {
    const survivors = planted.filter(({ text, digits }) =>
      digitsIn(maskPersonalNumbers(text)).includes(digits),
    );
    expect(survivors.map(({ text, kind, form }) => `${kind}, ${form}: ${text}`)).toEqual([]);
  });

  it("leaves no more than two of its digits behind", () => {
    const remains = planted.filter(
      ({ text, sentence }) =>
        digitsIn(maskPersonalNumbers(text)).length > digitsIn(sentence.replace("{}", "")).length + 2,
    );
    expect(remains.map(({ text }) => `${text} → ${maskPersonalNumbers(text)}`)).toEqual([]);
  });

  it("leaves the words around it readable", () => {
    for (const { sentence, text } of planted.filter(({ form }) => form === "plain")) {
      const masked = maskPersonalNumbers(text);
      const [before = ""] = sentence.split("{}");
      expect(masked).toContain(composeUnicode(before).split(" ").slice(0, 3).join(" "));
    }
  });
});

describe("a number", () => {
  it.each([
    ["sđt em 0912.345.678 ạ", "sđt em [số điện thoại] ạ"],
    ["gọi lại cho bác: 0 9 1 2 . 3 4 5 . 6 7 8", "gọi lại cho bác: [số điện thoại]"],
    ["o9l2 345 678 nha", "[số điện thoại] nha"],
    ["không chín một hai ba bốn năm sáu bảy tám", "[số điện thoại]"],
    ["so la khong chin mot hai ba bon nam sau bay tam nhe", "so la [số điện thoại] nhe"],
    ["không tám hai năm chấm bảy chín tám chấm một hai ba", "[số điện thoại]"],
    ["khôngchínmộthaibabốnnămsáubảytám", "[số điện thoại]"],
    ["được không 0912345678 không ạ", "được không [số điện thoại] không ạ"],
    ["0912\n345\n678", "[số điện thoại]"],
    ["sđt0912345678nhé", "sđt[số điện thoại]nhé"],
    ["0\u200b9\u200b1\u200b2\u200b3\u200b4\u200b5\u200b6\u200b7\u200b8", "[số điện thoại]"],
    ["０９１２３４５６７８", "[số điện thoại]"],
    ["+84 912 345 678, (+84)912345678", "[số điện thoại], [số điện thoại]"],
    ["0912345678 031090001234", "[số điện thoại] [số giấy tờ]"],
    ["nhà riêng 0225.3842123", "nhà riêng [số điện thoại]"],
    ["cccd 031 090 001 234 ạ", "cccd [số giấy tờ] ạ"],
    ["CMND 145.896.000", "CMND [số giấy tờ]"],
    ["hộ chiếu B1234567", "hộ chiếu [số giấy tờ]"],
    ["thẻ bhyt DN 4 31 31 1234567890", "thẻ bhyt [số giấy tờ]"],
    ["stk 19001234567 của em", "stk [số tài khoản] của em"],
    ["tài khoản 19001234 đó", "tài khoản [số tài khoản] đó"],
    ["thẻ 9704 3600 1234 5678", "thẻ [số tài khoản]"],
    ["mã số thuế 8012345678-001", "mã số thuế [số giấy tờ]"],
    ["mã hồ sơ H24.14-251122-0001", "mã hồ sơ [số tài khoản]"],
    ["xe 15A-123.45 và xe máy 15-B1 234.56", "xe [biển số xe] và xe máy [biển số xe]"],
    ["cháu sinh ngày 12/3/2019 ạ", "cháu sinh ngày [ngày sinh] ạ"],
    ["em sinh 12 tháng 3 năm 1990", "em sinh [ngày sinh]"],
    ["thủ tục 1.001193 0912345678", "thủ tục 1.001193 [số điện thoại]"],
    ["nộp 150.000đ, gọi 0912345678 đồng ý", "nộp 150.000đ, gọi [số điện thoại] đồng ý"],
    ["sđt 0912345678 đ/c 12 Lạch Tray", "sđt [số điện thoại] đ/c 12 Lạch Tray"],
    ["từ 22/11/2026 0912345678", "từ 22/11/2026 [số điện thoại]"],
    ["mất chứng minh 031 2345 67", "mất chứng minh [số giấy tờ]"],
  ])("of a person is masked: %s", (text, masked) => {
    expect(maskPersonalNumbers(text)).toBe(masked);
  });

  it.each([
    "gọi 1022 hay 113, 114, 115 ạ",
    "gọi 1022, 113, 114, 115, 111, 18001096, 1800 1096, 1900.1234",
    "tổng đài 18001096 có mất tiền không",
    "hotline 1900 588 835",
    "thủ tục 1.001193 và 2.000815",
    "1.001193 2.000815, 1.001193.000.00.00.H24",
    "theo Nghị quyết 23/2026/NQ-HĐND và luật 91/2025/QH15",
    "Quyết định 1234/2025/QĐ-UBND ngày 22/11/2026",
    "nghị định 118/2025/NĐ-CP, 61/2018/NĐ-CP",
    "từ 01/7/2025-30/6/2026, tức 2025-07-01",
    "khai sinh ngày 22/11/2026 được chưa",
    "năm 2025 năm 2026 không khác gì à",
    "năm 2024, 2025, 2026 và 30/6 năm 2025",
    "lệ phí 150.000 đồng hay 1.500.000đ",
    "1500000 đ, 2 triệu, 150k, 1 500 000 đồng, 2tr5",
    "phạt từ 150.000 - 300.000 đồng",
    "phí 8.000, 15.000, 150.000",
    "3 ngày, 20 m2, 1,5 ha, 12 tháng",
    "giai đoạn 2026-2030 hai phường có kế hoạch gì",
    "ISO 9001:2015 hay tcvn iso 18091 : 2020",
    "7:30 - 11:30, 13:30 - 17:00 hay 7h30-11h30",
    "nhà có ba bốn năm sáu người thì sao",
    "số nhà 12B/345 Lạch Tray, quận 4 cũ",
    "mẫu CT01, CT07, điều 5, 6, 7",
    "2, phí bao nhiêu",
    "được không, một hai hôm nữa",
    "vào dichvucong.gov.vn hoặc https://dichvucong.gov.vn/p/home/dvc-trang-chu.html",
    "giá vé @ 5k, /help@bot",
    "quên mật khẩu gmail thì sao",
    "cái 2 3 0",
    "",
  ])("that names nobody stays: %s", (text) => {
    expect(maskPersonalNumbers(text)).toBe(text);
  });
});

describe("an address", () => {
  it.each([
    ["gửi về a.b@gmail.com nhé", "gửi về [email] nhé"],
    ["a . b @ gmail . com", "[email]"],
    ["a.b(at)gmail.com", "[email]"],
    ["mail nguyenvana a còng gmail chấm com", "mail [email]"],
    ["mail nguyenvana a cong yahoo cham com cham vn", "mail [email]"],
    ["nguyen_van.a@haiphong.gov.vn", "[email]"],
    ["zalo.me/0912345678", "[liên kết]"],
    ["https://facebook.com/nguyen.van.a?x=1", "[liên kết]"],
    ["nhắn @nguyenvana", "nhắn [liên kết]"],
  ])("of a person is masked: %s", (text, masked) => {
    expect(maskPersonalNumbers(text)).toBe(masked);
  });
});

describe("masking", () => {
  it("leaves the project's questions as they are, but for one that counts up", () => {
    const folder = new URL("../questions/", import.meta.url);
    const texts = readdirSync(folder)
      .filter((name) => name.endsWith(".jsonl"))
      .flatMap((name) => readFileSync(new URL(name, folder), "utf8").trim().split("\n"))
      .map((line) => (JSON.parse(line) as { text: string }).text);
    expect(texts.length).toBeGreaterThan(500);
    const changed = texts.filter((text) => maskPersonalNumbers(text) !== text);
    expect(changed).toEqual(["1 2 3 4 5 6 7 tám chín"]);
  });

  const numbered = fc
    .array(
      fc.oneof(
        wildText,
        fc.constantFrom(
          ..."0 9 12 345 0912 1.001193 150.000 đồng đ k năm 2026 không chín ba . - / , @ gmail com sinh 22/11/2026 stk cccd o l I +84 ( ) a cong cham 1022 1900 15A \n".split(
            " ",
          ),
        ),
      ),
      { maxLength: 25 },
    )
    .chain((parts) => fc.constantFrom(" ", "", "-").map((joint) => parts.join(joint)));

  it("twice is masking once", () => {
    fc.assert(
      fc.property(numbered, (text) => {
        const once = maskPersonalNumbers(text);
        expect(maskPersonalNumbers(once)).toBe(once);
      }),
      { seed: SEED, numRuns: 5 * RUNS },
    );
  });

  it("leaves a text without figures, signs of addresses and spoken digits as it is", () => {
    fc.assert(
      fc.property(wildText, (text) => {
        const quiet = text.replace(/[\p{N}@.:/]/gu, "");
        fc.pre(digitsIn(quiet).length < 4);
        expect(maskPersonalNumbers(quiet)).toBe(quiet);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it("never leaves ten digits in a row, however they are parted", () => {
    const digit = fc.integer({ min: 0, max: 9 }).map(String);
    const gap = fc.constantFrom("", "", " ", ".", "-", " . ", "\n", "\u200b", "/", "(", ") ", "_");
    fc.assert(
      fc.property(fc.array(fc.tuple(digit, gap), { minLength: 9, maxLength: 18 }), (pairs) => {
        const number = `0${pairs.map(([figure, between]) => `${between}${figure}`).join("")}`;
        const left = digitsIn(maskPersonalNumbers(`số em ${number} ạ`));
        expect(left.length).toBeLessThan(9);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it.each(["1", "a", "@", "0 ", "không ", "1.", "a@", "https://", "1/", "sinh 1", "o", "l1", "a cong ", "["])(
    "ends on a hundred thousand characters of %j",
    (piece) => {
      const text = piece.repeat(100_000 / piece.length);
      expect(maskPersonalNumbers(text).length).toBeLessThanOrEqual(text.length);
    },
  );
});
