/** Random texts as citizens might type them, for properties of the language room. */
import fc from "fast-check";

/** Runs of each property. */
export const RUNS = 1_000;
/** Every run of the tests tries the same texts; change it to try others. */
export const SEED = 20_261_122;

const VIETNAMESE = (
  "đăng ký kết hôn khai sinh hòa hoà thủy thuỷ quý qúy giấy tờ lệ phí thời hạn phường xã nguyễn quyền sử dụng đất " +
  "căn cước công dân hộ khẩu chuyển nhượng khuỷu thuở ngoéo nghĩa vụ quân sự ủy uỷ ban bảo hiểm y tế của giữ gì gịa cuả giơì"
).split(" ");
const SHORT =
  "k ko kg hem khum hong dc đc dk đk đki j bn ntn vs z e ck hs tt tthc cccd ubnd hkd nnn nld tp sdt".split(
    " ",
  );
const KEYS = "ddawng kys hoaf thur tucj giaays cuwowcs tooi khoong d9a8ng ky1 ke6t1 ho6n toi6 u3y to6".split(
  " ",
);
const PLAIN = "ok online app zalo form gas taxi reset constructor toString __proto__ the was onl".split(" ");
const CODES = ["082.507.7988", "1.001193", "CT07", "23/2026/NQ-HĐND", "1022", "8.000đ", "22/11/2026", "m2"];
const MARKS = ["\u0300", "\u0301", "\u0309", "\u0303", "\u0323", "\u0302", "\u0306", "\u031B"];
const SIGNS = [
  " ",
  "\n",
  "\t",
  ", ",
  ".",
  "...",
  "?",
  "!",
  "-",
  "/",
  "(",
  ")",
  '"',
  "“",
  "…",
  "\u00A0",
  "\u200B",
];
const PICTURES = ["😀", "❤️", "👨‍👩‍👧", "1️⃣", "🇻🇳", "👍🏽"];

const word = fc.constantFrom(...VIETNAMESE, ...SHORT, ...KEYS, ...PLAIN);
const heldWord = fc
  .tuple(word, fc.integer({ min: 1, max: 5 }))
  .map(([text, times]) => text + (text.at(-1) ?? "").repeat(times));
const anyCase = (texts: fc.Arbitrary<string>) =>
  fc.tuple(texts, fc.constantFrom("as is", "upper", "title")).map(([text, style]) => {
    if (style === "as is") return text;
    return style === "upper" ? text.toUpperCase() : text.charAt(0).toUpperCase() + text.slice(1);
  });

/** Vietnamese as typed: words, held letters, codes, stray marks, signs and pictures, in any case. */
export const typedText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: anyCase(word).map((text) => `${text} `) },
      { weight: 1, arbitrary: anyCase(heldWord) },
      { weight: 2, arbitrary: fc.constantFrom(...CODES) },
      { weight: 1, arbitrary: fc.constantFrom(...MARKS) },
      { weight: 3, arbitrary: fc.constantFrom(...SIGNS) },
      { weight: 1, arbitrary: fc.constantFrom(...PICTURES) },
    ),
    { maxLength: 25 },
  )
  .map((pieces) => pieces.join(""));

/** The same mixed with whatever Unicode has, lone surrogates included. */
export const wildText: fc.Arbitrary<string> = fc.oneof(
  typedText,
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(fc.oneof(typedText, fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 5 })
    .map((all) => all.join("")),
  fc
    .array(fc.integer({ min: 0xd800, max: 0xdfff }), { maxLength: 4 })
    .map((units) => String.fromCharCode(...units)),
);
