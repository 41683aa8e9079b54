/** What the bot does about anything that comes in: a turn, a greeting, silence. Pure, and the same for every channel. */
import type { FeedbackAct, TicketRequest, TurnFacts } from "../feedback/index.ts";
import type { InboundUpdate } from "../messaging/inbound.ts";
import { COMMAND_ENTRIES, readCommand } from "./commands.ts";
import { type Conversation, NEW_CONVERSATION, payloadOf, shownButtons } from "./conversation.ts";
import type { Outcome } from "./outcome.ts";
import { countMessage } from "./pace.ts";
import type { Reply } from "./reply.ts";
import { continueSession } from "./session.ts";
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
  { event, sentAt }: Pick<InboundUpdate, "event" | "sentAt">,
  now: Date,
  settings: ResponseSettings,
  facts: TurnFacts,
): Response {
  const before = earlier ?? NEW_CONVERSATION;
  if (event.kind === "staff-wrote")
    return quiet({ ...before, staffUntil: now.getTime() + settings.staffQuietMs }, false);
  if (event.kind === "left") return quiet(NEW_CONVERSATION, false);
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
    case "media":
      return event.text?.trim() || conversation.session?.intake
        ? hear(
            brain,
            conversation,
            { text: event.text ?? "", attachments: event.attachments },
            now,
            settings,
            facts,
          )
        : say(conversation, { text: WORDING.wordsPlease, buttons: [] });
    case "message":
      return hear(brain, conversation, event, now, settings, facts);
  }
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
  if (conversation.erasureAsked && (payload === ERASE || isYes(message.text))) return forget();
  const open = { ...conversation, erasureAsked: false };
  if (payload === ERASE || command?.name === "xoadulieu")
    return say({ ...open, erasureAsked: true }, { text: WORDING.askErasure, buttons: ERASURE_BUTTONS });
  if (payload === KEEP) return say(open, { text: WORDING.nothingErased, buttons: [] });
  if (command?.name === "start") return say(open, greeting(brain));
  if (command?.name === "help") return say(open, help(brain));
  if (command?.rest) return talk(brain, open, { text: command.rest }, now, settings, facts);
  const entry = command && COMMAND_ENTRIES[command.name];
  if (entry)
    return talk(brain, open, { text: message.text, payload: `entry:${entry}` }, now, settings, facts);
  return talk(brain, open, { text: message.text, payload }, now, settings, facts);
}

const [{ payload: ERASE }, { payload: KEEP }] = ERASURE_BUTTONS;

function talk(
  brain: Brain,
  conversation: Conversation,
  message: InboundMessage,
  now: Date,
  settings: ResponseSettings,
  facts: TurnFacts,
): Response {
  const session = continueSession(conversation.session, now, settings.sessionIdleMs);
  const turn = takeTurn(brain, session, message, now, facts);
  const { outcome, intent, entry, facet } = turn;
  const isConfidential = turn.isConfidential ?? false;
  // A question of the intake tells by itself that somebody reports: the whole dialogue is private, not only what quotes.
  const reply = isConfidential ? { ...turn.reply, isPrivate: true } : turn.reply;
  return {
    conversation: { ...conversation, session: turn.session, buttons: shownButtons(turn.reply) },
    replies: [reply],
    isFromCitizen: true,
    erasesCitizen: false,
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

function forget(): Response {
  return { ...say(NEW_CONVERSATION, { text: WORDING.erased, buttons: [] }), erasesCitizen: true };
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
    turn: undefined,
    acts: [],
    asks: undefined,
  };
}
