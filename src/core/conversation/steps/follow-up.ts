/** A question that leans on what was talked about: "thế phí bao nhiêu", "còn gia hạn?", "quay lại cái khai sinh". */
import { displayTitle, type Entry, type EntryId } from "../../knowledge/index.ts";
import type { KnowledgeHit } from "../../ports.ts";
import { entryCalled } from "../called-entry.ts";
import { answerFrom, clarify } from "../decide.ts";
import { isKin, leaningSigns, leansOnTopic } from "../leans-on-topic.ts";
import { namesSubject } from "../pointing-words.ts";
import { readChoice } from "../read-choice.ts";
import { topicOf } from "../session.ts";
import { answerThreshold } from "../thresholds.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { choicesAmong } from "./find-entry.ts";

/** "Không phải, ý tôi là …": the topic is just what is not meant. */
const CORRECTION =
  /^(u |a |o )?(khong phai|khong a|khong (toi |em |minh |chau )?(hoi|muon|y|dinh)|nham|sai roi|a thoi|thoi)\b.*|\b(y (toi|em|minh|chau|la)|toi muon noi)\b/u;
/** "…, chứ không phải đổi thông tin": what is not meant. */
const DENIED =
  /[,\s]+(?:chứ|chu)\s+(?:không|khong|ko|k|hổng|chẳng)(?:\s+(?:phải|phai))?\s.+$|^(?:à|a|ơ|ờ|ừ|thôi|,|\s)*(?:nhầm|nham)(?:\s+(?:rồi|roi))?[,\s]+/giu;
/** "Còn tạm trú thì sao": a sibling of the topic; "còn nếu quá hạn" is a detail of it. */
const SIBLING =
  /^(the |vay |a |roi |nhan tien )*con (?!neu|khi|truong hop|phai|can|duoc|co\b|mat|bao|o dau|nop|le|phi|thoi|giay|ho so)/u;
/** "Quay lại cái khai sinh lúc nãy": one of the things talked about before. */
const RETURN = /\b(quay lai|tro lai|luc nay|luc dau|ban nay|hoi nay|vua nay|o tren)\b/u;

const MOST_WORDS = 10;
/** Below this a message without a side is about something else altogether. */
const LEAST_COVERED = 0.3;
/** From this belief on the topic is meant. */
const LEANS = 0.5;
/** Of what was talked about, so much must be believed to be named. */
const LEAST_BELIEF = 0.1;
/** Below this it is about nothing in the knowledge, whatever side it seems to ask for. */
const OFF_TOPIC = 0.05;
const WHOLE_QUESTION = 7;
const SURELY = 0.9;
/** What stands near the topic is likelier meant when something else than the topic is asked for. */
const KINSHIP = 2.5;

export const followUp: Step = (turn) => {
  const topic = topicOf(turn.session);
  const entry = topic === undefined ? undefined : turn.brain.knowledge.get(topic);
  if (!entry) return undefined;
  const folded = turn.words.map((word) => word.folded).join(" ");
  const subject = turn.brain.facets.withoutCues(turn.words).filter(namesSubject);

  if (RETURN.test(folded)) {
    const meant = topicMeantAgain(turn);
    if (meant !== undefined && subject.length > 0) return answerFrom(turn, meant, turn.facets, undefined, []);
  }
  const pointed = topicPointedAt(turn, folded);
  if (pointed !== undefined) return answerFrom(turn, pointed, turn.facets, undefined, []);
  // Nothing but a side is named: the topic is meant.
  const isCorrection = CORRECTION.test(folded);
  if (subject.length === 0 && !isCorrection && !isSurelyElsewhere(turn, entry.id))
    return turn.facets.length > 0 ? answerFrom(turn, entry.id) : undefined;
  if (subject.length > MOST_WORDS) return undefined;
  if (turn.findings.covered < LEAST_COVERED && turn.facets.length === 0 && subject.length > 2)
    return undefined;
  if (turn.findings.covered < OFF_TOPIC && subject.length > 2) return undefined;
  const isSibling = SIBLING.test(folded);
  // A sibling is asked for the same side.
  const facets = turn.facets.length > 0 || !isSibling ? turn.facets : turn.session.facets;
  const other = procedureCalled(turn, entry.id);
  if (other !== undefined) return answerFrom(turn, other, facets, [{ entry: other, score: 1 }]);
  const signs = leaningSigns(turn, entry, subject, { isSibling, isCorrection });
  if (leansOnTopic(signs) >= LEANS) return answerFrom(turn, entry.id);
  const best = turn.findings.hits[0];
  const isClear = turn.findings.sure >= answerThreshold(turn.brain.thresholds, turn.message.text);
  // What is left is not of the topic: clearly another matter, or one beside the topic that is to be found.
  if (isClear && best && best.entry !== entry.id)
    return isSibling ? answerFrom(turn, best.entry, facets) : undefined;
  return besideTopic(turn, entry, subject.length, isSibling || isCorrection);
};

/** Another procedure is called by its very name. What the portal can do is a side of the topic: "nộp trực tuyến được không". */
function procedureCalled(turn: Turn, topic: EntryId): EntryId | undefined {
  const called = entryCalled(turn);
  const isOther = called !== undefined && called !== topic;
  return isOther && turn.brain.knowledge.get(called)?.kind === "procedure" ? called : undefined;
}

function besideTopic(
  turn: Turn,
  entry: Entry,
  subjectLength: number,
  isSaidSo: boolean,
): TurnOutcome | undefined {
  const { thresholds } = turn.brain;
  const meant = isSaidSo ? afterCorrection(turn.message.text) : turn.message.text;
  const alone = meant === turn.message.text ? turn.findings : turn.brain.search.search(meant, 10);
  const inContext = turn.brain.search.search(meant, 10, displayTitle(entry));
  const contextShare = subjectLength <= 2 ? 0.75 : 0.5;
  const hits = amongOthers(turn, blended(inContext.hits, alone.hits, contextShare), entry);
  const first = hits[0];
  // A sibling is asked for the same side.
  const facets = turn.facets.length > 0 || !isSaidSo ? turn.facets : turn.session.facets;
  if (first && first.score >= answerThreshold(thresholds, turn.message.text))
    return answerFrom(turn, first.entry, facets, hits);
  const choices = choicesAmong(hits, thresholds.offer);
  return choices.length > 1 && inContext.covered >= thresholds.offerCovered
    ? clarify(turn, choices, facets)
    : undefined;
}

/** "À thôi không phải sửa, ý em là xin thêm bản sao": what counts stands behind the turn of phrase. */
function afterCorrection(text: string): string {
  const parts =
    /(?:ý\s+(?:tôi|em|mình|cháu|tui)\s+là|mà\s+là|tôi\s+muốn\s+nói|y\s+(?:toi|em|minh|chau)\s+la|ma\s+la)\s+(?<meant>.+)$/iu.exec(
      text.normalize("NFC"),
    );
  const meant = parts?.groups?.meant ?? text;
  return meant.replace(DENIED, "").trim() || meant;
}

/** "Cái đầu tiên", "cái trước đó": one of several entries talked about, by its place. */
function topicPointedAt(turn: Turn, folded: string): EntryId | undefined {
  const { topics } = turn.session;
  if (topics.length < 2) return undefined;
  if (/\bcai (truoc|luc truoc|hoi nay|vua roi|ban nay)\b/u.test(folded)) return topics.at(-2);
  const number = readChoice(turn.words, topics.length);
  return number === undefined ? undefined : topics[number - 1];
}

/** Among what was talked about before, the entry that the message fits; the one before the topic when it names none. */
function topicMeantAgain(turn: Turn): EntryId | undefined {
  const before = turn.session.topics;
  const offered = turn.session.offered?.entries ?? [];
  const hit = turn.findings.hits.find(({ entry }) => before.includes(entry) || offered.includes(entry));
  return hit && hit.score >= LEAST_BELIEF ? hit.entry : before.at(-2);
}

/** What the message says alone and in context together. Best first. */
function blended(
  inContext: readonly KnowledgeHit[],
  alone: readonly KnowledgeHit[],
  contextShare: number,
): KnowledgeHit[] {
  const scores = new Map<EntryId, number>();
  const add = (hits: readonly KnowledgeHit[], share: number) => {
    for (const { entry, score } of hits) scores.set(entry, (scores.get(entry) ?? 0) + score * share);
  };
  add(inContext, contextShare);
  add(alone, 1 - contextShare);
  return sorted([...scores].map(([entry, score]) => ({ entry, score })));
}

/** The hits without the topic; its neighbours and its sector come first. */
function amongOthers(turn: Turn, hits: readonly KnowledgeHit[], topic: Entry): KnowledgeHit[] {
  const others = hits
    .filter((hit) => hit.entry !== topic.id)
    .map((hit) => ({ ...hit, score: hit.score * (isKin(turn.brain, topic, hit.entry) ? KINSHIP : 1) }));
  const sum = others.reduce((total, hit) => total + hit.score, 0) || 1;
  return sorted(others.map((hit) => ({ ...hit, score: hit.score / sum })));
}

function sorted(hits: readonly KnowledgeHit[]): KnowledgeHit[] {
  return [...hits].sort((a, b) => b.score - a.score || (a.entry < b.entry ? -1 : 1));
}

/** A whole question that happens to have a side in every word: "nộp ở phường khác chỗ ở được không". */
function isSurelyElsewhere({ findings, words }: Turn, topic: EntryId): boolean {
  return words.length >= WHOLE_QUESTION && findings.sure >= SURELY && findings.hits[0]?.entry !== topic;
}
