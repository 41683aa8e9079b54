/** How a conversation goes: pure decisions from a message and a session to what is said. */
export { aliveChecklists, firstListEnd } from "./checklist.ts";
export { COMMANDS } from "./commands.ts";
export { contradicts } from "./contradicts.ts";
export { type Conversation, NEW_CONVERSATION } from "./conversation.ts";
export {
  feedbackKindOf,
  INTENT_GROUPS,
  type Intent,
  type IntentGroup,
  intentSchema,
  reportIntentOf,
} from "./intent.ts";
export { OUTCOME_LABELS, OUTCOMES, type Outcome } from "./outcome.ts";
export { createFacetRecogniser, type FacetRecogniser } from "./recognise-facets.ts";
export type { Button, Reply } from "./reply.ts";
export { type Response, type ResponseSettings, respond } from "./respond.ts";
export { SESSION_IDLE_MS, type Session } from "./session.ts";
export { takeTurn } from "./take-turn.ts";
export type { Thresholds } from "./thresholds.ts";
export type { Brain, InboundMessage, TurnOutcome } from "./turn.ts";
export { WAYS_ON, WORDING } from "./wording.ts";
