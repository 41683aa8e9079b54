/** Greetings, thanks, insults, other languages, nonsense, what is others' business: a decent reply, never a procedure. */
import { looksForeign, vietnameseLikeness } from "../../../language/index.ts";
import { handOver, replyOf, say } from "../decide.ts";
import type { Intent } from "../intent.ts";
import { topicOf } from "../session.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { WAYS_ON, WORDING } from "../wording.ts";

/** An intent must be this likely, and likelier than that the knowledge is asked. */
const LEAST_CONFIDENCE = 0.45;
/** Fewer Vietnamese syllables than this among three words or more is no Vietnamese. */
const LEAST_VIETNAMESE = 0.5;

/** Yes and no are small talk by themselves only; "không phải, ý em là bản sao" goes on with the matter. */
const LEANING = new Set(["dong-y", "tu-choi"]);
const FEW_WORDS = 4;

export const chat: Step = (turn) => {
  const foreign = foreignIntent(turn);
  if (foreign) return respond(turn, foreign);
  const best = turn.intents[0];
  const intent = best && turn.brain.intents.get(best.intent);
  if (!intent || best.confidence < LEAST_CONFIDENCE || isAboutKnowledge(turn, best.confidence))
    return undefined;
  if (LEANING.has(intent.id) && turn.words.length > FEW_WORDS) return undefined;
  // "không", "đúng rồi" in the middle of a talk about an entry lean on it; they are no small talk by themselves.
  if (topicOf(turn.session) && turn.brain.facets.spot(turn.words).length > 0) return undefined;
  return respond(turn, intent);
};

function isAboutKnowledge(turn: Turn, confidence: number): boolean {
  const best = turn.findings.hits[0];
  return turn.findings.covered > 0.5 && (best?.score ?? 0) > confidence;
}

function foreignIntent(turn: Turn): Intent | undefined {
  const { text } = turn.message;
  const likeness = vietnameseLikeness(text);
  if ((likeness.share < 0.9 || likeness.isOtherScript) && looksForeign(text))
    return turn.brain.intents.get("tieng-nuoc-ngoai");
  const isNonsense = likeness.words >= 2 && likeness.share < LEAST_VIETNAMESE && turn.findings.covered < 0.5;
  return isNonsense ? turn.brain.intents.get("vo-nghia") : undefined;
}

function respond(turn: Turn, intent: Intent): TurnOutcome | undefined {
  switch (intent.group) {
    case "small-talk":
      return intent.id === "gap-nguoi-that"
        ? handOver(turn, replyOf(intent, turn, WORDING.handOver), intent.id)
        : say(turn, "small-talk", replyOf(intent, turn, WORDING.notUnderstood), { intent: intent.id });
    case "hand-over":
      return handOver(turn, replyOf(intent, turn, WORDING.handOver), intent.id);
    case "out-of-scope":
      return say(turn, "not-understood", replyOf(intent, turn, WORDING.notUnderstood), {
        intent: intent.id,
        buttons: WAYS_ON,
      });
    default:
      return undefined;
  }
}
