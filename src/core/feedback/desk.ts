/** What officers and the reception unit do with tickets: ports that storage keeps, on this machine or through the service. */

import type { Reply } from "../conversation/reply.ts";
import type { ChannelName, Citizen } from "../messaging/citizen.ts";
import type { Category } from "./categories.ts";
import type { EntryKind } from "./report.ts";
import type { TicketStatus } from "./statuses.ts";
import type { TicketCode } from "./ticket-code.ts";

/** The open part of a ticket: what can be known without the unit's key. */
export interface TicketRow {
  readonly code: TicketCode;
  readonly channel: ChannelName;
  readonly category: Category;
  readonly office: string | undefined;
  readonly status: TicketStatus;
  readonly createdAt: number;
  readonly changedAt: number;
  /** The batch that its report went out with. */
  readonly batch: number | undefined;
  readonly rating: number | undefined;
  readonly isWithdrawn: boolean;
  /** The sealed content is gone: erased by the citizen, or its time was over. */
  readonly isErased: boolean;
}

export interface TicketFilter {
  /** Milliseconds since 1970; `until` itself is not included. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly office?: string | undefined;
  readonly category?: Category | undefined;
  readonly status?: TicketStatus | undefined;
}

/** With what the unit has last told the citizen. */
export type TicketDetail = TicketRow & { readonly words: string | undefined };

/** Lots of entries that were handed over together; numbered from 1 without gaps. */
export interface BatchRow {
  readonly number: number;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly filter: TicketFilter;
  /** Entries in it: reports, and what citizens added to reports of earlier batches. */
  readonly entries: number;
  /**
   * SHA-256 of its manifest, or `sealed:` and that of its bundle when it left the house sealed; undefined: it was begun,
   * but its files were not finished.
   */
  readonly manifestSha256: string | undefined;
  readonly finishedAt: number | undefined;
  /** The audit log's last line when it was made: proof of the log for whoever holds the manifest. */
  readonly auditSeq: number;
  readonly auditHash: string;
}

/** An entry of a batch as it is kept. */
export interface SealedEntry {
  readonly id: number;
  readonly ticket: TicketRow;
  readonly kind: EntryKind;
  readonly at: number;
  /** Undefined: erased since, or there never were words: files alone, or a withdrawal by erasing everything. */
  readonly sealed: Uint8Array | undefined;
  readonly files: readonly SealedFileRow[];
}

export interface SealedFileRow {
  readonly id: string;
  readonly mediaType: string;
  /** Bytes before sealing. */
  readonly size: number;
}

export interface StatusChange {
  readonly code: TicketCode;
  readonly from: TicketStatus;
  readonly to: TicketStatus;
  /** The unit's question, answer or reason. */
  readonly words: string | undefined;
}

/** What the citizen is told of a change, cut for the channel. */
export type NoticeOf = (ticket: TicketRow, change: Pick<StatusChange, "to" | "words">) => readonly Reply[];

/** One line of the append-only log. Holds no content and no personal data. */
export interface AuditLine {
  readonly seq: number;
  readonly at: number;
  /** Who: a name given by the person, the machine's user, `người dân`, `dịch vụ`. */
  readonly actor: string;
  readonly action: AuditAction;
  /** A ticket's code, a batch's number, or nothing. */
  readonly subject: string;
  /** Short words and numbers. */
  readonly detail: Readonly<Record<string, string | number | boolean>>;
  readonly previous: string;
  readonly hash: string;
}

export const AUDIT_ACTIONS = [
  "filed",
  "batch-made",
  "batch-finished",
  "batch-opened",
  "status-changed",
  "entry-added",
  "withdrawn",
  "rated",
  "erased",
  "expired",
  "resealed",
  "person-found",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export type NewAuditLine = Pick<AuditLine, "actor" | "action" | "subject" | "detail">;

export interface AuditLog {
  /** In the order they were written. */
  lines(afterSeq: number, limit: number): Promise<readonly AuditLine[]>;
  append(line: NewAuditLine, now: number): Promise<AuditLine>;
  /** What the hash of a line must be. Keyed: who has only the database cannot make one. */
  hashOf(line: Omit<AuditLine, "hash">): string;
}

export interface PersonFinding {
  readonly conversation: boolean;
  readonly waitingUpdates: number;
  readonly outboxParts: number;
  readonly turnLogLines: number;
  readonly files: number;
  /** Their tickets, and with them the batches that hold copies. */
  readonly tickets: readonly TicketRow[];
}

/** One person: by their account, or by a ticket's code. */
export type PersonQuery = { readonly citizen: Citizen } | { readonly code: TicketCode };

export interface TicketDesk {
  /** Newest first. */
  list(filter: TicketFilter, limit: number, offset: number): Promise<readonly TicketRow[]>;
  ticket(code: TicketCode): Promise<TicketDetail | undefined>;
  /**
   * In one transaction: all new entries that fit become the next batch, their tickets are handed over, the citizens'
   * notices wait, the audit log has its line. Entries whose files are still being fetched stay for the next one.
   * Undefined: there is nothing new.
   */
  makeBatch(filter: TicketFilter, actor: string, now: number): Promise<BatchRow | undefined>;
  /** Newest first. */
  batches(limit: number): Promise<readonly BatchRow[]>;
  batch(number: number): Promise<BatchRow | undefined>;
  /** Entries of a batch in the order of their ids, always the same. */
  entries(batch: number, afterId: number, limit: number): Promise<readonly SealedEntry[]>;
  file(id: string): Promise<Uint8Array | undefined>;
  /**
   * The batch's files stand complete where they belong. Said again with the same manifest, nothing happens.
   * @throws BatchMismatch when there is no such batch, or it was finished with another manifest
   */
  finishBatch(number: number, manifestSha256: string, actor: string, now: number): Promise<void>;
  /**
   * All in one transaction, or none. Without words the earlier ones are forgotten, but for a case that is closed.
   * @throws TicketConflict when one of them no longer stands as `from` says, or cannot step to `to`; only a batch hands over
   */
  apply(changes: readonly StatusChange[], actor: string, now: number): Promise<void>;
  /** Sealed things in the order of their ids, to be sealed anew for other keys: entries, then files. "" is before all. */
  sealed(
    afterId: string,
    limit: number,
  ): Promise<readonly { readonly id: string; readonly sealed: Uint8Array }[]>;
  reseal(
    things: readonly { readonly id: string; readonly sealed: Uint8Array }[],
    actor: string,
    now: number,
  ): Promise<void>;
  find(person: PersonQuery): Promise<PersonFinding>;
  /** Returns what went. Tickets that were handed over: the batches that hold copies are in the finding. */
  erase(person: PersonQuery, actor: string, now: number): Promise<PersonFinding>;
  readonly audit: AuditLog;
}

/** What was made of a batch is not what was made of it before. */
export class BatchMismatch extends Error {
  override readonly name = "BatchMismatch";
  readonly reason: "no-batch" | "other-manifest";

  constructor(number: number, reason: "no-batch" | "other-manifest") {
    super(
      reason === "no-batch"
        ? `Không có lô số ${number}.`
        : `Lô số ${number} đã hoàn tất với một danh mục khác. Hãy đối chiếu với bản đã bàn giao trước khi dùng bản này.`,
    );
    this.reason = reason;
  }
}

/** A ticket has changed since it was read. */
export class TicketConflict extends Error {
  override readonly name = "TicketConflict";
  readonly codes: readonly TicketCode[];

  constructor(codes: readonly TicketCode[]) {
    super(`Các phiếu sau đã thay đổi trong lúc xử lý, chưa ghi gì cả: ${codes.join(", ")}`);
    this.codes = codes;
  }
}
