/** How turns of the dialogue on reports end: always confidential, and private where the citizen reads them. */
import { addToStory, DRAFT_LIFE_MS, type Draft, type FeedbackAct, type Intake } from "../feedback/index.ts";
import { say } from "./decide.ts";
import type { Button, Reply } from "./reply.ts";
import type { Session } from "./session.ts";
import type { Turn, TurnOutcome } from "./turn.ts";

export interface FeedbackReply {
  /** Paragraphs; what is empty or undefined is left out. */
  readonly says: readonly (string | undefined)[];
  readonly buttons?: readonly Button[];
  readonly wantsFiles?: boolean | undefined;
  /** What of the session changes. */
  readonly session?: Partial<Session>;
  readonly acts?: readonly FeedbackAct[];
}

/** Ends a turn of the dialogue. Whatever was offered before is no longer on offer. */
export function speak(
  turn: Turn,
  { says, buttons = [], wantsFiles, session, acts = [] }: FeedbackReply,
): TurnOutcome {
  const reply: Reply = {
    text: says.filter(Boolean).join("\n\n"),
    buttons,
    isPrivate: true,
    ...(wantsFiles && { wantsFiles }),
  };
  return {
    ...say(turn, "feedback", ""),
    intent: undefined,
    candidates: [],
    reply,
    session: { ...turn.session, offered: undefined, ...session },
    acts,
    isConfidential: true,
  };
}

/** A draft that is only just talked about: nothing was agreed to yet. */
export function beginIntake(turn: Turn, stage: Intake["stage"], draft: Omit<Draft, "files">): Intake {
  return {
    code: turn.facts.freshCode,
    stage,
    isCorrecting: false,
    draft: { ...draft, files: 0 },
    expiresAt: turn.now.getTime() + DRAFT_LIFE_MS,
  };
}

/** Adds a message to the draft's story; what it is filed under is learned with it, until that is known. */
export function tellMore(
  turn: Turn,
  draft: Draft,
  text: string,
): { readonly draft: Draft; readonly isCut: boolean } {
  const { story, isCut } = addToStory(draft.story, text);
  const isOpen = draft.kind === "misconduct" && draft.category === "other";
  const read = isOpen ? turn.brain.feedback.read(text).category : draft.category;
  const category = isOpen && read === "praise" ? "other" : read;
  return { draft: { ...draft, story, category }, isCut };
}

/** An answer from an entry that goes on with the dialogue: its text first, the dialogue's buttons first. */
export function speakBeside(turn: Turn, answer: TurnOutcome, reply: FeedbackReply): TurnOutcome {
  const own = speak(turn, { ...reply, says: [answer.reply.text, ...reply.says] });
  return {
    ...answer,
    ...{ acts: own.acts, isConfidential: true },
    session: { ...answer.session, offered: undefined, ...reply.session },
    reply: { ...own.reply, buttons: [...(reply.buttons ?? []), ...answer.reply.buttons] },
  };
}
