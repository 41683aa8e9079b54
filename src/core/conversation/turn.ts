/** What the steps of a turn work with: the message as it was understood so far. */
import type { Word } from "../../language/index.ts";
import type {
  FeedbackAct,
  FeedbackReading,
  FeedbackRecogniser,
  TicketRequest,
  TurnFacts,
} from "../feedback/index.ts";
import type {
  ChangeLog,
  Directory,
  EntryId,
  Facet,
  Knowledge,
  NameBook,
  PackageBook,
  ValiditySettings,
} from "../knowledge/index.ts";
import type { Attachment } from "../messaging/inbound.ts";
import type { Places } from "../places/index.ts";
import type {
  DirectorySearch,
  IntentClassifier,
  IntentMatch,
  KnowledgeFindings,
  KnowledgeHit,
  KnowledgeSearch,
  NameHit,
} from "../ports.ts";
import type { Intent } from "./intent.ts";
import type { Outcome } from "./outcome.ts";
import type { FacetRecogniser } from "./recognise-facets.ts";
import type { Reply } from "./reply.ts";
import type { Session } from "./session.ts";
import type { Thresholds } from "./thresholds.ts";
import type { Whereabouts } from "./whereabouts.ts";

export interface InboundMessage {
  readonly text: string;
  /** What a pressed button carries; the text is then what the button says. */
  readonly payload?: string | undefined;
  /** Photos and files that came with it; the text is then their caption, or empty. */
  readonly attachments?: readonly Attachment[] | undefined;
}

/** Everything that is the same for all turns until the content changes. */
export interface Brain {
  readonly knowledge: Knowledge;
  readonly intents: ReadonlyMap<string, Intent>;
  readonly search: KnowledgeSearch;
  readonly classifier: IntentClassifier;
  readonly facets: FacetRecogniser;
  readonly feedback: FeedbackRecogniser;
  readonly names: NameBook;
  readonly places: Places;
  readonly changes: ChangeLog;
  readonly packages: PackageBook;
  /** Procedures that are no entries: asked when no entry is clearly meant. */
  readonly directory: Directory;
  readonly directorySearch: DirectorySearch;
  readonly thresholds: Thresholds;
  readonly validity: ValiditySettings;
}

export interface Turn {
  readonly brain: Brain;
  readonly session: Session;
  readonly message: InboundMessage;
  readonly now: Date;
  readonly facts: TurnFacts;
  /** The words as written, without the chat around them. */
  readonly words: readonly Word[];
  /** Best first, both witnesses weighed together. */
  readonly intents: readonly IntentMatch[];
  /** The sides of an entry that are asked for. */
  readonly facets: readonly Facet[];
  /** What stands alone in the message is about. */
  readonly findings: KnowledgeFindings;
  /** Where the citizen lives or files, as this message tells it. */
  readonly told: Whereabouts;
  /** The same, else as it was told before. */
  readonly where: Whereabouts;
  /** Official names of the directory that are near to it, best first. */
  readonly nearNames: readonly NameHit[];
  /** Whether it reports on somebody, or looks like it. */
  readonly feedback: FeedbackReading;
  /** It is a report on an official, by the recogniser and the search together. */
  readonly isReport: boolean;
}

/** What a turn decides: data only. Whoever called commits it. */
export interface TurnOutcome {
  readonly outcome: Outcome;
  readonly session: Session;
  readonly reply: Reply;
  readonly intent: string | undefined;
  /** The entry that was answered from. */
  readonly entry: EntryId | undefined;
  readonly facet: Facet | undefined;
  /** The entries that came into question, best first. */
  readonly candidates: readonly KnowledgeHit[];
  /** What is to happen with tickets, together with the turn's commit. */
  readonly acts?: readonly FeedbackAct[] | undefined;
  /** The turn must know of tickets first: it is to be taken again with what was found. */
  readonly asks?: TicketRequest | undefined;
  /** What was written is, or may be, a report on somebody: its text is kept nowhere. */
  readonly isConfidential?: boolean | undefined;
}

/** A step decides the turn, or leaves it to the next one. */
export type Step = (turn: Turn) => TurnOutcome | undefined;
