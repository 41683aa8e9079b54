/** One turn of a conversation, as the list of its steps. Pure: the same message, session and time give the same turn. */
import { normalize, stripChatFiller } from "../../language/index.ts";
import type { TicketCode, TurnFacts } from "../feedback/index.ts";
import type { IntentMatch } from "../ports.ts";
import { handOver } from "./decide.ts";
import {
  isAside,
  isReport,
  mayBeFeedback,
  mayBeMisconduct,
  reportEntryOf,
  withoutReports,
} from "./meant-feedback.ts";
import { findNames } from "./near-names.ts";
import { offerLife } from "./offer-life.ts";
import type { Outcome } from "./outcome.ts";
import { continueSession, endedDraft, type Session } from "./session.ts";
import { answerCase } from "./steps/answer-case.ts";
import { answerNearMiss } from "./steps/answer-near-miss.ts";
import { answerPlace } from "./steps/answer-place.ts";
import { askForPackage } from "./steps/ask-for-package.ts";
import { askWhich } from "./steps/ask-which.ts";
import { beHonest } from "./steps/be-honest.ts";
import { callForHelp } from "./steps/call-for-help.ts";
import { chat } from "./steps/chat.ts";
import { continueIntake } from "./steps/continue-intake.ts";
import { findEntry } from "./steps/find-entry.ts";
import { followButton } from "./steps/follow-button.ts";
import { followCaseButton } from "./steps/follow-case-button.ts";
import { followPlaceButton } from "./steps/follow-place-button.ts";
import { followRow } from "./steps/follow-row.ts";
import { followTicket } from "./steps/follow-ticket.ts";
import { followUp } from "./steps/follow-up.ts";
import { followPackageButton, keepChecklist } from "./steps/keep-checklist.ts";
import { leanOnCase } from "./steps/lean-on-case.ts";
import {
  besideAnswer,
  hearCodeOrName,
  hearOfficialName,
  lookInDirectory,
} from "./steps/look-in-directory.ts";
import { offerFeedback, REPORT_HERE } from "./steps/offer-feedback.ts";
import { refuseEmpty } from "./steps/refuse-empty.ts";
import { resumeCase } from "./steps/resume-case.ts";
import { resumeChoice } from "./steps/resume-choice.ts";
import { resumeIntake } from "./steps/resume-intake.ts";
import { followNewsButton, tellNews } from "./steps/tell-news.ts";
import type { Brain, InboundMessage, Step, Turn, TurnOutcome } from "./turn.ts";
import { readWhereabouts, rememberedWhereabouts } from "./whereabouts.ts";

/** The first step that decides ends the turn. */
const STEPS: readonly Step[] = [
  followCaseButton,
  followNewsButton,
  followPackageButton,
  followButton,
  followPlaceButton,
  // Before the call for help, for "tra cứu" is none; what is said to a ticket may well be one.
  followTicket,
  callForHelp,
  continueIntake,
  refuseEmpty,
  // Before the report is offered and a choice among entries is read: it takes only what is about places alone.
  answerPlace,
  // Only where a list is known: "xong 1, 3 và 4" looks like a report to nobody who has one.
  keepChecklist,
  hearOfficialName,
  offerFeedback,
  answerCase,
  // Before all that finds one entry: each hears only words that ask for news, or for a whole list.
  tellNews,
  askForPackage,
  resumeChoice,
  answerNearMiss,
  hearCodeOrName,
  chat,
  leanOnCase,
  followRow,
  followUp,
  askWhich,
  findEntry,
  lookInDirectory,
  beHonest,
];

/**
 * What is about packages, news or a case already needs no offer of them; and where nothing but a place or a list
 * is spoken of ("đã làm 2 rồi"), nobody is reported on.
 */
const SPEAKING_FOR_ITSELF: readonly Step[] = [
  followCaseButton,
  answerCase,
  answerPlace,
  followNewsButton,
  followPackageButton,
  keepChecklist,
  tellNews,
  askForPackage,
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
  const outcome = rememberPlace(turn, decide(turn));
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
    const further = resumeCase(turn, outcome);
    if (step === continueIntake) return further;
    if (step === followTicket) return resumeIntake(turn, further);
    if (SPEAKING_FOR_ITSELF.includes(step)) return resumeIntake(turn, withoutTicketTalk(further));
    const fuller = step === findEntry ? besideAnswer(turn, further) : further;
    return resumeIntake(turn, withoutTicketTalk(offerToReport(turn, offerLife(turn, fuller))));
  }
  return resumeIntake(turn, withoutTicketTalk(resumeCase(turn, handOver(turn))));
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

/** Where somebody lives is kept for the next questions; what a report tells of places is the report's own. */
function rememberPlace(turn: Turn, outcome: TurnOutcome): TurnOutcome {
  const { place, area } = turn.told;
  const { placesOffered } = outcome.session;
  // What was offered can be chosen in the very next message only.
  const offered = placesOffered === turn.session.placesOffered ? undefined : placesOffered;
  const isOfReport = outcome.outcome === "feedback" || turn.session.intake || outcome.session.intake;
  const told = isOfReport || (!place && !area) ? {} : { place: place?.id, area: place ? undefined : area };
  return { ...outcome, session: { ...outcome.session, placesOffered: offered, ...told } };
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
  const reports = isReport(feedback, found, reportEntry, isAside(session, words, reportEntry));
  const findings = reports ? found : withoutReports(found, feedback, reportEntry);
  const classified = brain.classifier.classify(message.text);
  const told = readWhereabouts(brain.places, message.text);
  const isTold = told.place !== undefined || told.area !== undefined;
  return {
    brain,
    session,
    message,
    now,
    facts,
    words,
    findings,
    feedback,
    told,
    where: isTold ? told : rememberedWhereabouts(brain.places, session),
    nearNames: findNames(brain, normalize(message.text), words),
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
