/** The bot has asked which of several entries is meant; this may be the answer. */
import type { Facet } from "../../knowledge/index.ts";
import { answerFrom, say } from "../decide.ts";
import { readChoice } from "../read-choice.ts";
import { topicOf } from "../session.ts";
import type { Step, Turn } from "../turn.ts";
import { WAYS_ON, WORDING } from "../wording.ts";

/** Among the choices alone one must lead by this much to be meant by words. */
const LEAST_SHARE = 0.6;
/** And they must not be far less likely than some other entry. */
const LEAST_OF_ALL = 0.2;

export const resumeChoice: Step = (turn) => {
  const { offered } = turn.session;
  if (!offered || offered.entries.length === 0) return undefined;
  const facets = turn.facets.length > 0 ? turn.facets : offered.facets;
  const number = readChoice(turn.words, offered.entries.length);
  if (number !== undefined) return choose(turn, offered.entries[number - 1], facets);
  if (isNoneOfThese(turn)) return say(turn, "not-understood", WORDING.noneOfThese, { buttons: WAYS_ON });

  const among = turn.findings.hits.filter((hit) => offered.entries.includes(hit.entry));
  const sum = among.reduce((total, hit) => total + hit.score, 0);
  const best = among[0];
  // Only while the question is still open: later the same words may well mean something else.
  const isOpen =
    topicOf(turn.session) === undefined || !offered.entries.includes(topicOf(turn.session) ?? "");
  if (!best || !isOpen || sum < LEAST_OF_ALL || best.score / sum < LEAST_SHARE) return undefined;
  return turn.findings.hits[0]?.entry === best.entry ? choose(turn, best.entry, facets) : undefined;
};

function choose(turn: Turn, entry: string | undefined, facets: readonly Facet[]) {
  return entry === undefined ? undefined : answerFrom(turn, entry, facets, [{ entry, score: 1 }], []);
}

const NONE =
  /^(khong|k) (co )?(cai|viec|muc|y)? ?(nao|dung)( ca| het| trong| dung| phai)?|^khong phai (cai|viec) nao|^khong cai nao/u;

function isNoneOfThese(turn: Turn): boolean {
  return NONE.test(turn.words.map((word) => word.folded).join(" "));
}
