/** What is kept of one citizen between turns: the session, the buttons last shown, and who has the word. */
import type { Pace } from "./pace.ts";
import type { Reply } from "./reply.ts";
import type { Session, WrongCodes } from "./session.ts";

export interface ShownButton {
  readonly label: string;
  readonly say: string;
  readonly payload: string;
}

export interface Conversation {
  readonly session: Session | undefined;
  /** Buttons of the last reply: on a channel where a button only says its words, these tell what is meant. */
  readonly buttons: readonly ShownButton[];
  /** A member of the staff writes by hand: until then the bot keeps quiet. Milliseconds since 1970. */
  readonly staffUntil: number | undefined;
  /** The bot asked whether it should forget the citizen, and waits for the answer. */
  readonly erasureAsked: boolean;
  readonly pace: Pace | undefined;
  /** Of tickets; outlives the session, and an erasure too, or whoever tries codes would only have to ask for one. */
  readonly wrongCodes?: WrongCodes | undefined;
}

export const NEW_CONVERSATION: Conversation = {
  session: undefined,
  buttons: [],
  staffUntil: undefined,
  erasureAsked: false,
  pace: undefined,
};

/** The buttons of a reply that say something. */
export function shownButtons(reply: Reply): readonly ShownButton[] {
  return reply.buttons.flatMap((button) =>
    "say" in button ? [{ label: button.label, say: button.say, payload: button.payload }] : [],
  );
}

/** What a shown button carries when these are its words: typed, or said by the channel for the citizen. */
export function payloadOf(conversation: Conversation, text: string): string | undefined {
  const wanted = plain(text);
  return conversation.buttons.find(({ label, say }) => plain(say) === wanted || plain(label) === wanted)
    ?.payload;
}

function plain(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}
