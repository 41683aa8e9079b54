/** The draft of a report while it is being asked for: plain data, kept sealed with the conversation, with an end. */
import type { Category } from "./categories.ts";
import type { TicketCode } from "./ticket-code.ts";

/** In the order in which they are asked. */
export const INTAKE_FIELDS = ["story", "office", "happened", "dossier", "contact", "files"] as const;
export type IntakeField = (typeof INTAKE_FIELDS)[number];

export type IntakeStage =
  /** "Anh/chị có muốn gửi phản ánh không?": nothing begins without a yes. */
  | "offer"
  /** Which of the three lawful ways is meant. */
  | "which-way"
  | "consent"
  | IntakeField
  | "summary";

export interface Draft {
  readonly kind: "misconduct" | "praise";
  readonly category: Category;
  readonly story?: string | undefined;
  readonly office?: string | undefined;
  /** Id of the unit or office that is meant, where one is known. */
  readonly officeId?: string | undefined;
  readonly officeName?: string | undefined;
  readonly happened?: string | undefined;
  readonly dossier?: string | undefined;
  readonly contact?: string | undefined;
  readonly files: number;
  readonly consentAt?: number | undefined;
}

/** What may be meant by an answer, or what the story says of a field already: to be confirmed, never assumed. */
export interface Proposal {
  readonly label: string;
  readonly value: Partial<Draft>;
}

export interface Intake {
  /** The ticket's code, should it be sent; not shown before. */
  readonly code: TicketCode;
  readonly stage: IntakeStage;
  /** A field is being corrected: afterwards the summary comes again. */
  readonly isCorrecting: boolean;
  readonly draft: Draft;
  /** Milliseconds since 1970; then the draft is erased. */
  readonly expiresAt: number;
  /** Where the dialogue goes on after a correction; absent: at the summary. */
  readonly returnTo?: IntakeStage | undefined;
  /** On offer at this stage, numbered from 1. */
  readonly proposals?: readonly Proposal[] | undefined;
  /** The next message takes the place of the story instead of adding to it. */
  readonly isReplacing?: boolean | undefined;
  /** The offer was passed over once: it is not repeated again. */
  readonly isReminded?: boolean | undefined;
}

export const DRAFT_LIFE_MS = 24 * 3_600_000;
