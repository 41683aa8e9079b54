/** One turn of a conversation, as the list of its steps. Pure: the same message, session and time give the same turn. */
import { normalize, stripChatFiller } from "../../language/index.ts";
import type { TicketCode, TurnFacts } from "../feedback/index.ts";
import type { IntentMatch } from "../ports.ts";
import { handOver } from "./decide.ts";
import { isReport, mayBeFeedback, mayBeMisconduct, reportEntryOf, withoutReports } from "./meant-feedback.ts";
import type { Outcome } from "./outcome.ts";
import { continueSession, endedDraft, type Session } from "./session.ts";
import { answerNearMiss } from "./steps/answer-near-miss.ts";
import { askWhich } from "./steps/ask-which.ts";
import { beHonest } from "./steps/be-honest.ts";
import { callForHelp } from "./steps/call-for-help.ts";
import { chat } from "./steps/chat.ts";
import { continueIntake } from "./steps/continue-intake.ts";
import { findEntry } from "./steps/find-entry.ts";
import { followButton } from "./steps/follow-button.ts";
import { followTicket } from "./steps/follow-ticket.ts";
import { followUp } from "./steps/follow-up.ts";
import { offerFeedback, REPORT_HERE } from "./steps/offer-feedback.ts";
import { refuseEmpty } from "./steps/refuse-empty.ts";
import { resumeChoice } from "./steps/resume-choice.ts";
import { resumeIntake } from "./steps/resume-intake.ts";
import type { Brain, InboundMessage, Step, Turn, TurnOutcome } from "./turn.ts";

/** The first step that decides ends the turn. */
const STEPS: readonly Step[] = [
  followButton,
  // Before the call for help, for "tra cứu" is none; what is said to a ticket may well be one.
  followTicket,
  callForHelp,
  continueIntake,
  refuseEmpty,
  offerFeedback,
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
  const ended = [endedDraft(session, now), lostDraft(turn, outcome)].flatMap((code) => code ?? []);
  const acts = [...ended.map((code) => ({ kind: "drop", code }) as const), ...(outcome.acts ?? [])];
  return {
    ...outcome,
    isConfidential: outcome.isConfidential || mayBeFeedback(turn),
    // Where nothing is kept, nothing is to happen.
    acts: facts.intake === "trial" ? [] : acts,
  };
}

function decide(turn: Turn): TurnOutcome {
  for (const step of STEPS) {
    const outcome = step(turn);
    if (!outcome) continue;
    if (step === continueIntake) return outcome;
    return resumeIntake(
      turn,
      step === followTicket ? outcome : withoutTicketTalk(offerToReport(turn, outcome)),
    );
  }
  return resumeIntake(turn, withoutTicketTalk(handOver(turn)));
}

const ENTRIES_ON_REPORTING = ["phan-anh-can-bo", "phan-anh-kien-nghi"];

/** Whoever asks how one reports may do so here; and so may who perhaps reported, but was answered something else. */
function offerToReport(turn: Turn, outcome: TurnOutcome): TurnOutcome {
  const { session, facts } = turn;
  const isAbout = outcome.outcome === "answered" && ENTRIES_ON_REPORTING.includes(outcome.entry ?? "");
  const isInDoubt = mayBeMisconduct(turn) && ANSWERED.includes(outcome.outcome);
  if (!(isAbout || isInDoubt) || session.intake || facts.intake === "closed") return outcome;
  const { reply } = outcome;
  return { ...outcome, reply: { ...reply, buttons: [REPORT_HERE, ...reply.buttons] } };
}

const ANSWERED: readonly Outcome[] = ["answered", "handed-over", "not-understood"];

/** Something else was talked about: the next message is no addition to a ticket any more. */
function withoutTicketTalk(outcome: TurnOutcome): TurnOutcome {
  const { ticket } = outcome.session;
  if (!ticket || ticket.stage === "shown") return outcome;
  return { ...outcome, session: { ...outcome.session, ticket: { ...ticket, stage: "shown" } } };
}

/** A draft that made way for another one, without being sent or dropped by the step itself. */
function lostDraft({ session }: Turn, { session: after, acts = [] }: TurnOutcome): TicketCode | undefined {
  const code = session.intake?.code;
  if (code === undefined || after.intake?.code === code) return undefined;
  const isSettled = acts.some((act) => (act.kind === "file" || act.kind === "drop") && act.code === code);
  return isSettled ? undefined : code;
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
  const reportEntry = reportEntryOf(brain);
  const reports = isReport(feedback, found, reportEntry);
  const findings = reports ? found : withoutReports(found, feedback, reportEntry);
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
    isReport: reports,
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
