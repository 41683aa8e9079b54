/** What the classifier sees of an utterance: its terms, and signs that no single word carries. */
import {
  looksForeign,
  normalize,
  searchTerms,
  stripChatFiller,
  vietnameseLikeness,
} from "../language/index.ts";

/** Put before a sign, so that no word can be taken for it. */
const SIGN = "#";

const SIGNS: readonly (readonly [string, RegExp])[] = [
  ["markup", /<\/?[a-z][^>]*>|&[a-z]+;|\$\{|\{\{/iu],
  ["query", /\b(select|drop|insert|union|delete)\b.*\b(from|table|into|select)\b|--\s*$|' or '?1/iu],
  [
    "orders",
    /ignore|bỏ qua (mọi|tất cả|các)|system prompt|đóng vai|jailbreak|developer mode|quên (hết|vai|các|mọi)/iu,
  ],
  ["emoji", /^[\s\p{P}\p{Extended_Pictographic}]+$/u],
];

/**
 * The terms with where they stand: how a message begins and ends says what it is.
 *
 * @example utteranceTerms("cảm ơn ạ").includes("cam_on") // true
 */
export function utteranceTerms(utterance: string): string[] {
  const words = stripChatFiller(normalize(utterance));
  const folded = words.map((word) => word.folded);
  const length = folded.length <= 4 ? "short" : folded.length > 14 ? "long" : "middling";
  return [
    ...searchTerms(words),
    `^${folded[0] ?? ""}`,
    `$${folded.at(-1) ?? ""}`,
    `$${folded.slice(-2).join("_")}`,
    SIGN + length,
  ];
}

/** Signs of what is no Vietnamese sentence. */
export function utteranceSigns(utterance: string): string[] {
  const signs = SIGNS.filter(([, pattern]) => pattern.test(utterance)).map(([name]) => name);
  const likeness = vietnameseLikeness(utterance);
  if (likeness.share < 0.9 && looksForeign(utterance)) signs.push("foreign");
  if (likeness.words > 0 && likeness.share < 0.5) signs.push("unreadable");
  return signs.map((sign) => SIGN + sign);
}
