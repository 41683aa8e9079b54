/** Reports of citizens on officials: from the first word to the reception unit. */
export {
  type AddedEntry,
  type FeedbackAct,
  type FeedbackWrite,
  type TicketFinding,
  type TicketRequest,
  type TicketView,
  TRIAL_FACTS,
  type TurnFacts,
} from "./acts.ts";
export {
  AUDIT_START,
  type AuditPlace,
  type AuditVerdict,
  CITIZEN_ACTOR,
  SERVICE_ACTOR,
  verifyAudit,
} from "./audit.ts";
export { CATEGORIES, CATEGORY_LABELS, type Category } from "./categories.ts";
export {
  answerAboutConsent,
  CONSENT_NOTICE,
  CONSENT_QUESTION,
  CONSENT_SENTENCES,
  CONSENT_VERSION,
} from "./consent-notice.ts";
export {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditLine,
  type AuditLog,
  BatchMismatch,
  type BatchRow,
  type NewAuditLine,
  type NoticeOf,
  type PersonFinding,
  type PersonQuery,
  type SealedEntry,
  type SealedFileRow,
  type StatusChange,
  TicketConflict,
  type TicketDesk,
  type TicketDetail,
  type TicketFilter,
  type TicketRow,
} from "./desk.ts";
export {
  batchRowSchema,
  newAuditLineSchema,
  personQuerySchema,
  statusChangeSchema,
  ticketFilterSchema,
} from "./desk-schemas.ts";
export { type DialogueWord, readDialogueWord } from "./dialogue-word.ts";
export {
  FILE_BYTES_MAX,
  FILE_REFUSALS,
  type FileRefusal,
  refusalNotice,
  sayRefusal,
  UNTAKEN_UPLOADS_MAX,
  WELCOME_FILES,
} from "./file-rules.ts";
export {
  DRAFT_LIFE_MS,
  type Draft,
  INTAKE_FIELDS,
  type Intake,
  type IntakeField,
  type IntakeStage,
  type Proposal,
} from "./intake.ts";
export { FIELD_ROWS, type FieldReading, fieldsOf, type ReadingFacts, summarise } from "./intake-fields.ts";
export { noticeOf } from "./notices.ts";
export type { OfficersDesk } from "./officers-desk.ts";
export {
  FEEDBACK_KINDS,
  type FeedbackKind,
  type FeedbackReading,
  type FeedbackRecogniser,
} from "./recogniser.ts";
export { type Entry, type EntryKind, entrySchema, type Report, reportSchema } from "./report.ts";
export { RETENTION_DAYS, retentionOf } from "./retention.ts";
export { spotDossier, spotHappened } from "./said-in-story.ts";
export {
  isRatable,
  listTickets,
  RATINGS,
  showTicket,
  TICKET_ACTIONS,
  type TicketAction,
  ticketPayload,
} from "./show-ticket.ts";
export {
  isOpen,
  mayFollow,
  needsWords,
  STATUS_LABELS,
  TICKET_STATUSES,
  type TicketStatus,
} from "./statuses.ts";
export {
  type FileResult,
  type FileStore,
  type Sealer,
  type TicketRetention,
  type TicketStore,
  UPLOAD_PREFIX,
  type WantedFile,
} from "./stores.ts";
export { addToStory, excerpt, isSameStory, MOST_STORY, storyForm } from "./story.ts";
export { MOST_FILES, type SortedFiles, sortFiles, speaksOfIdentityPaper } from "./taken-files.ts";
export {
  isTicketCode,
  locateTicketCode,
  makeTicketCode,
  readTicketCode,
  type TicketCode,
} from "./ticket-code.ts";
export type { KeepUpload, UploadResult } from "./uploads.ts";
export { FEEDBACK_WORDING, TICKET_WORDING } from "./wording.ts";
