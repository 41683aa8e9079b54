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
  readonly story?: string;
  readonly office?: string;
  /** Id of the unit or office that is meant, where one is known. */
  readonly officeId?: string;
  readonly officeName?: string;
  readonly happened?: string;
  readonly dossier?: string;
  readonly contact?: string;
  readonly files: number;
  readonly consentAt?: number;
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
}

export const DRAFT_LIFE_MS = 24 * 3_600_000;
