/**
 * The tables of tickets, and what of a ticket stands in the open.
 *
 * What citizens report, their photos and files are sealed for the reception unit before they come here: the service
 * cannot open them. To whom a ticket belongs and what the unit said are sealed with the service's own key, for it must
 * tell the citizen. What is left in the open, and why:
 *
 * | What | Why it cannot be sealed |
 * |---|---|
 * | `code` | the citizen and the unit name the ticket by it; it is chance and says nothing |
 * | `citizen` | a pseudonym (keyed hash): by it a citizen's own tickets are found, and erased |
 * | `channel` | which channel brings the notices; counted |
 * | `category`, `office` | filters and statistics without opening anything; ids of closed lists, never the citizen's words |
 * | `status`, `batch` | what is to be done next, without the unit's key |
 * | times | order, retention, what the citizen is shown |
 * | `rating` | statistics; one number |
 * | `withdrawn`, `erased` | why there is nothing to read any more |
 * | `pin_hash` | keyed, with the code in it: without the service's key it cannot be guessed |
 * | `wrong_pins`, `locked_until` | hold back who guesses PINs |
 * | kind of an entry | additions and reports go to different sheets |
 * | media type and size of a file | what to call it, and how long the export will take; its name is not kept |
 * | a batch's filter, maker and hashes | proof of what was handed over, for whoever has no key |
 * | the audit log | it holds only what stands above, and must be readable to be checked |
 */
import type { Generated } from "kysely";
import type { AuditAction, Category, EntryKind, TicketStatus } from "../../core/feedback/index.ts";
import type { ChannelName } from "../../core/messaging/index.ts";

export interface TicketsTable {
  code: string;
  /** Pseudonym; null: nobody's any more, and what is left is a stub for the count. */
  citizen: string | null;
  channel: ChannelName;
  category: Category;
  office: string | null;
  status: TicketStatus;
  created_at: number;
  changed_at: number;
  /** The batch that its report went out with. */
  batch: number | null;
  rating: number | null;
  withdrawn: number;
  /** 1: the report can be read by nobody any more. */
  erased: number;
  pin_hash: string | null;
  wrong_pins: number;
  locked_until: number;
  /** Sealed with the service's key: the citizen, to tell them of changes. */
  reply_to: Uint8Array | null;
  /** Sealed with the service's key: the unit's question, answer or reason. */
  words: Uint8Array | null;
}

export interface TicketEntriesTable {
  id: Generated<number>;
  code: string;
  kind: EntryKind;
  at: number;
  /** Sealed for the reception unit. */
  sealed: Uint8Array | null;
  batch: number | null;
}

export interface FilesTable {
  id: string;
  /** Of a draft or a ticket; null: the web chat brought it, and no turn has taken it yet. */
  code: string | null;
  /** The entry that it went out with, or will; null: its draft was not sent yet. */
  entry: number | null;
  /** Pseudonym. */
  citizen: string;
  state: "wanted" | "sealed";
  /** Sealed with the service's key until it is fetched: the citizen, and where it is. */
  source: Uint8Array | null;
  /** Sealed for the reception unit. */
  sealed: Uint8Array | null;
  media_type: string | null;
  size: number | null;
  created_at: number;
  tries: number;
  due_at: number;
  lease_owner: number | null;
  lease_until: number;
}

export interface BatchesTable {
  number: number;
  created_at: number;
  created_by: string;
  /** JSON. */
  filter: string;
  entries: number;
  manifest_sha256: string | null;
  finished_at: number | null;
  audit_seq: number;
  audit_hash: string;
}

/** The database refuses to change or delete its rows. */
export interface AuditLogTable {
  seq: number;
  at: number;
  actor: string;
  action: AuditAction;
  subject: string;
  /** JSON. */
  detail: string;
  previous: string;
  hash: string;
}

export interface TicketTables {
  tickets: TicketsTable;
  ticket_entries: TicketEntriesTable;
  files: FilesTable;
  batches: BatchesTable;
  audit_log: AuditLogTable;
}
