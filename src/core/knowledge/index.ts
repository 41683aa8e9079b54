/** What the bot may know, and what may be said from it. */

export { MOST_QUESTIONS } from "./cases.ts";
export {
  CHANGE_KINDS,
  type Change,
  type ChangeHead,
  type ChangeKind,
  changeSchema,
  dayOfChange,
} from "./change.ts";
export { type ChangeLog, createChangeLog } from "./change-log.ts";
export { chooseSection, type SectionMatch } from "./choose-section.ts";
export {
  type Directory,
  type DirectoryNote,
  type DirectoryRow,
  directoryNoteSchema,
  EMPTY_DIRECTORY,
  type EndedProcedure,
} from "./directory.ts";
export { DRAFT_LEVELS, type Draft, type DraftHead, draftHeadSchema } from "./draft.ts";
export {
  displayTitle,
  type Entry,
  type EntryId,
  type Knowledge,
  type ProcedureEntry,
  type Section,
  sectionOf,
  sectionText,
} from "./entry.ts";
export {
  AREAS,
  type Area,
  type CaseOption,
  type CaseOutcome,
  type CaseQuestion,
  type Cases,
  CONFIDENCES,
  type Confidence,
  ENTRY_KINDS,
  type EntryHead,
  type EntryKind,
  entryHeadSchema,
  entryId,
  type Fee,
  feeSchema,
  feesSchema,
  isoDay,
  isVerifiedAfterSource,
  lineOfText,
  type ProcedureHead,
  type ProcessingTime,
  type Provenance,
  processingTimeSchema,
  provenanceFields,
  RISKS,
  type Risk,
  type Source,
  TIME_UNITS,
  webAddress,
} from "./entry-head.ts";
export { FACET_HEADINGS, FACETS, type Facet, facetOfHeading } from "./facet.ts";
export { hideAmounts } from "./hide-amounts.ts";
export { createNameBook, type NameBook } from "./name-book.ts";
export { numbersAgainstRisk, outcomeAgainstRisk, type StatedNumber } from "./numbers-against-risk.ts";
export {
  type LifePackage,
  type PackageId,
  type PackageStep,
  packageSchema,
} from "./package.ts";
export { createPackageBook, type PackageBook, type PackageMatch } from "./package-book.ts";
export { codesAmong, procedureCode } from "./procedure-code.ts";
export { isNumeric, isWithheld, sayFacet, spokenFacets } from "./say-facet.ts";
export { differsByArea } from "./say-fees.ts";
export { type OutcomePart, sayOutcome } from "./say-outcome.ts";
export { HOW_SURE, nameSource, sourceLine, sourceLineOfFile, WHERE_TO_CHECK } from "./source-line.ts";
export {
  DEFAULT_VALIDITY,
  daysBetween,
  isoDayInHaiPhong,
  type Standing,
  standingOf,
  type ValiditySettings,
} from "./validity.ts";
export {
  AREA_NAMES,
  capitalize,
  formatDay,
  formatFee,
  formatProcessingTime,
  formatVnd,
} from "./vietnamese-format.ts";
export {
  type CasePath,
  type CasePlace,
  type CaseStep,
  countQuestions,
  followCases,
  walkCases,
} from "./walk-cases.ts";
