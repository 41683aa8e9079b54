/** What a turn on feedback asks of the house, and what it is told: plain data, carried out with the turn's commit. */
import type { Attachment } from "../messaging/inbound.ts";
import type { Category } from "./categories.ts";
import type { Entry, Report } from "./report.ts";
import type { TicketStatus } from "./statuses.ts";
import { makeTicketCode, type TicketCode } from "./ticket-code.ts";

/** Decided by a turn; happens in the transaction that commits the turn, or not at all. */
export type FeedbackAct =
  /** The draft becomes a ticket. */
  | { readonly kind: "file"; readonly code: TicketCode; readonly pin: string; readonly report: Report }
  /** The draft was dropped or is over: what was sent for it goes. */
  | { readonly kind: "drop"; readonly code: TicketCode }
  /** A photo or file for a draft or a ticket is to be fetched and sealed. */
  | { readonly kind: "fetch-file"; readonly code: TicketCode; readonly attachment: Attachment }
  /** The citizen adds to a ticket, or answers the unit's question. */
  | { readonly kind: "add"; readonly code: TicketCode; readonly entry: AddedEntry }
  /** The citizen takes a ticket back: closed, and its content goes wherever it was not handed over yet. */
  | { readonly kind: "withdraw"; readonly code: TicketCode }
  /** From 1 to 5. */
  | { readonly kind: "rate"; readonly code: TicketCode; readonly rating: number };

export type AddedEntry = Extract<Entry, { kind: "addition" | "answer" }>;

/** The same, with what was said sealed for the reception unit: all that storage ever sees of it. */
export type FeedbackWrite =
  | {
      readonly kind: "file";
      readonly code: TicketCode;
      readonly pin: string;
      readonly category: Category;
      /** Id of a unit or office that we know; what the citizen wrote is sealed. */
      readonly office: string | undefined;
      readonly sealed: Uint8Array;
    }
  | Extract<FeedbackAct, { kind: "drop" | "fetch-file" | "rate" }>
  | {
      readonly kind: "add";
      readonly code: TicketCode;
      readonly entryKind: AddedEntry["kind"];
      readonly sealed: Uint8Array;
    }
  | { readonly kind: "withdraw"; readonly code: TicketCode; readonly sealed: Uint8Array };

/** A turn that needs to know of tickets says so, and is taken again with what was found. */
export type TicketRequest =
  /** All tickets of the account that writes. */
  | { readonly kind: "own" }
  /** Without a PIN: only when the account is the one it was filed from. */
  | { readonly kind: "by-code"; readonly code: TicketCode; readonly pin: string | undefined };

/** What a citizen may see of a ticket: never the report itself. */
export interface TicketView {
  readonly code: TicketCode;
  readonly status: TicketStatus;
  readonly category: Category;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly changedAt: number;
  /** The unit's question, answer or reason. */
  readonly words: string | undefined;
  readonly rating: number | undefined;
  /** Filed from the account that writes. */
  readonly isOwn: boolean;
}

export type TicketFinding =
  /** Newest first; empty: none, or none that this account may see. Which of the two is never said. */
  | { readonly kind: "tickets"; readonly tickets: readonly TicketView[] }
  /** Storage could not be asked. */
  | { readonly kind: "unavailable" };

/** What a turn gets to know from outside of the core: chance, and what is kept. */
export interface TurnFacts {
  /** Never used before; becomes the code of the next draft. */
  readonly freshCode: TicketCode;
  /** Six digits; becomes the PIN of the next ticket. */
  readonly freshPin: string;
  /**
   * - `open`: reports can be sealed and kept.
   * - `closed`: they cannot (no key, or sealing failed): said honestly, nothing is asked.
   * - `trial`: the dialogue can be tried, nothing is kept (a terminal).
   */
  readonly intake: "open" | "closed" | "trial";
  /** What came of the request that the turn made when it was first taken. */
  readonly found?: TicketFinding | undefined;
}

/** For a conversation that keeps nothing: a terminal, a judge of answers. */
export const TRIAL_FACTS: TurnFacts = {
  freshCode: makeTicketCode((count) => Array<number>(count).fill(0)),
  freshPin: "000000",
  intake: "trial",
};
