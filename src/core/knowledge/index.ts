/** What the bot may know, and what may be said from it. */

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
  CONFIDENCES,
  type Confidence,
  ENTRY_KINDS,
  type EntryHead,
  type EntryKind,
  entryHeadSchema,
  type Fee,
  isVerifiedAfterSource,
  lineOfText,
  type ProcedureHead,
  type ProcessingTime,
  provenanceFields,
  type Source,
} from "./entry-head.ts";
export { FACET_HEADINGS, FACETS, type Facet, facetOfHeading } from "./facet.ts";
export { hideAmounts } from "./hide-amounts.ts";
export { createNameBook, type NameBook } from "./name-book.ts";
export { codesAmong, procedureCode } from "./procedure-code.ts";
export { isNumeric, isWithheld, sayFacet, spokenFacets } from "./say-facet.ts";
export { sourceLine } from "./source-line.ts";
export {
  DEFAULT_VALIDITY,
  daysBetween,
  isoDayInHaiPhong,
  type Standing,
  standingOf,
  type ValiditySettings,
} from "./validity.ts";
export { capitalize, formatDay, formatFee, formatProcessingTime, formatVnd } from "./vietnamese-format.ts";
