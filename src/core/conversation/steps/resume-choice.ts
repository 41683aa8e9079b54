/** The bot has asked which of several entries is meant; this may be the answer. */
import type { Facet } from "../../knowledge/index.ts";
import type { KnowledgeHit } from "../../ports.ts";
import { answerFrom, clarify, say } from "../decide.ts";
import { namesSubject } from "../pointing-words.ts";
import { readChoice } from "../read-choice.ts";
import type { OfferedChoices } from "../session.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { WAYS_ON, WORDING } from "../wording.ts";

/** Among the choices alone one must hold this share of the belief to be meant by words. */
const LEAST_SHARE = 0.5;
/** An entry that was not offered is meant when the message alone points to it this surely. */
const SURELY_ELSEWHERE = 0.8;
const MOST_OTHERS = 2;

export const resumeChoice: Step = (turn) => {
  const { offered } = turn.session;
  if (!offered || offered.entries.length === 0) return undefined;
  const facets = turn.facets.length > 0 ? turn.facets : offered.facets;
  const number = readChoice(turn.brain.facets.withoutCues(turn.words), offered.entries.length);
  if (number !== undefined) return choose(turn, offered.entries[number - 1], facets);
  // Only while the question is open: later the same words may well mean something else.
  if (!offered.isOpen) return undefined;
  if (isNoneOfThese(turn)) return say(turn, "not-understood", WORDING.noneOfThese, { buttons: WAYS_ON });
  const again = askAgain(turn, offered);
  if (again) return again;
  const best = turn.findings.hits[0];
  if (best && best.score >= SURELY_ELSEWHERE && turn.findings.covered > 0.5) return undefined;
  return choose(turn, meantAmong(turn, offered), facets);
};

/** "Thế phí bao nhiêu" before a choice was made: of the likeliest, or of which one is still the question. */
function askAgain(turn: Turn, offered: OfferedChoices): TurnOutcome | undefined {
  if (turn.facets.length === 0 || turn.brain.facets.withoutCues(turn.words).some(namesSubject))
    return undefined;
  const answer =
    offered.likeliest === undefined ? undefined : answerLikeliest(turn, offered.likeliest, offered);
  if (answer) return answer;
  return clarify(
    turn,
    offered.entries.map((entry) => ({ entry, score: 1 / offered.entries.length })),
  );
}

/** Who asks on without choosing means what is likeliest; the others stay within reach. */
function answerLikeliest(
  turn: Turn,
  likeliest: string,
  { entries }: OfferedChoices,
): TurnOutcome | undefined {
  const answer = choose(turn, likeliest, turn.facets);
  const others = clarify(
    turn,
    entries.map((entry) => ({ entry, score: 0 })),
  ).reply.buttons.filter((_, at) => entries[at] !== likeliest);
  return (
    answer && {
      ...answer,
      reply: { ...answer.reply, buttons: [...others.slice(0, MOST_OTHERS), ...answer.reply.buttons] },
    }
  );
}

/** The choice that the message, added to the question that was too open, points to. */
function meantAmong(turn: Turn, offered: OfferedChoices): string | undefined {
  const subject = turn.brain.facets.withoutCues(turn.words);
  if (subject.length === 0) return undefined;
  const inContext = turn.brain.search.search(turn.message.text, 20, offered.question);
  const shares = new Map<string, number>();
  const addShares = (hits: readonly KnowledgeHit[]) => {
    const among = hits.filter((hit) => offered.entries.includes(hit.entry));
    const sum = among.reduce((total, hit) => total + hit.score, 0);
    for (const hit of among) shares.set(hit.entry, (shares.get(hit.entry) ?? 0) + hit.score / (sum || 1) / 2);
  };
  addShares(inContext.hits);
  addShares(turn.findings.hits);
  const best = [...shares].sort((a, b) => b[1] - a[1])[0];
  return best && best[1] >= LEAST_SHARE ? best[0] : undefined;
}

function choose(turn: Turn, entry: string | undefined, facets: readonly Facet[]) {
  return entry === undefined ? undefined : answerFrom(turn, entry, facets, [{ entry, score: 1 }], []);
}

const NONE =
  /^(khong|k) (co )?(cai|viec|muc|y)? ?(nao|dung)( ca| het| trong| dung| phai)?|^khong phai (cai|viec) nao|^khong cai nao/u;

function isNoneOfThese(turn: Turn): boolean {
  return NONE.test(turn.words.map((word) => word.folded).join(" "));
}
