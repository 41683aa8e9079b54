/** What the bot does about anything that comes in: a turn, a greeting, silence. Pure, and the same for every channel. */
import {
  FEEDBACK_WORDING,
  type FeedbackAct,
  locateTicketCode,
  readDialogueWord,
  type TicketRequest,
  type TurnFacts,
} from "../feedback/index.ts";
import type { InboundUpdate } from "../messaging/inbound.ts";
import { COMMAND_PAYLOADS, readCommand } from "./commands.ts";
import { type Conversation, NEW_CONVERSATION, payloadOf, shownButtons } from "./conversation.ts";
import type { Outcome } from "./outcome.ts";
import { countMessage } from "./pace.ts";
import type { Reply } from "./reply.ts";
import { continueSession, endedDraft } from "./session.ts";
import { openQuestion } from "./steps/open-question.ts";
import { takeTurn } from "./take-turn.ts";
import type { Brain, InboundMessage } from "./turn.ts";
import { ERASURE_BUTTONS, WAYS_ON, WORDING } from "./wording.ts";

export interface ResponseSettings {
  /** A session ends after this much silence. */
  readonly sessionIdleMs: number;
  /** The bot keeps quiet this long after a member of the staff wrote by hand. */
  readonly staffQuietMs: number;
  /** Messages of one citizen beyond this many a minute are not answered, but for one polite notice. */
  readonly citizenPerMinute: number;
}

export interface Response {
  readonly conversation: Conversation;
  readonly replies: readonly Reply[];
  /** The citizen acted, so a channel's window for answers opens anew. */
  readonly isFromCitizen: boolean;
  readonly erasesCitizen: boolean;
  /** With it, what the citizen filed: withdrawn, and its content erased. */
  readonly erasesTickets: boolean;
  /** For the turn log; undefined when nothing was asked. */
  readonly turn: TurnSummary | undefined;
  /** What is to happen with tickets, together with the commit. */
  readonly acts: readonly FeedbackAct[];
  /** To be found out first: then `respond` is called again with `facts.found`, and this response is thrown away. */
  readonly asks: TicketRequest | undefined;
}

export interface TurnSummary {
  readonly outcome: Outcome;
  readonly intent: string | undefined;
  readonly entry: string | undefined;
  readonly facet: string | undefined;
  /** As the citizen wrote it. To be masked before it is kept. */
  readonly text: string;
  /** It is, or may be, a report on somebody: its text is not to be kept. */
  readonly isConfidential: boolean;
}

export function respond(
  brain: Brain,
  earlier: Conversation | undefined,
  update: Pick<InboundUpdate, "event" | "sentAt">,
  now: Date,
  settings: ResponseSettings,
  facts: TurnFacts,
): Response {
  const ended = endedDraft(earlier?.session, now);
  if (!earlier || ended === undefined) return react(brain, earlier, update, now, settings, facts);
  // A draft whose time is over is gone before anything else is thought about.
  const session = earlier.session && { ...earlier.session, intake: undefined };
  const response = react(brain, { ...earlier, session }, update, now, settings, facts);
  const [first, ...others] = response.replies;
  const told = first && { ...first, text: `${first.text}\n\n${FEEDBACK_WORDING.expired}`, isPrivate: true };
  return {
    ...response,
    replies: told ? [told, ...others] : [],
    acts: facts.intake === "trial" ? [] : [{ kind: "drop", code: ended }, ...response.acts],
  };
}

function react(
  brain: Brain,
  earlier: Conversation | undefined,
  { event, sentAt }: Pick<InboundUpdate, "event" | "sentAt">,
  now: Date,
  settings: ResponseSettings,
  facts: TurnFacts,
): Response {
  const before = earlier ?? NEW_CONVERSATION;
  if (event.kind === "staff-wrote")
    return quiet({ ...before, staffUntil: now.getTime() + settings.staffQuietMs }, false);
  if (event.kind === "left") return { ...quiet(forgotten(before), false), acts: dropsOf(before, facts) };
  // A human being is at it: what the citizen writes is read by them.
  if (before.staffUntil !== undefined && before.staffUntil > now.getTime()) return quiet(before, true);
  if (event.kind === "failed") return say(before, { text: WORDING.failed, buttons: WAYS_ON });

  const pace = countMessage(before.pace, sentAt);
  const conversation = { ...before, pace };
  if (pace.count > settings.citizenPerMinute + 1) return quiet(conversation, true);
  if (pace.count > settings.citizenPerMinute)
    return say(conversation, { text: WORDING.tooFast, buttons: [] });
  switch (event.kind) {
    case "arrived":
      return say(conversation, greeting(brain));
    case "media": {
      const { attachments, text = "" } = event;
      return text.trim() || wantsFiles(conversation)
        ? hear(brain, conversation, { text, attachments }, now, settings, facts)
        : say(conversation, { text: WORDING.wordsPlease, buttons: [] });
    }
    case "message":
      return hear(brain, conversation, event, now, settings, facts);
  }
}

/** A report is being asked for, or added to: files are a part of it. */
function wantsFiles({ session }: Conversation): boolean {
  return session?.intake !== undefined || session?.ticket?.stage === "add";
}

function hear(
  brain: Brain,
  conversation: Conversation,
  message: InboundMessage,
  now: Date,
  settings: ResponseSettings,
  facts: TurnFacts,
): Response {
  const payload = message.payload ?? payloadOf(conversation, message.text);
  const command = readCommand(message.text);
  if (conversation.erasureAsked) {
    const erases = erasureMeant(message.text, payload);
    if (erases) return forget(conversation, erases === "all", facts);
  }
  const open = { ...conversation, erasureAsked: false };
  if (payload?.startsWith("erase:") && payload !== KEEP) return askErasure(open);
  if (command?.name === "xoadulieu") return askErasure(open);
  if (payload === KEEP || (conversation.erasureAsked && isThird(message.text)))
    return say(open, { text: WORDING.nothingErased, buttons: [] });
  if (command?.name === "start") return sayBesideDraft(open, greeting(brain));
  if (command?.name === "help") return sayBesideDraft(open, help(brain));
  const { attachments } = message;
  const next = (text: string, pressed?: string) =>
    talk(brain, open, { text, payload: pressed, attachments }, now, settings, facts);
  if (command?.name === "tracuu" && looksLikeTicket(command.rest)) return next(command.rest, "ticket:find");
  if (command?.name === "goi" && command.rest) return next(`gói ${command.rest}`);
  if (command?.rest) return next(command.rest);
  return next(message.text, (command && COMMAND_PAYLOADS[command.name]) ?? payload);
}

const [{ payload: ERASE }, { payload: ERASE_ALL }, { payload: KEEP }] = ERASURE_BUTTONS;

function askErasure(conversation: Conversation): Response {
  return say({ ...conversation, erasureAsked: true }, { text: WORDING.askErasure, buttons: ERASURE_BUTTONS });
}

/** A plain yes is taken for the smaller of both. */
function erasureMeant(text: string, payload: string | undefined): "conversation" | "all" | undefined {
  if (payload === ERASE) return "conversation";
  if (payload === ERASE_ALL) return "all";
  if (payload !== undefined) return undefined;
  const word = readDialogueWord(text);
  if (word?.kind === "number")
    return word.number === 1 ? "conversation" : word.number === 2 ? "all" : undefined;
  if (
    /^(xóa |xoá |xoa )?(cả|ca|hết|het|tất cả|tat ca|toàn bộ|toan bo)(\s|$)/iu.test(
      text.normalize("NFC").trim(),
    )
  )
    return "all";
  return isYes(text) ? "conversation" : undefined;
}

function isThird(text: string): boolean {
  const word = readDialogueWord(text);
  return word?.kind === "number" ? word.number === 3 : word?.kind === "no";
}

/** Twelve signs, however they are parted: a code, perhaps mistyped. Dossiers have other ones. */
function looksLikeTicket(rest: string): boolean {
  return (
    locateTicketCode(rest) !== undefined ||
    /^[a-z\d]{4}([\s.-]?)[a-z\d]{4}\1[a-z\d]{4}(\D+\d{6})?$/iu.test(rest)
  );
}

function talk(
  brain: Brain,
  conversation: Conversation,
  message: InboundMessage,
  now: Date,
  settings: ResponseSettings,
  facts: TurnFacts,
): Response {
  const { wrongCodes } = conversation;
  const session = { ...continueSession(conversation.session, now, settings.sessionIdleMs), wrongCodes };
  const turn = takeTurn(brain, session, message, now, facts);
  const { outcome, intent, entry, facet } = turn;
  const isConfidential = turn.isConfidential ?? false;
  // A question of the intake tells by itself that somebody reports: the whole dialogue is private, not only what quotes.
  const reply = isConfidential ? { ...turn.reply, isPrivate: true } : turn.reply;
  return {
    conversation: {
      ...conversation,
      session: turn.session,
      buttons: shownButtons(turn.reply),
      wrongCodes: turn.session.wrongCodes,
    },
    replies: [reply],
    isFromCitizen: true,
    erasesCitizen: false,
    erasesTickets: false,
    // A button says what is wanted; what its words would be taken for is nobody's intent, and differs between channels.
    turn: {
      outcome,
      intent: message.payload ? undefined : intent,
      entry,
      facet,
      text: message.text,
      isConfidential,
    },
    acts: turn.acts ?? [],
    asks: turn.asks,
  };
}

/** "Có", "đồng ý", "xóa đi": said to the question whether everything should be erased. */
function isYes(text: string): boolean {
  return /^(có|co|đồng ý|dong y|xóa|xoá|xoa|ok|yes|vâng|vang)(\s+(ạ|a|đi|di|nhé|nhe))?[.!]?$/iu.test(
    text.normalize("NFC").trim(),
  );
}

function forget(conversation: Conversation, erasesTickets: boolean, facts: TurnFacts): Response {
  const text = erasesTickets ? WORDING.erasedAll : WORDING.erased;
  return {
    ...say(forgotten(conversation), { text, buttons: [] }),
    acts: dropsOf(conversation, facts),
    erasesCitizen: true,
    erasesTickets,
  };
}

/** Nothing of what was said stays; that codes were tried does. */
function forgotten({ wrongCodes }: Conversation): Conversation {
  return wrongCodes ? { ...NEW_CONVERSATION, wrongCodes } : NEW_CONVERSATION;
}

/** A draft ends with its conversation. */
function dropsOf({ session }: Conversation, facts: TurnFacts): readonly FeedbackAct[] {
  return session?.intake && facts.intake !== "trial" ? [{ kind: "drop", code: session.intake.code }] : [];
}

/** Commands of the menu do not lose a draft; its question stays open. */
function sayBesideDraft(conversation: Conversation, reply: Reply): Response {
  const intake = conversation.session?.intake;
  if (!intake) return say(conversation, reply);
  const { text, buttons, wantsFiles: asksForFiles } = openQuestion(intake);
  return say(conversation, {
    text: `${reply.text}\n\n${FEEDBACK_WORDING.backToIt} ${text}`,
    buttons,
    isPrivate: true,
    ...(asksForFiles && { wantsFiles: true }),
  });
}

function greeting(brain: Brain): Reply {
  const text = brain.intents.get("chao-hoi")?.replies?.[0] ?? WORDING.notUnderstood;
  return { text: `${text}\n\n${WORDING.privacy}`, buttons: WAYS_ON };
}

function help(brain: Brain): Reply {
  return { text: brain.intents.get("tro-giup")?.replies?.[0] ?? WORDING.notUnderstood, buttons: WAYS_ON };
}

function say(conversation: Conversation, reply: Reply): Response {
  return {
    conversation: { ...conversation, buttons: shownButtons(reply) },
    replies: [reply],
    isFromCitizen: true,
    erasesCitizen: false,
    erasesTickets: false,
    turn: undefined,
    acts: [],
    asks: undefined,
  };
}

function quiet(conversation: Conversation, isFromCitizen: boolean): Response {
  return {
    conversation,
    replies: [],
    isFromCitizen,
    erasesCitizen: false,
    erasesTickets: false,
    turn: undefined,
    acts: [],
    asks: undefined,
  };
}
