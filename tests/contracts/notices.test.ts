import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/core/conversation/index.ts";
import type { Settlement, Store } from "../../src/core/messaging/index.ts";
import { openHouses } from "./open-houses.ts";
import { DAY, NOON, RETENTION } from "./store-words.ts";
import { act, waitingTexts } from "./ticket-words.ts";

const { kinds } = openHouses();
const say = (text: string): Reply => ({ text, buttons: [] });
const secret = (text: string): Reply => ({ ...say(text), isPrivate: true });
const notice = (text: string): Reply => ({ ...secret(text), isNotice: true });
const WINDOW_CLOSED: Settlement = { kind: "given-up", reason: "window-closed", code: "-230" };

describe.each(kinds)("parts of a special kind on %s", (_kind, open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const send = (id: string, parts: readonly Reply[], now = NOON) => act(store, id, [], { parts, now });
  const claim = async (now = NOON) => {
    const [part] = await store.outbox.claimDue(["zalo"], 1, now);
    return part;
  };
  const end = async (settlement: Settlement, now = NOON) => {
    const part = await claim(now);
    if (!part) throw new Error("there is nothing to claim");
    await store.outbox.settle(part.id, settlement, now);
    return part.part.text;
  };

  describe("notices", () => {
    it("go after the answers, of all citizens and of each", async () => {
      for (let at = 0; at < 30; at += 1) await send(`c${at}`, [notice(`tin ${at}`)]);
      await send("c3", [say("trả lời 3")]);
      await send("new", [say("trả lời mới"), say("và nữa")]);
      const order: string[] = [];
      for (let at = 0; at < 4; at += 1) order.push(await end({ kind: "delivered" }));
      expect(order).toEqual(["trả lời 3", "trả lời mới", "và nữa", "tin 0"]);
    });

    it("hold up no answer while one of them waits for its time", async () => {
      await send("a", [notice("tin")]);
      await end({ kind: "retry", at: NOON + DAY, reason: "transient", code: "500", isTry: true });
      await send("a", [say("trả lời")]);
      expect((await claim())?.part.text).toBe("trả lời");
    });

    it("are carried one at a time with the answers of their citizen", async () => {
      await send("a", [notice("tin")]);
      const onItsWay = await claim();
      await send("a", [say("trả lời")]);
      expect(await claim()).toBeUndefined();
      await store.outbox.settle(onItsWay?.id ?? 0, { kind: "delivered" }, NOON);
      expect((await claim())?.part.text).toBe("trả lời");
    });

    it("never become too old like answers, and do not count as waiting", async () => {
      await send("a", [notice("tin"), say("trả lời")]);
      expect(await store.outbox.depth()).toEqual([{ channel: "zalo", waiting: 1, oldestAt: NOON }]);
      expect(await store.outbox.dropOlderThan(NOON + 1, NOON + 1)).toBe(1);
      expect(await waitingTexts(store, "a")).toEqual(["tin"]);
      expect(await store.outbox.depth()).toEqual([]);
    });

    it.each([
      WINDOW_CLOSED,
      { kind: "given-up", reason: "permanent", code: "403" },
      { kind: "dropped", reason: "too-old" },
    ] as const)(
      "are held when the channel refuses ($reason), until their citizen acts",
      async (settlement) => {
        await send("a", [notice("tin")]);
        await end(settlement);
        expect(await claim(NOON + DAY)).toBeUndefined();
        expect(await store.outbox.ended(10)).toEqual([]);
        await send("b", [], NOON + DAY);
        expect(await claim(NOON + DAY)).toBeUndefined();
        await send("a", [say("chào")], NOON + DAY);
        expect(await end({ kind: "delivered" }, NOON + DAY)).toBe("chào");
        const again = await claim(NOON + DAY);
        // As if it were new: it may be tried again for a while.
        expect(again).toMatchObject({ part: { text: "tin" }, tries: 0, createdAt: NOON + DAY });
      },
    );

    it("wait for what the citizen does, not for what others do about them", async () => {
      await send("a", [notice("tin")]);
      await end(WINDOW_CLOSED);
      await act(store, "a", [], { inboundAt: undefined, now: NOON + 1 });
      expect(await claim(NOON + DAY)).toBeUndefined();
    });

    it("still wait for a citizen whose conversation was forgotten meanwhile", async () => {
      await send("a", [notice("tin")]);
      await end(WINDOW_CLOSED);
      await store.prune(RETENTION, NOON + 20 * DAY);
      await send("a", [], NOON + 20 * DAY);
      expect((await claim(NOON + 20 * DAY))?.part.text).toBe("tin");
    });

    it("end after their retention, however often they were tried", async () => {
      await send("a", [notice("tin")]);
      await end(WINDOW_CLOSED);
      const later = NOON + 80 * DAY;
      await send("a", [], later);
      await end(WINDOW_CLOSED, later);
      await store.prune(RETENTION, NOON + RETENTION.noticesMs);
      await send("a", [], later);
      expect((await claim(later))?.part.text).toBe("tin");
      await store.prune(RETENTION, NOON + RETENTION.noticesMs + 1);
      expect(await waitingTexts(store, "a")).toEqual([]);
      expect(await store.outbox.ended(10)).toMatchObject([{ state: "dropped", reason: "too-old" }]);
      expect(await store.outbox.replay(undefined, later)).toBe(0);
    });

    it("go with everything of a citizen who wants to be forgotten", async () => {
      await send("a", [notice("tin")]);
      await end(WINDOW_CLOSED);
      await act(store, "a", [], { erasesCitizen: true });
      expect(await claim(NOON + DAY)).toBeUndefined();
    });
  });

  describe("private parts", () => {
    const giveUp: Settlement = { kind: "given-up", reason: "permanent", code: "403" };

    it("are listed when they were given up, and cannot be sent again", async () => {
      await send("a", [secret("anh/chị kể rằng …")]);
      await end(giveUp);
      expect(await store.outbox.ended(10)).toMatchObject([{ state: "given-up", code: "403" }]);
      expect(await store.outbox.replay(undefined, NOON)).toBe(0);
    });

    it("cannot be sent again either when they became too old; others can", async () => {
      await send("a", [secret("anh/chị kể rằng …")]);
      await send("b", [say("lệ phí")]);
      expect(await store.outbox.dropOlderThan(NOON + 1, NOON + 1)).toBe(2);
      expect(await store.outbox.replay(undefined, NOON)).toBe(1);
      expect((await claim())?.part.text).toBe("lệ phí");
    });
  });
});
