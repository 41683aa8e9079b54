/** What the bot may know, and what may be said from it. */

export { CHANGE_KINDS, type ChangeHead, type ChangeKind, changeSchema } from "./change.ts";
export { chooseSection, type SectionMatch } from "./choose-section.ts";
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
  isoDay,
  isVerifiedAfterSource,
  lineOfText,
  type ProcedureHead,
  type ProcessingTime,
  provenanceFields,
  type Source,
  webAddress,
} from "./entry-head.ts";
export { FACET_HEADINGS, FACETS, type Facet, facetOfHeading } from "./facet.ts";
export { hideAmounts } from "./hide-amounts.ts";
export { createNameBook, type NameBook } from "./name-book.ts";
export { procedureCode } from "./procedure-code.ts";
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
