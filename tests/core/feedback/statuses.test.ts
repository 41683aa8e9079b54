import { describe, expect, it } from "vitest";
import {
  isOpen,
  isRatable,
  mayFollow,
  needsWords,
  noticeOf,
  RETENTION_DAYS,
  retentionOf,
  STATUS_LABELS,
  showTicket,
  TICKET_STATUSES,
  type TicketStatus,
  type TicketView,
} from "../../../src/core/feedback/index.ts";

const CODE = "K7RM-4XTA-9HC3";
const view = (status: TicketStatus, words?: string): TicketView => ({
  code: CODE,
  status,
  category: "delay",
  createdAt: Date.parse("2026-11-20T18:30:00Z"),
  changedAt: Date.parse("2026-11-22T02:00:00Z"),
  words,
  rating: undefined,
  isOwn: true,
});
const payloads = (reply: ReturnType<typeof showTicket>) =>
  reply.buttons.flatMap((button) => ("payload" in button ? [button.payload] : []));

describe("the statuses of a ticket", () => {
  it("begin with the hand-over: nothing is answered that was not handed over", () => {
    const after = TICKET_STATUSES.filter((status) => mayFollow("received", status));
    expect(after).toEqual(["handed-over", "closed"]);
  });

  it("never go back to being received", () => {
    expect(TICKET_STATUSES.filter((status) => mayFollow(status, "received"))).toEqual([]);
  });

  it("all can end, but for what has ended already", () => {
    for (const status of TICKET_STATUSES) expect(mayFollow(status, "closed")).toBe(status !== "closed");
  });

  it("need words of the unit where they mean nothing without", () => {
    expect(TICKET_STATUSES.filter(needsWords)).toEqual(["more-information-asked", "answered", "refused"]);
  });

  it("have labels that tell them apart", () => {
    expect(new Set(Object.values(STATUS_LABELS)).size).toBe(TICKET_STATUSES.length);
  });

  it("keep the content for a time that is set by status, and longer while the case is open", () => {
    const retention = retentionOf({ ...RETENTION_DAYS, closed: 30 });
    expect(retention.closed).toBe(30 * 86_400_000);
    for (const status of TICKET_STATUSES)
      expect(RETENTION_DAYS[status]).toBeGreaterThanOrEqual(isOpen(status) ? RETENTION_DAYS.closed : 1);
  });
});

describe("a ticket as its citizen sees it", () => {
  it.each(TICKET_STATUSES)("%s: label, days in Hải Phòng, and what can be done now", (status) => {
    const reply = showTicket(view(status, "Đã nhắc nhở."));
    expect(reply.text).toContain(`${CODE}: ${STATUS_LABELS[status]}`);
    expect(reply.text).toContain("Tiếp nhận ngày 21/11/2026, cập nhật ngày 22/11/2026");
    expect(reply.text).toContain("“Đã nhắc nhở.”");
    expect(reply.isPrivate).toBe(true);
    expect(payloads(reply).includes(`ticket:add:${CODE}`)).toBe(isOpen(status));
    expect(payloads(reply).includes(`ticket:withdraw:${CODE}`)).toBe(isOpen(status));
    expect(payloads(reply).includes(`ticket:rate:${CODE}`)).toBe(isRatable(status));
  });

  it("has buttons whose words are understood alone: some channels send back nothing else", () => {
    for (const status of TICKET_STATUSES)
      for (const button of showTicket(view(status)).buttons)
        expect("say" in button && button.say).toContain(CODE);
  });
});

describe("the news of a change", () => {
  it.each(TICKET_STATUSES)("%s is private, is a notice, names the ticket and says the unit's words", (to) => {
    const notice = noticeOf({ code: CODE }, { to, words: "Mời anh/chị bổ sung giấy hẹn." });
    expect(notice).toMatchObject({ isNotice: true, isPrivate: true });
    expect(notice.text).toContain(CODE);
    expect(notice.text).toContain("“Mời anh/chị bổ sung giấy hẹn.”");
  });

  it("tells the statuses apart, and says nothing where the unit said nothing", () => {
    const texts = TICKET_STATUSES.map((to) => noticeOf({ code: CODE }, { to, words: undefined }).text);
    expect(new Set(texts).size).toBe(TICKET_STATUSES.length);
    for (const text of texts) expect(text).not.toMatch(/undefined|“/u);
  });

  it("lets the citizen answer a question at once", () => {
    const { buttons } = noticeOf({ code: CODE }, { to: "more-information-asked", words: "Ngày nào?" });
    expect(buttons[0]).toMatchObject({ label: "Trả lời", payload: `ticket:add:${CODE}` });
  });
});
