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
} from "./intake.ts";
export type { OfficersDesk } from "./officers-desk.ts";
export {
  FEEDBACK_KINDS,
  type FeedbackKind,
  type FeedbackReading,
  type FeedbackRecogniser,
} from "./recogniser.ts";
export { type Entry, type EntryKind, entrySchema, type Report, reportSchema } from "./report.ts";
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
export {
  findTicketCode,
  isTicketCode,
  makeTicketCode,
  readTicketCode,
  type TicketCode,
} from "./ticket-code.ts";
export type { KeepUpload, UploadResult } from "./uploads.ts";
