/** What the classifier sees of an utterance: its terms, and signs that no single word carries. */
import { looksForeign, normalize, searchTerms, vietnameseLikeness } from "../language/index.ts";

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
  ["question", /\?|\b(gì|nào|sao|không|bao nhiêu|đâu)\b/iu],
];

/**
 * @param cuesOf names the facets whose cues stand in the utterance
 * @example utteranceFeatures("cảm ơn ạ", () => []).includes("cam_on") // true
 */
export function utteranceFeatures(
  utterance: string,
  cuesOf: (utterance: string) => readonly string[],
): string[] {
  const words = normalize(utterance);
  const likeness = vietnameseLikeness(utterance);
  const signs = SIGNS.filter(([, pattern]) => pattern.test(utterance)).map(([name]) => name);
  if (looksForeign(utterance)) signs.push("foreign");
  if (likeness.words > 0 && likeness.share < 0.5) signs.push("unreadable");
  signs.push(words.length <= 3 ? "short" : words.length >= 14 ? "long" : "middling");
  const cues = cuesOf(utterance).map((facet) => `cue-${facet}`);
  return [
    ...searchTerms(words).filter((term) => !term.startsWith("=")),
    `^${words[0]?.folded ?? ""}`,
    ...[...signs, ...cues].map((sign) => SIGN + sign),
  ];
}
