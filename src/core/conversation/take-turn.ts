/** One turn of a conversation, as the list of its steps. Pure: the same message, session and time give the same turn. */
import { normalize, stripChatFiller } from "../../language/index.ts";
import type { TurnFacts } from "../feedback/index.ts";
import type { IntentMatch } from "../ports.ts";
import { handOver } from "./decide.ts";
import { mayBeFeedback, reportEntryOf, withoutReports } from "./meant-feedback.ts";
import { continueSession, type Session } from "./session.ts";
import { answerNearMiss } from "./steps/answer-near-miss.ts";
import { askWhich } from "./steps/ask-which.ts";
import { beHonest } from "./steps/be-honest.ts";
import { callForHelp } from "./steps/call-for-help.ts";
import { chat } from "./steps/chat.ts";
import { findEntry } from "./steps/find-entry.ts";
import { followButton } from "./steps/follow-button.ts";
import { followUp } from "./steps/follow-up.ts";
import { hearFeedback } from "./steps/hear-feedback.ts";
import { refuseEmpty } from "./steps/refuse-empty.ts";
import { resumeChoice } from "./steps/resume-choice.ts";
import type { Brain, InboundMessage, Step, Turn, TurnOutcome } from "./turn.ts";

/** The first step that decides ends the turn. */
const STEPS: readonly Step[] = [
  refuseEmpty,
  followButton,
  callForHelp,
  hearFeedback,
  resumeChoice,
  answerNearMiss,
  chat,
  followUp,
  askWhich,
  findEntry,
  beHonest,
];

/** As many hits as any step looks at. */
const MOST_HITS = 12;

export function takeTurn(
  brain: Brain,
  session: Session | undefined,
  message: InboundMessage,
  now: Date,
  facts: TurnFacts,
): TurnOutcome {
  const turn = understand(brain, continueSession(session, now), message, now, facts);
  const outcome = decide(turn);
  return { ...outcome, isConfidential: outcome.isConfidential || mayBeFeedback(turn) };
}

function decide(turn: Turn): TurnOutcome {
  for (const step of STEPS) {
    const outcome = step(turn);
    if (outcome) return outcome;
  }
  return handOver(turn);
}

function understand(
  brain: Brain,
  session: Session,
  message: InboundMessage,
  now: Date,
  facts: TurnFacts,
): Turn {
  const words = stripChatFiller(normalize(message.text));
  const feedback = brain.feedback.read(message.text);
  const found = brain.search.search(message.text, MOST_HITS);
  const findings = withoutReports(found, feedback, reportEntryOf(brain));
  const classified = brain.classifier.classify(message.text);
  return {
    brain,
    session,
    message,
    now,
    facts,
    words,
    findings,
    feedback,
    intents: weighWitnesses(findings.intents, classified),
    // A bare name asks for no side, whatever its words resemble.
    facets:
      brain.names.called(words).length > 0
        ? brain.facets.spot(words)
        : brain.facets.recognise(words, classified),
  };
}

/** How much the classifier's word counts beside the search's. */
const CLASSIFIER_SHARE = 0.3;

/** Intents that are about no entry are known to both witnesses; facets to the classifier alone. */
function weighWitnesses(searched: readonly IntentMatch[], classified: readonly IntentMatch[]): IntentMatch[] {
  const confidence = new Map<string, number>();
  for (const match of searched) confidence.set(match.intent, match.confidence * (1 - CLASSIFIER_SHARE));
  for (const match of classified) {
    confidence.set(match.intent, (confidence.get(match.intent) ?? 0) + match.confidence * CLASSIFIER_SHARE);
  }
  return [...confidence]
    .map(([intent, share]) => ({ intent, confidence: share }))
    .sort((a, b) => b.confidence - a.confidence || (a.intent < b.intent ? -1 : 1));
}
