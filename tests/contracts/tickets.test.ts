import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TicketDesk } from "../../src/core/feedback/index.ts";
import type { Store } from "../../src/core/messaging/index.ts";
import { openHouses } from "./open-houses.ts";
import { claimOne, DAY, MINUTE, message, NOON, turn } from "./store-words.ts";
import {
  act,
  addition,
  citizenOf,
  codeOf,
  filing,
  lookAt,
  NOTICE,
  ownOf,
  PIN,
  readAudit,
  readBatch,
  UNIT,
  waitingTexts,
  withdrawal,
} from "./ticket-words.ts";

const { kinds } = openHouses();
const [A, B, C] = [codeOf(1), codeOf(2), codeOf(3)];
const WRONG = "111111";

describe.each(kinds)("tickets of citizens on %s", (_kind, open) => {
  let store: Store;
  let desk: TicketDesk;
  beforeEach(async () => {
    store = await open();
    desk = store.desk(NOTICE);
  });
  afterEach(() => store.close());

  describe("filing", () => {
    it("keeps the ticket with the turn that files it", async () => {
      await act(store, "a", [filing(A)]);
      expect(await desk.ticket(A)).toEqual({
        code: A,
        channel: "zalo",
        category: "delay",
        office: "ubnd-an-bien",
        status: "received",
        createdAt: NOON,
        changedAt: NOON,
        batch: undefined,
        rating: undefined,
        isWithdrawn: false,
        isErased: false,
      });
      expect(await readAudit(desk)).toEqual([`filed ${A}`]);
    });

    it("keeps nothing of a turn that is stale", async () => {
      await store.inbox.accept([message("a", "k1")], NOON);
      const claimed = await claimOne(store);
      expect(await store.inbox.commitTurn(turn(claimed, [], { version: 7, feedback: [filing(A)] }))).toBe(
        "stale",
      );
      expect(await desk.ticket(A)).toBeUndefined();
      expect(await readAudit(desk)).toEqual([]);
    });

    it("keeps it once when the same turn is committed again", async () => {
      await store.inbox.accept([message("a", "k1")], NOON);
      const commit = turn(await claimOne(store), ["mã của anh/chị"], { feedback: [filing(A)] });
      expect(await store.inbox.commitTurn(commit)).toBe("committed");
      expect(await store.inbox.commitTurn(commit)).toBe("stale");
      expect(await desk.list({}, 10, 0)).toHaveLength(1);
      expect(await waitingTexts(store, "a")).toEqual(["mã của anh/chị"]);
    });

    it("says no code, and keeps no turn, where the ticket cannot be kept", async () => {
      await act(store, "a", [filing(A)]);
      await store.inbox.accept([message("b", "k2"), message("c", "k3")], NOON);
      const [two, three] = await store.inbox.claim(2, NOON);
      // The same code a second time: chance does not do that, but whatever breaks the ticket must break its turn.
      const results = await Promise.allSettled([
        store.inbox.commitTurn(turn(two as never, ["mã"], { feedback: [filing(A, "other")] })),
        store.inbox.commitTurn(turn(three as never, ["mã"], { feedback: [filing(C)] })),
      ]);
      expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled"]);
      expect(await waitingTexts(store, "b")).toEqual([]);
      expect(await waitingTexts(store, "c")).toEqual(["mã"]);
      expect((await desk.list({}, 10, 0)).map(({ code }) => code).sort()).toEqual([A, C].sort());
    });

    it("keeps many that are filed at once, each with a line in the log", async () => {
      const updates = Array.from({ length: 120 }, (_, at) => message(`c${at}`, `k${at}`));
      await store.inbox.accept(updates, NOON);
      const claimed = await store.inbox.claim(120, NOON);
      await Promise.all(
        claimed.map((one, at) => store.inbox.commitTurn(turn(one, [], { feedback: [filing(codeOf(at))] }))),
      );
      expect(await desk.list({}, 1_000, 0)).toHaveLength(120);
      expect(await readAudit(desk)).toHaveLength(120);
    });
  });

  describe("looking up", () => {
    beforeEach(() => act(store, "a", [filing(A)]));

    it("shows an account its own tickets, newest first", async () => {
      await act(store, "a", [filing(B)], { now: NOON + MINUTE });
      await act(store, "b", [filing(C)]);
      expect((await ownOf(store, "a")).map(({ code }) => code)).toEqual([B, A]);
      expect(await ownOf(store, "nobody")).toEqual([]);
    });

    it("shows a ticket by its code to the account that filed it, without a PIN", async () => {
      expect(await lookAt(store, "a", A)).toEqual([
        {
          code: A,
          status: "received",
          category: "delay",
          createdAt: NOON,
          changedAt: NOON,
          words: undefined,
          rating: undefined,
          isOwn: true,
        },
      ]);
    });

    it("shows it to another account with the PIN only", async () => {
      expect(await lookAt(store, "b", A, PIN)).toMatchObject([{ code: A, isOwn: false }]);
      expect(await lookAt(store, "b", A)).toEqual([]);
      expect(await lookAt(store, "b", A, WRONG)).toEqual([]);
      expect(await lookAt(store, "b", B, PIN)).toEqual([]);
    });

    it("answers nobody else after five wrong PINs, for longer each time, and its owner always", async () => {
      for (let tries = 0; tries < 5; tries += 1) await lookAt(store, "b", A, WRONG);
      expect(await lookAt(store, "b", A, PIN, NOON + 15 * MINUTE - 1)).toEqual([]);
      expect(await lookAt(store, "a", A)).toHaveLength(1);
      // The lock is over: one more is wrong, and it locks twice as long.
      const later = NOON + 15 * MINUTE;
      await lookAt(store, "b", A, WRONG, later);
      expect(await lookAt(store, "b", A, PIN, later + 30 * MINUTE - 1)).toEqual([]);
      expect(await lookAt(store, "b", A, PIN, later + 30 * MINUTE)).toHaveLength(1);
    });

    it("counts wrong PINs that come at the same moment, and begins anew after a right one", async () => {
      await Promise.all(Array.from({ length: 4 }, () => lookAt(store, "b", A, WRONG)));
      expect(await lookAt(store, "b", A, PIN)).toHaveLength(1);
      await Promise.all(Array.from({ length: 5 }, () => lookAt(store, "b", A, WRONG)));
      expect(await lookAt(store, "b", A, PIN)).toEqual([]);
    });

    it("never locks longer than a week, and a locked ticket counts nothing", async () => {
      let now = NOON;
      for (let tries = 0; tries < 40; tries += 1) {
        await lookAt(store, "b", A, WRONG, now);
        now += 7 * DAY;
      }
      await lookAt(store, "b", A, WRONG, now);
      for (let tries = 0; tries < 10; tries += 1) await lookAt(store, "b", A, WRONG, now + 1);
      expect(await lookAt(store, "b", A, PIN, now + 7 * DAY)).toHaveLength(1);
    });
  });

  describe("a citizen who comes back", () => {
    beforeEach(() => act(store, "a", [filing(A, "story")]));

    it("adds to the ticket, and rates it", async () => {
      await act(store, "a", [addition(A, "one more thing"), { kind: "rate", code: A, rating: 4 }], {
        now: NOON + DAY,
      });
      expect((await lookAt(store, "a", A))[0]).toMatchObject({ changedAt: NOON + DAY, rating: 4 });
      await desk.makeBatch({}, UNIT, NOON);
      expect(await readBatch(desk, 1)).toEqual(["report: story", "addition: one more thing"]);
      expect(await readAudit(desk)).toEqual([`filed ${A}`, `entry-added ${A}`, `rated ${A}`, "batch-made 1"]);
    });

    it("takes it back before it was handed over: nothing of it is left to read, and the row stays", async () => {
      await act(store, "a", [addition(A)]);
      await act(store, "a", [withdrawal(A)]);
      expect(await desk.ticket(A)).toMatchObject({ status: "closed", isWithdrawn: true, isErased: true });
      expect(await desk.makeBatch({}, UNIT, NOON)).toBeUndefined();
      expect(await desk.sealed("", 100)).toEqual([]);
      expect(await lookAt(store, "a", A)).toMatchObject([{ status: "closed" }]);
    });

    it("takes it back after it was handed over: the unit hears of it by the next batch", async () => {
      await desk.makeBatch({}, UNIT, NOON);
      await act(store, "a", [addition(A, "not handed over yet")]);
      await act(store, "a", [withdrawal(A)]);
      expect(await desk.ticket(A)).toMatchObject({ status: "closed", isWithdrawn: true, isErased: false });
      await desk.makeBatch({}, UNIT, NOON);
      expect(await readBatch(desk, 1)).toEqual(["report: story"]);
      expect(await readBatch(desk, 2)).toEqual(["withdrawal: withdrawal"]);
    });

    it("changes nothing any more once it was taken back", async () => {
      await act(store, "a", [withdrawal(A)]);
      await act(store, "a", [addition(A), withdrawal(A), { kind: "rate", code: A, rating: 1 }]);
      expect(await readAudit(desk)).toEqual([`filed ${A}`, `withdrawn ${A}`]);
      expect((await desk.ticket(A))?.rating).toBeUndefined();
    });
  });

  describe("being forgotten", () => {
    it("erases the conversation and leaves the tickets, when that is asked", async () => {
      await act(store, "a", [filing(A)]);
      await act(store, "a", [], { erasesCitizen: true });
      expect(await ownOf(store, "a")).toHaveLength(1);
      expect(await store.eraseCitizen(citizenOf("a"))).toBe(1);
      expect(await ownOf(store, "a")).toHaveLength(1);
    });

    it("takes the tickets too: a stub stays that is nobody's, and the unit is told of what it holds", async () => {
      await act(store, "a", [filing(A)]);
      await desk.makeBatch({}, UNIT, NOON);
      await act(store, "a", [filing(B)]);
      await act(store, "c", [filing(C)]);
      await act(store, "a", [], { erasesCitizen: true, erasesTickets: true });
      expect(await ownOf(store, "a")).toEqual([]);
      for (const code of [A, B]) {
        expect(await lookAt(store, "a", code, PIN)).toEqual([]);
        expect(await desk.ticket(code)).toMatchObject({
          status: "closed",
          isWithdrawn: true,
          isErased: true,
          category: "delay",
        });
      }
      expect(await readBatch(desk, 1)).toEqual(["report: –"]);
      await desk.makeBatch({}, UNIT, NOON);
      expect(await readBatch(desk, 2)).toEqual([`report: report ${C}`, "withdrawal: –"]);
      expect((await readAudit(desk)).filter((line) => line.startsWith("erased")).sort()).toEqual(
        [`erased ${A}`, `erased ${B}`].sort(),
      );
      expect(await waitingTexts(store, "a")).toEqual([]);
    });
  });
});
