/** What must be true of tickets, batches and the audit log at every moment, whatever happened before. */
import { expect } from "vitest";
import { type AuditVerdict, type TicketDesk, verifyAudit } from "../../src/core/feedback/index.ts";

export async function verdictOn(desk: TicketDesk): Promise<AuditVerdict> {
  return verifyAudit(await desk.audit.lines(0, 100_000), desk.audit.hashOf);
}

/** Each entry stands in one batch at the most, batches have no gaps and hold what they say, the log is whole. */
export async function expectOrder(desk: TicketDesk): Promise<void> {
  const batches = [...(await desk.batches(10_000))].reverse();
  expect(batches.map(({ number }) => number)).toEqual(batches.map((_, at) => at + 1));
  const ids = new Set<number>();
  const reports = new Set<string>();
  for (const { number, entries } of batches) {
    const found = await desk.entries(number, 0, 10_000);
    expect(found).toHaveLength(entries);
    for (const { id, kind, ticket } of found) {
      expect(ids.has(id)).toBe(false);
      ids.add(id);
      if (kind !== "report") continue;
      expect(reports.has(ticket.code)).toBe(false);
      reports.add(ticket.code);
      expect(ticket.batch).toBe(number);
    }
  }
  for (const ticket of await desk.list({}, 10_000, 0)) {
    expect(ticket.batch !== undefined).toBe(reports.has(ticket.code));
    if (ticket.status !== "received" && ticket.status !== "closed") expect(ticket.batch).toBeDefined();
  }
  expect((await verdictOn(desk)).kind).toBe("whole");
  for (const { auditSeq, auditHash } of batches)
    expect((await desk.audit.lines(auditSeq - 1, 1))[0]?.hash).toBe(auditHash);
}
