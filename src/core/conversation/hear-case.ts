/** Which option of a question a message means: by number, by its label, by the phrases that officers keep for it, by yes or no. */
import { normalize, stripChatFiller, type Word } from "../../language/index.ts";
import { readDialogueWord } from "../feedback/index.ts";
import type { CaseQuestion, Cases } from "../knowledge/index.ts";
import { namesSubject } from "./pointing-words.ts";
import { readChoice } from "./read-choice.ts";
import type { FacetRecogniser } from "./recognise-facets.ts";

/** What a message said of a question before it was asked. */
export interface HeardOption {
  /** Number of the option, counted from 1. */
  readonly answer: number;
  /** The officers' phrase that stood in the message. */
  readonly phrase: string;
}

/** By the id of the question. */
export type Heard = Readonly<Record<string, HeardOption>>;

/** Answers by number or by yes and no are short; in longer messages these words belong to something else. */
const FEW_WORDS = 5;
/** Longer messages tell of something, whatever option they name. */
const MOST_WORDS = 15;
const NEGATIONS = new Set(["khong", "chua", "chang", "khoi"]);
/** "Không phải", "chưa có": what stands between a negation and what it denies. */
const BETWEEN = new Set(["phai", "co", "duoc", "he", "la", "bi"]);
const ASKING =
  /\b(gi|nao|o dau|bao nhieu|bao lau|ra sao|the nao|nhu nao|may ngay|lam sao|khi nao|bao gio|tai sao|vi sao|thi sao)\b/u;
const YES = new Set(["roi", "da roi", "co roi", "da co", "da co roi", "vang roi", "dung roi"]);
/** "Không biết", "chưa rõ lắm": no to nothing. */
const CANNOT_TELL = /\b(khong|chua|chang|ko) (biet|ro|chac|nho|hieu)\b/u;
const NO_LABEL = /^(chua|khong)\b/u;

/** What was said of a question beforehand. */
export function heardOf(heard: Heard, { id }: CaseQuestion): HeardOption | undefined {
  return Object.hasOwn(heard, id) ? heard[id] : undefined;
}

/** What a message says of each question by an officers' phrase; questions of which it says two things stay open. */
export function hearCases(cases: Cases, words: readonly Word[]): Heard {
  const heard: Record<string, HeardOption> = {};
  for (const question of cases.questions) {
    const match = matchPhrases(question, words, (option) => option.words);
    if (match) heard[question.id] = { answer: match.answer, phrase: match.phrase };
  }
  return heard;
}

/**
 * The option that a message clearly means, as a number counted from 1; undefined when it asks or tells something else.
 * "Thế chưa có giấy đó thì xin ở đâu" names an option, and is a question all the same.
 */
export function readCaseAnswer(
  question: CaseQuestion,
  text: string,
  words: readonly Word[],
  facets: FacetRecogniser,
): number | undefined {
  if (words.length === 0 || words.length > MOST_WORDS) return undefined;
  const whole = wholeLabel(question, text, words);
  if (whole !== undefined) return whole;
  const match = matchPhrases(question, words, (option) => [option.label, ...option.words]);
  const rest = match ? [...words.slice(0, match.at), ...words.slice(match.at + match.length)] : words;
  if (isAsking(text, rest, facets)) return undefined;
  if (match) return match.answer;
  if (words.length > FEW_WORDS) return undefined;
  return (
    readChoice(words, question.options.length) ??
    readYesOrNo(question, text, words) ??
    partOfLabel(question, words)
  );
}

/** The label and nothing else; "2. Chưa đăng ký" as well, as some channels show it. */
function wholeLabel(question: CaseQuestion, text: string, words: readonly Word[]): number | undefined {
  const said = [foldedText(words), foldedText(normalize(text.replace(/^\s*\d\s*[.):]\s*/u, "")))];
  const at = phrasesOf(question).findIndex(({ label }) => said.includes(foldedText(label.parts)));
  return at < 0 ? undefined : at + 1;
}

/** "Lần đầu" for "Khai tử lần đầu": a part of one label and of no other. */
function partOfLabel(question: CaseQuestion, words: readonly Word[]): number | undefined {
  const said = withoutManners(words);
  if (!said.some(namesSubject)) return undefined;
  const holding = phrasesOf(question).flatMap(({ label }, at) =>
    placesOf(said, label.parts).length > 0 ? [at + 1] : [],
  );
  return holding.length === 1 ? holding[0] : undefined;
}

interface Phrase {
  readonly text: string;
  readonly parts: readonly Word[];
}

interface OptionPhrases {
  readonly label: Phrase;
  readonly words: readonly Phrase[];
}

/** Read once for each question; questions never change, a new edition is another object. */
const PHRASES = new WeakMap<CaseQuestion, readonly OptionPhrases[]>();

function phrasesOf(question: CaseQuestion): readonly OptionPhrases[] {
  const known = PHRASES.get(question);
  if (known) return known;
  const read = (text: string): Phrase => ({ text, parts: stripChatFiller(normalize(text)) });
  const made = question.options.map(({ label, words = [] }) => ({
    label: read(label),
    words: words.map(read),
  }));
  PHRASES.set(question, made);
  return made;
}

interface PhraseMatch {
  readonly answer: number;
  readonly phrase: string;
  readonly at: number;
  readonly length: number;
}

/** The one option whose phrases stand in the message; a phrase within a longer one of another option does not count. */
function matchPhrases(
  question: CaseQuestion,
  words: readonly Word[],
  phrasesFrom: (option: OptionPhrases) => readonly Phrase[],
): PhraseMatch | undefined {
  const matches = phrasesOf(question).flatMap((option, index) =>
    phrasesFrom(option).flatMap(({ text, parts }) =>
      placesOf(parts, words).map((at) => ({ answer: index + 1, phrase: text, at, length: parts.length })),
    ),
  );
  const outer = matches.filter(
    (one) =>
      !matches.some(
        (other) =>
          other.length > one.length && other.at <= one.at && other.at + other.length >= one.at + one.length,
      ),
  );
  const [first] = outer.sort((a, b) => b.length - a.length);
  return first && outer.every(({ answer }) => answer === first.answer) ? first : undefined;
}

/** Where the words of a phrase stand next to each other and are not denied. */
function placesOf(parts: readonly Word[], words: readonly Word[]): number[] {
  if (parts.length === 0) return [];
  return words.flatMap((_, at) => {
    const isHere = parts.every((part, i) => means(words[at + i], part));
    return isHere && !isDenied(words, at) ? [at] : [];
  });
}

function isDenied(words: readonly Word[], at: number): boolean {
  let before = at - 1;
  while (before >= 0 && BETWEEN.has(words[before]?.folded ?? "")) before--;
  return NEGATIONS.has(words[before]?.folded ?? "");
}

/** The same word, or the same without marks where it was typed without. */
function means(typed: Word | undefined, wanted: Word): boolean {
  return typed?.folded === wanted.folded && (typed.text === wanted.text || typed.text === typed.folded);
}

/** "Chưa ạ", "rồi", "có": where exactly one of two options denies. */
function readYesOrNo(question: CaseQuestion, text: string, words: readonly Word[]): number | undefined {
  const denies = phrasesOf(question).map(({ label }) => NO_LABEL.test(foldedText(label.parts)));
  const denying = denies.indexOf(true);
  const isOneOfTwo = denies.length === 2 && denies.filter(Boolean).length === 1;
  if (!isOneOfTwo || cannotTell(words)) return undefined;
  const kind = readDialogueWord(text, ["yes", "no"])?.kind;
  if (kind === "no") return denying + 1;
  const isYes = kind === "yes" || YES.has(foldedText(words)) || YES.has(foldedText(withoutManners(words)));
  return isYes ? 2 - denying : undefined;
}

/** The citizen does not know which option is theirs. */
export function cannotTell(words: readonly Word[]): boolean {
  return words.length <= FEW_WORDS && CANNOT_TELL.test(foldedText(words));
}

/** A message with a question of its own, whatever else it tells. */
export function isAsking(text: string, words: readonly Word[], facets: FacetRecogniser): boolean {
  return text.includes("?") || facets.spot(words).length > 0 || ASKING.test(foldedText(words));
}

const MANNERS = new Set("a da em anh chi toi minh chau con bac nhe vang".split(" "));

function withoutManners(words: readonly Word[]): readonly Word[] {
  return words.filter(({ folded }) => !MANNERS.has(folded));
}

function foldedText(words: readonly Word[]): string {
  return words.map(({ folded }) => folded).join(" ");
}
