import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NEW_CONVERSATION } from "../../src/core/conversation/conversation.ts";
import { startSession } from "../../src/core/conversation/session.ts";
import { type TicketDesk, verifyAudit } from "../../src/core/feedback/index.ts";
import type { Store } from "../../src/core/messaging/index.ts";
import { openHouses } from "./open-houses.ts";
import { claimOne, DAY, MINUTE, message, NOON, RETENTION, turn } from "./store-words.ts";
import {
  act,
  addition,
  codeOf,
  drafting,
  filing,
  lookAt,
  NOTICE,
  ownOf,
  PIN,
  readAudit,
  readBatch,
  UNIT,
  withdrawal,
} from "./ticket-words.ts";

const { kinds } = openHouses();
const [A, B] = [codeOf(1), codeOf(2)];
/** A minute before the new year in Hải Phòng, where it is seven hours later than UTC. */
const NEW_YEARS_EVE = Date.parse("2026-12-31T23:59:00+07:00");

describe.each(kinds)("retention on %s", (_kind, open) => {
  let store: Store;
  let desk: TicketDesk;
  beforeEach(async () => {
    store = await open();
    desk = store.desk(NOTICE);
  });
  afterEach(() => store.close());

  const prune = (now: number) => store.prune(RETENTION, now);
  const overdue = (now: number) => store.overdueUnexported(RETENTION.tickets, now);
  const isErased = async (code: string) => (await desk.ticket(code))?.isErased;
  const step = (code: string, from: "handed-over" | "closed", to: "closed" | "in-progress", now: number) =>
    desk.apply([{ code, from, to, words: undefined }], UNIT, now);

  describe("of a ticket that was handed over", () => {
    beforeEach(async () => {
      await act(store, "a", [filing(A)]);
      await desk.makeBatch({}, UNIT, NOON);
    });

    it("keeps its content to the last moment, by its status, and leaves a stub and a line", async () => {
      await step(A, "handed-over", "closed", NEW_YEARS_EVE);
      const end = NEW_YEARS_EVE + RETENTION.tickets.closed;
      // 180 days are 180 days, over the turn of the year and in every zone.
      expect(new Date(end).toISOString()).toBe("2027-06-29T16:59:00.000Z");
      await prune(end);
      expect(await isErased(A)).toBe(false);
      await prune(end + 1);
      expect(await desk.ticket(A)).toMatchObject({
        code: A,
        status: "closed",
        isErased: true,
        isWithdrawn: false,
        changedAt: NEW_YEARS_EVE,
        batch: 1,
      });
      expect(await readBatch(desk, 1)).toEqual(["report: –"]);
      expect(await ownOf(store, "a")).toEqual([]);
      expect(await lookAt(store, "b", A, PIN)).toEqual([]);
      const lines = await desk.audit.lines(0, 100);
      expect(lines.at(-1)).toMatchObject({
        actor: "dịch vụ",
        action: "expired",
        subject: A,
        detail: { status: "closed" },
      });
      expect(verifyAudit(lines, desk.audit.hashOf).kind).toBe("whole");
      await prune(end + DAY);
      expect((await readAudit(desk)).filter((line) => line.startsWith("expired"))).toHaveLength(1);
    });

    it("counts from the last change, and by the status of that time", async () => {
      await step(A, "handed-over", "closed", NOON);
      await step(A, "closed", "in-progress", NOON + 100 * DAY);
      await prune(NOON + RETENTION.tickets.closed + 1);
      expect(await isErased(A)).toBe(false);
      await act(store, "a", [addition(A)], { now: NOON + 200 * DAY });
      await desk.makeBatch({}, UNIT, NOON + 200 * DAY);
      await prune(NOON + (100 + 365) * DAY + 1);
      expect(await isErased(A)).toBe(false);
      await prune(NOON + (200 + 365) * DAY + 1);
      expect(await isErased(A)).toBe(true);
    });

    it("waits for what was added since, and says so", async () => {
      await act(store, "a", [addition(A, "not handed over")], { now: NOON + DAY });
      const late = NOON + 400 * DAY;
      await prune(late);
      expect(await isErased(A)).toBe(false);
      expect(await overdue(late)).toBe(1);
      await desk.makeBatch({}, UNIT, late);
      expect(await overdue(late)).toBe(0);
      await prune(late);
      expect(await isErased(A)).toBe(true);
    });

    it("takes many in few lots", async () => {
      for (let at = 10; at < 40; at += 1) await act(store, "a", [filing(codeOf(at))]);
      await desk.makeBatch({}, UNIT, NOON);
      await prune(NOON + 366 * DAY);
      const tickets = await desk.list({}, 100, 0);
      expect(tickets.filter((ticket) => ticket.isErased)).toHaveLength(31);
    });
  });

  it("never erases what was not handed over, and counts it once its time is over", async () => {
    await act(store, "a", [filing(A)]);
    const end = NOON + RETENTION.tickets.received;
    expect(await overdue(end)).toBe(0);
    expect(await overdue(end + 1)).toBe(1);
    await prune(end + 1_000 * DAY);
    await desk.makeBatch({}, UNIT, end);
    expect(await readBatch(desk, 1)).toEqual([`report: report ${A}`]);
  });

  it("forgets whose a ticket was that its citizen took back, once its time is over", async () => {
    await act(store, "a", [filing(B)]);
    await act(store, "a", [withdrawal(B)]);
    await prune(NOON + RETENTION.tickets.closed);
    expect(await ownOf(store, "a")).toHaveLength(1);
    await prune(NOON + RETENTION.tickets.closed + 1);
    expect(await ownOf(store, "a")).toEqual([]);
    expect(await overdue(NOON + 1_000 * DAY)).toBe(0);
  });

  describe("of a draft", () => {
    const end = NOON + DAY;
    const readConversation = async (now: number) => {
      await store.inbox.accept([message("a", `look-${now}`)], now);
      const claimed = await claimOne(store, now);
      return { claimed, session: claimed.conversation?.session, buttons: claimed.conversation?.buttons };
    };

    beforeEach(() =>
      act(store, "a", [], {
        conversation: drafting(A, end, { topics: ["1.001193"], facets: ["fees"], turns: 4 }),
      }),
    );

    it("keeps the draft when everything else that was talked about is forgotten", async () => {
      await prune(NOON + 31 * MINUTE);
      const { session, buttons } = await readConversation(NOON + 32 * MINUTE);
      expect(session).toMatchObject({ topics: [], facets: [], intake: { code: A, expiresAt: end } });
      // What the bot last offered must still be understood.
      expect(buttons).toMatchObject([{ say: "Bỏ qua" }]);
    });

    it("empties it at its end, not before", async () => {
      await prune(NOON + 31 * MINUTE);
      await prune(end - 1);
      const before = await readConversation(end - 1);
      expect(before.session?.intake).toBeDefined();
      await store.inbox.fail(before.claimed.seq, "test", true, end - 1);
      await prune(end);
      const after = await readConversation(end);
      expect(after.session).toBeUndefined();
      expect(after.buttons).toEqual([]);
      expect(after.claimed.version).toBe(1);
    });

    it("keeps a list that was ticked until its own end, and none that was not", async () => {
      const ticked = { package: "sinh-con", done: [1], keptUntil: NOON + 7 * DAY };
      const looked = { package: "ket-hon", done: [] };
      const talk = drafting(A, end, { topics: ["1.001193"], checklists: [looked, ticked] });
      await act(store, "b", [], { conversation: talk });
      await prune(NOON + 31 * MINUTE);
      await prune(end);
      await store.inbox.accept([message("b", "look")], end);
      const { conversation } = await claimOne(store, end);
      expect(conversation?.session).toMatchObject({ topics: [], checklists: [ticked] });
      expect(conversation?.session?.intake).toBeUndefined();
    });

    it("lets a ticked list go at its end, each at its own", async () => {
      const first = { package: "sinh-con", done: [1], keptUntil: NOON + 6 * DAY };
      const second = { package: "ket-hon", done: [2], keptUntil: NOON + 7 * DAY };
      const session = { ...startSession(new Date(NOON)), checklists: [first, second] };
      await act(store, "b", [], { conversation: { ...NEW_CONVERSATION, session } });
      await prune(NOON + 31 * MINUTE);
      const listsAt = async (now: number) => {
        await prune(now);
        await store.inbox.accept([message("b", `look-${now}`)], now);
        const claimed = await claimOne(store, now);
        await store.inbox.fail(claimed.seq, "test", true, now);
        return claimed.conversation?.session?.checklists?.map((list) => list.package);
      };
      expect(await listsAt(NOON + 6 * DAY - 1)).toEqual(["sinh-con", "ket-hon"]);
      expect(await listsAt(NOON + 6 * DAY)).toEqual(["ket-hon"]);
      expect(await listsAt(NOON + 7 * DAY)).toBeUndefined();
      expect(await prune(NOON + 7 * DAY)).toBe(0);
    });

    it("leaves the rest of a conversation that goes on", async () => {
      const late = end - MINUTE;
      const talk = drafting(A, end, { topics: ["1.001193"] });
      await act(store, "a", [], { now: late, conversation: talk });
      await prune(end);
      const { session, claimed } = await readConversation(end);
      expect(session).toMatchObject({ topics: ["1.001193"] });
      expect(session?.intake).toBeUndefined();
      expect(await store.inbox.commitTurn(turn(claimed, ["chào"], { now: end }))).toBe("committed");
      // The draft's end is told once.
      expect(await prune(end)).toBe(0);
    });
  });
});
