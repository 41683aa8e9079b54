/** What the turn and the fetching of files ask of storage about tickets. */

import type { Reply } from "../conversation/reply.ts";
import type { Citizen } from "../messaging/citizen.ts";
import type { Attachment } from "../messaging/inbound.ts";
import type { TicketFinding, TicketRequest } from "./acts.ts";
import type { TicketStatus } from "./statuses.ts";
import type { TicketCode } from "./ticket-code.ts";

export interface TicketStore {
  /**
   * What this account may see. A wrong PIN is counted on the ticket: after five the ticket answers nobody from another
   * account for a while, twice as long each time, with the very answer that a code that does not exist gets.
   */
  look(citizen: Citizen, request: TicketRequest, now: number): Promise<TicketFinding>;
}

/** Begins the handle of a file that the web chat brought; what follows is the file's id. */
export const UPLOAD_PREFIX = "upload:";

/** A photo or file that waits to be fetched. */
export interface WantedFile {
  readonly id: string;
  readonly code: TicketCode;
  readonly citizen: Citizen;
  readonly attachment: Attachment;
  readonly tries: number;
}

export type FileResult =
  | {
      readonly kind: "sealed";
      readonly sealed: Uint8Array;
      readonly mediaType: string;
      readonly size: number;
    }
  | { readonly kind: "retry"; readonly at: number }
  /** It will not come: the citizen is told with these parts. */
  | { readonly kind: "refused"; readonly parts: readonly Reply[] };

export interface FileStore {
  /** Oldest first; nobody else's until settled or a lease has ended. */
  claim(limit: number, now: number): Promise<readonly WantedFile[]>;
  settle(file: WantedFile, result: FileResult, now: number): Promise<void>;
  /**
   * A file that the web chat brought, sealed already: kept for a day, until a turn takes it.
   * @returns the handle of its attachment, `UPLOAD_PREFIX` and an id; of use to the same citizen only
   */
  keepUpload(
    citizen: Citizen,
    sealed: Uint8Array,
    mediaType: string,
    size: number,
    now: number,
  ): Promise<string>;
  /** Uploads of this citizen that no turn has taken yet. */
  untakenUploads(citizen: Citizen): Promise<number>;
}

/** How long the content of a ticket is kept after its last change, by status; milliseconds. */
export type TicketRetention = Readonly<Record<TicketStatus, number>>;

/** Seals for the reception unit. The service cannot open what it sealed. */
export interface Sealer {
  seal(plain: string | Uint8Array): Promise<Uint8Array>;
  /** Public keys; never empty. */
  readonly recipients: readonly string[];
}
