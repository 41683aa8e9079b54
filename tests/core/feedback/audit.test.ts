import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AUDIT_START, type AuditLine, verifyAudit } from "../../../src/core/feedback/index.ts";

/** The real one is keyed. */
const hashOf = (line: Omit<AuditLine, "hash">) =>
  createHash("sha256").update(JSON.stringify(line)).digest("hex");

function chain(length: number): AuditLine[] {
  let previous = AUDIT_START.hash;
  return Array.from({ length }, (_, at) => {
    const line = {
      seq: at + 1,
      at,
      actor: "dịch vụ",
      action: "filed" as const,
      subject: `code-${at}`,
      detail: { at },
      previous,
    };
    previous = hashOf(line);
    return { ...line, hash: previous };
  });
}

describe("the audit log", () => {
  it("is whole when nothing was done to it, read at once or page by page", () => {
    const lines = chain(10);
    const last = { seq: 10, hash: lines[9]?.hash };
    expect(verifyAudit([], hashOf)).toEqual({ kind: "whole", last: AUDIT_START });
    expect(verifyAudit(lines, hashOf)).toEqual({ kind: "whole", last });
    const first = verifyAudit(lines.slice(0, 4), hashOf);
    if (first.kind !== "whole") throw new Error("the first page is broken");
    expect(verifyAudit(lines.slice(4), hashOf, first.last)).toEqual({ kind: "whole", last });
  });

  it("tells the first line that says something else", () => {
    const lines = chain(10).map((line) => (line.seq >= 6 ? { ...line, actor: "ai đó" } : line));
    expect(verifyAudit(lines, hashOf)).toEqual({ kind: "broken", seq: 6, reason: "changed" });
  });

  it("tells which line is missing", () => {
    const lines = chain(10).filter(({ seq }) => seq !== 3);
    expect(verifyAudit(lines, hashOf)).toEqual({ kind: "broken", seq: 3, reason: "missing" });
  });

  it("tells where lines were written anew from", () => {
    const other = chain(10).map((line) => ({
      ...line,
      hash: `${line.hash}x`,
      previous: `${line.previous}x`,
    }));
    const lines = [...chain(5), ...other.slice(5)];
    expect(verifyAudit(lines, hashOf)).toEqual({ kind: "broken", seq: 6, reason: "link" });
  });

  it("is never whole after lines were changed, swapped, doubled or taken out before the last one", () => {
    const spoilt = fc
      .tuple(fc.integer({ min: 2, max: 30 }), fc.nat(), fc.constantFrom("swap", "double", "drop", "change"))
      .map(([length, place, what]) => {
        const lines = chain(length);
        const at = place % (length - 1);
        const [one, two] = [lines[at] as AuditLine, lines[at + 1] as AuditLine];
        const changed = { ...one, subject: "another" };
        const put = { swap: [two, one], double: [one, one, two], drop: [two], change: [changed, two] }[what];
        return { lines: [...lines.slice(0, at), ...put, ...lines.slice(at + 2)], at };
      });
    fc.assert(
      fc.property(spoilt, ({ lines, at }) => {
        const verdict = verifyAudit(lines, hashOf);
        expect(verdict.kind).toBe("broken");
        if (verdict.kind === "broken") expect(Math.abs(verdict.seq - (at + 1))).toBeLessThanOrEqual(1);
      }),
    );
  });
});
