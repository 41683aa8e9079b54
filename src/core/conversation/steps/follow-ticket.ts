/** Tickets that were filed: shown, added to, answered, withdrawn, rated. Nothing is done to one that was not found first. */
import {
  FEEDBACK_WORDING,
  type FeedbackAct,
  isOpen,
  isRatable,
  listTickets,
  MOST_STORY,
  RATINGS,
  readDialogueWord,
  TICKET_WORDING as SAY,
  showTicket,
  sortFiles,
  type TicketAction,
  type TicketCode,
  type TicketRequest,
  type TicketView,
} from "../../feedback/index.ts";
import { asksSomethingElse } from "../asks-something-else.ts";
import { answerFrom } from "../decide.ts";
import { type FeedbackReply, speak, speakBeside } from "../feedback-turn.ts";
import type { Button } from "../reply.ts";
import { writePayload } from "../reply.ts";
import type { TicketTalk, WrongCodes } from "../session.ts";
import { type TicketWish, ticketWish } from "../ticket-wish.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";

const DOSSIER_LOOK_UP = "tra-cuu-trang-thai-ho-so";
const PORTAL_FEEDBACK = "phan-anh-kien-nghi";
/** Codes and PINs that opened nothing, after which nothing is looked up for a while. */
const MOST_WRONG = 5;
const WRONG_CODES_MS = 15 * 60_000;

type OneTicket = Extract<TicketWish, { kind: "ticket" }>;

export const followTicket: Step = (turn) => {
  const wish = ticketWish(turn);
  switch (wish?.kind) {
    case undefined:
      return undefined;
    case "mistyped":
      return speak(turn, { says: [SAY.notFound] });
    case "own":
      return showOwn(turn, wish.isDoubtful, wish.isCommand);
    case "ticket":
      return withTicket(turn, wish);
  }
};

function showOwn(turn: Turn, isDoubtful: boolean, isCommand: boolean): TurnOutcome | undefined {
  const { found, intake } = turn.facts;
  if (intake === "trial") return isCommand ? lookUpDossier(turn) : undefined;
  if (!found) return lookUp(turn, { kind: "own" });
  if (found.kind === "unavailable")
    return isDoubtful ? lookUpDossier(turn) : speak(turn, { says: [SAY.unavailable] });
  const { tickets } = found;
  const [only, ...others] = tickets;
  if (!only) return isDoubtful ? lookUpDossier(turn) : followOnPortal(turn);
  const reply = others.length > 0 ? listTickets(tickets) : showTicket(only);
  const dossier: Button = {
    label: "Tra hồ sơ thủ tục",
    say: "Tra hồ sơ thủ tục đã nộp",
    payload: writePayload({ entry: DOSSIER_LOOK_UP, facet: undefined }),
  };
  return speak(turn, {
    says: [reply.text, isDoubtful ? SAY.dossierToo : undefined],
    buttons: isDoubtful ? [dossier, ...reply.buttons] : reply.buttons,
    session:
      others.length > 0
        ? { listed: tickets.map(({ code }) => code), ticket: undefined }
        : { listed: undefined, ticket: talkOf(only, undefined, "shown") },
  });
}

/** Nothing was filed from here: a dossier is meant, or a report that was sent from elsewhere. */
function lookUpDossier(turn: Turn): TurnOutcome | undefined {
  const answer = answerFrom(turn, DOSSIER_LOOK_UP, [], undefined, []);
  return answer && speakBeside(turn, answer, { says: [SAY.codeToo] });
}

function followOnPortal(turn: Turn): TurnOutcome | undefined {
  const answer = answerFrom(turn, PORTAL_FEEDBACK, [], undefined, turn.words);
  return answer && speakBeside(turn, answer, { says: [SAY.codeToo] });
}

function withTicket(turn: Turn, wish: OneTicket): TurnOutcome | undefined {
  const { action, given } = wish;
  if (turn.facts.intake === "trial") return speak(turn, { says: [SAY.trial] });
  if (given !== undefined && action === "add") {
    const word = readDialogueWord(given);
    if (asksSomethingElse(turn, "story", word)) return undefined;
    if (word) return leave(turn, word.kind === "done" || word.kind === "no" ? SAY.done : SAY.left);
  }
  if (given === "no") return leave(turn, SAY.left);
  const request = requestFor(turn, wish);
  if (request.kind === "by-code" && isSlowedDown(turn)) return speak(turn, { says: [SAY.tooManyTries] });
  if (action !== "show" && turn.facts.intake === "closed") return speak(turn, { says: [SAY.closedNow] });
  const { found } = turn.facts;
  if (!found) return lookUp(turn, request);
  if (found.kind === "unavailable") return speak(turn, { says: [SAY.unavailable] });
  const view = found.tickets.find(({ code }) => code === wish.code);
  if (!view) return refuse(turn, wish, request);
  switch (action) {
    case "show":
      return show(turn, view, wish.pin);
    case "add":
      return add(turn, view, wish);
    case "withdraw":
      return withdraw(turn, view, wish);
    case "rate":
      return rate(turn, view, wish);
  }
}

/** Known as one's own: asked for with all others, so that no code can be tried that way. */
function requestFor({ session }: Turn, { code, pin }: OneTicket): TicketRequest {
  const { ticket, listed = [] } = session;
  const isKnown = listed.includes(code) || (ticket?.code === code && ticket.stage !== "pin");
  return pin === undefined && isKnown ? { kind: "own" } : { kind: "by-code", code, pin };
}

/** The turn is taken again when it is known; this reply is only ever seen where nobody could be asked. */
function lookUp(turn: Turn, asks: TicketRequest): TurnOutcome {
  return { ...speak(turn, { says: [SAY.unavailable] }), asks };
}

function isSlowedDown(turn: Turn): boolean {
  return (wrongLately(turn)?.count ?? 0) >= MOST_WRONG;
}

function wrongLately({ session: { wrongCodes }, now }: Turn): WrongCodes | undefined {
  return wrongCodes && now.getTime() - wrongCodes.since < WRONG_CODES_MS ? wrongCodes : undefined;
}

/** No such code, a wrong PIN, somebody else's: the same sentence for all of them. */
function refuse(turn: Turn, { code }: OneTicket, request: TicketRequest): TurnOutcome {
  const wrongCodes = wrongLately(turn);
  const counted: WrongCodes = {
    since: wrongCodes?.since ?? turn.now.getTime(),
    count: (wrongCodes?.count ?? 0) + (request.kind === "by-code" ? 1 : 0),
  };
  return speak(turn, {
    says: [SAY.notFound],
    session: { wrongCodes: counted, ticket: { code, stage: "pin", files: 0 } },
  });
}

function show(turn: Turn, view: TicketView, pin: string | undefined): TurnOutcome {
  const { text, buttons } = showTicket(view);
  return speak(turn, { says: [text], buttons, session: { ticket: talkOf(view, pin, "shown") } });
}

function add(turn: Turn, view: TicketView, { code, pin, given }: OneTicket): TurnOutcome {
  if (!isOpen(view.status)) return speak(turn, { says: [SAY.notOpen] });
  const isAnswer = view.status === "more-information-asked";
  const before = turn.session.ticket?.code === code ? turn.session.ticket.files : 0;
  const { taken, refusals } = sortFiles(turn.message.attachments ?? [], turn.message.text, before);
  const text = given?.toWellFormed().trim().slice(0, MOST_STORY) ?? "";
  const talk: TicketTalk = { ...talkOf(view, pin, "add"), files: before + taken.length };
  if (text === "" && taken.length === 0 && refusals.length === 0)
    return speak(turn, {
      says: [isAnswer ? SAY.askAnswer : SAY.askAddition],
      wantsFiles: true,
      session: { ticket: talk },
    });
  const acts: FeedbackAct[] = taken.map((attachment) => ({ kind: "fetch-file", code, attachment }));
  const isTold = text !== "" && (taken.length > 0 || refusals.length === 0);
  if (isTold) acts.push({ kind: "add", code, entry: { kind: isAnswer ? "answer" : "addition", text } });
  return speak(turn, {
    says: [
      taken.length > 0 ? FEEDBACK_WORDING.filesTaken(taken.length) : undefined,
      ...refusals.map((reason) => FEEDBACK_WORDING.filesRefused[reason]),
      isTold ? (isAnswer ? SAY.answered(code) : SAY.added(code)) : undefined,
    ],
    buttons: [{ label: "Xong", say: "Xong", payload: ticketAct("add", code, "no") }],
    wantsFiles: true,
    session: { ticket: talk },
    acts,
  });
}

function withdraw(turn: Turn, view: TicketView, { code, pin, given }: OneTicket): TurnOutcome {
  if (!isOpen(view.status)) return speak(turn, { says: [SAY.notOpen] });
  if (given !== "yes")
    return speak(turn, {
      says: [SAY.askWithdrawal],
      buttons: [
        { label: "Rút phản ánh", say: "Có, rút phản ánh", payload: ticketAct("withdraw", code, "yes") },
        { label: "Không rút", say: "Không rút", payload: ticketAct("withdraw", code, "no") },
      ],
      session: { ticket: talkOf(view, pin, "withdraw") },
    });
  return speak(turn, {
    says: [SAY.withdrawn(code)],
    session: { ticket: talkOf(view, pin, "shown") },
    acts: [{ kind: "withdraw", code }],
  });
}

function rate(turn: Turn, view: TicketView, { code, pin, given }: OneTicket): TurnOutcome {
  if (!isRatable(view.status)) return speak(turn, { says: [SAY.notRatable] });
  const rating = RATINGS.find((one) => String(one) === given);
  if (rating === undefined)
    return speak(turn, {
      says: [SAY.askRating],
      buttons: RATINGS.map(
        (one): Button => ({
          label: String(one),
          say: `Chấm ${one} điểm`,
          payload: ticketAct("rate", code, String(one)),
        }),
      ),
      session: { ticket: talkOf(view, pin, "rate") },
    });
  return speak(turn, {
    says: [SAY.rated(rating)],
    session: { ticket: talkOf(view, pin, "shown") },
    acts: [{ kind: "rate", code, rating }],
  });
}

function leave(turn: Turn, says: string): TurnOutcome {
  const { ticket } = turn.session;
  const session: FeedbackReply["session"] = ticket ? { ticket: { ...ticket, stage: "shown" } } : {};
  return speak(turn, { says: [says], session });
}

function talkOf({ code }: TicketView, pin: string | undefined, stage: TicketTalk["stage"]): TicketTalk {
  return { code, stage, files: 0, ...(pin !== undefined && { pin }) };
}

function ticketAct(action: TicketAction, code: TicketCode, given: string): string {
  return `ticket:${action}:${code}:${given}`;
}
