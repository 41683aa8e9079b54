/** What the bot may know, and what may be said from it. */

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
export { createNameBook, type NameBook } from "./name-book.ts";
export {
  type LifePackage,
  type PackageId,
  type PackageStep,
  packageSchema,
} from "./package.ts";
export { createPackageBook, type PackageBook, type PackageMatch } from "./package-book.ts";
export { isNumeric, isWithheld, sayFacet, spokenFacets } from "./say-facet.ts";
export { HOW_SURE, nameSource, sourceLine, WHERE_TO_CHECK } from "./source-line.ts";
export {
  DEFAULT_VALIDITY,
  daysBetween,
  isoDayInHaiPhong,
  type Standing,
  standingOf,
  type ValiditySettings,
} from "./validity.ts";
export { capitalize, formatDay, formatFee, formatProcessingTime, formatVnd } from "./vietnamese-format.ts";
