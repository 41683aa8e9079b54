/** Whether the append-only log is whole: each line holds the hash of the one before, and no number is missing. */
import type { AuditLine } from "./desk.ts";

/** Who acts where it is no officer. */
export const CITIZEN_ACTOR = "người dân";
export const SERVICE_ACTOR = "dịch vụ";

/** A place in the log: the line that was read last, or the one that a manifest names. */
export type AuditPlace = Pick<AuditLine, "seq" | "hash">;

/** Before the first line. */
export const AUDIT_START: AuditPlace = { seq: 0, hash: "" };

export type AuditVerdict =
  /** `last`: where to go on with the next page. */
  | { readonly kind: "whole"; readonly last: AuditPlace }
  | {
      readonly kind: "broken";
      /** The first line that is not right; where lines are missing, the first missing number. */
      readonly seq: number;
      /**
       * - `missing`: a line is not there, or not in its place.
       * - `link`: it does not follow from the line before.
       * - `changed`: it does not say what was written.
       */
      readonly reason: "missing" | "link" | "changed";
    };

/**
 * Reads a page of the log that begins right after `after`. What was cut off at the end shows only in a place that is
 * kept elsewhere, such as a batch's manifest.
 * @example verifyAudit([], () => "").kind // "whole"
 */
export function verifyAudit(
  lines: readonly AuditLine[],
  hashOf: (line: Omit<AuditLine, "hash">) => string,
  after: AuditPlace = AUDIT_START,
): AuditVerdict {
  let last = after;
  for (const { hash, ...line } of lines) {
    if (line.seq !== last.seq + 1) return { kind: "broken", seq: last.seq + 1, reason: "missing" };
    if (line.previous !== last.hash) return { kind: "broken", seq: line.seq, reason: "link" };
    if (hashOf(line) !== hash) return { kind: "broken", seq: line.seq, reason: "changed" };
    last = { seq: line.seq, hash };
  }
  return { kind: "whole", last };
}
