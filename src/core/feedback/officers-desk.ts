/** The desk of tickets as commands have it, in whichever process they run. */
import type { AuditPlace, AuditVerdict } from "./audit.ts";
import type { AuditLog, TicketDesk } from "./desk.ts";

/**
 * The desk as officers' commands have it: on the storage itself, or at the running service, whose key does not leave
 * it. So the log is verified where the key is.
 */
export interface OfficersDesk extends Omit<TicketDesk, "audit"> {
  readonly audit: Pick<AuditLog, "lines" | "append"> & {
    /** One page after this place; it is the last one when `last` is where it began. */
    verify(after: AuditPlace, limit: number): Promise<AuditVerdict>;
  };
  /** For whom reports are sealed now; undefined: they cannot be, a key is broken or missing. */
  recipients(): Promise<readonly string[] | undefined>;
}
