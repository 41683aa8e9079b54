import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Store, ZaloTokens } from "../../src/core/messaging/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { KEY, openHouses } from "./open-houses.ts";
import { answer, claimOne, DAY, MINUTE, message, NOON, RETENTION, talk, turn } from "./store-words.ts";

const { postgres, newFolder, kinds } = openHouses();

describe.each(kinds)("a store on %s", (_kind, open) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  describe("accepting updates", () => {
    it("takes an update once, however often it is delivered", async () => {
      expect(await store.inbox.accept([message("a", "k1")], NOON)).toEqual(["accepted"]);
      expect(await store.inbox.accept([message("a", "k1")], NOON)).toEqual(["duplicate"]);
      expect((await store.inbox.depth()).waiting).toBe(1);
    });

    it("takes it once when twenty senders come at the same moment", async () => {
      const results = await Promise.all(
        Array.from({ length: 20 }, () => store.inbox.accept([message("a", "k1")], NOON)),
      );
      expect(results.flat().filter((result) => result === "accepted")).toHaveLength(1);
    });

    it("takes it once within one call, and keeps results in order", async () => {
      const updates = [message("a", "k1"), message("a", "k1"), message("b", "k2")];
      expect(await store.inbox.accept(updates, NOON)).toEqual(["accepted", "duplicate", "accepted"]);
    });

    it("takes two equal texts with different keys as two", async () => {
      expect(
        await store.inbox.accept([message("a", "k1", "vâng"), message("a", "k2", "vâng")], NOON),
      ).toEqual(["accepted", "accepted"]);
    });

    it("still knows an update as a repeat when its turn is done", async () => {
      await answer(store, "a", "k1", ["chào"]);
      expect(await store.inbox.accept([message("a", "k1")], NOON)).toEqual(["duplicate"]);
    });
  });

  describe("claiming updates", () => {
    it("hands out one update of a citizen at a time, in the order of acceptance", async () => {
      await store.inbox.accept([message("a", "k1"), message("a", "k2"), message("b", "k3")], NOON);
      const first = await store.inbox.claim(10, NOON);
      expect(first.map(({ update }) => update.key)).toEqual(["k1", "k3"]);
      expect(await store.inbox.claim(10, NOON)).toEqual([]);
      await store.inbox.commitTurn(turn(first[0] as never, []));
      expect((await claimOne(store)).update.key).toBe("k2");
    });

    it("brings the conversation as the last turn left it", async () => {
      await store.inbox.accept([message("a", "k1"), message("a", "k2")], NOON);
      const first = await claimOne(store);
      expect(first.conversation).toBeUndefined();
      const conversation = {
        session: undefined,
        buttons: [],
        staffUntil: 5,
        erasureAsked: true,
        pace: { since: 7, count: 2 },
      };
      await store.inbox.commitTurn(turn(first, [], { conversation }));
      const second = await claimOne(store);
      expect(second.conversation).toEqual(conversation);
      expect(second.version).toBe(1);
    });
  });

  describe("committing a turn", () => {
    it("puts the replies into the outbox and ends the update", async () => {
      await answer(store, "a", "k1", ["một", "hai"]);
      expect((await store.inbox.depth()).waiting).toBe(0);
      expect(await store.outbox.depth()).toEqual([{ channel: "zalo", waiting: 2, oldestAt: NOON }]);
    });

    it("is stale, and changes nothing, the second time", async () => {
      await store.inbox.accept([message("a", "k1")], NOON);
      const claimed = await claimOne(store);
      expect(await store.inbox.commitTurn(turn(claimed, ["một"]))).toBe("committed");
      expect(await store.inbox.commitTurn(turn(claimed, ["một"]))).toBe("stale");
      expect((await store.outbox.depth())[0]?.waiting).toBe(1);
    });

    it("is stale when the conversation has moved on", async () => {
      await answer(store, "a", "k0", []);
      await store.inbox.accept([message("a", "k1")], NOON);
      const claimed = await claimOne(store);
      expect(await store.inbox.commitTurn(turn(claimed, ["một"], { version: 0 }))).toBe("stale");
      expect(await store.outbox.depth()).toEqual([]);
      expect((await store.inbox.depth()).waiting).toBe(1);
    });

    it("keeps the turn log, newest first", async () => {
      await store.inbox.accept([message("a", "k1"), message("b", "k2")], NOON);
      const line = {
        at: NOON,
        channel: "zalo",
        outcome: "answered",
        intent: "hoi-le-phi",
        entry: "1.001193",
        facet: "fees",
        text: "phí khai sinh",
        durationMs: 2.5,
      } as const;
      const [one, two] = await store.inbox.claim(2, NOON);
      await store.inbox.commitTurn(turn(one as never, [], { log: line }));
      const other = { ...line, outcome: "feedback", text: undefined } as const;
      await store.inbox.commitTurn(turn(two as never, [], { log: other }));
      expect(await store.turnLog.recent(5)).toEqual([other, line]);
    });

    it("tells how often each entry was answered from, and since when", async () => {
      const asked = async (citizen: string, entry: string | undefined, at: number) =>
        talk(store, citizen, { at, entry, outcome: entry ? "answered" : "not-understood" });
      await asked("a", "1.001193", NOON - 100 * MINUTE);
      await asked("a", "1.001193", NOON);
      await asked("b", "1.001193", NOON);
      await asked("b", "1.000894", NOON);
      await asked("b", undefined, NOON);
      const counts = await store.turnLog.askedSince(NOON);
      expect([...counts].sort((a, b) => b.count - a.count)).toEqual([
        { entry: "1.001193", count: 2 },
        { entry: "1.000894", count: 1 },
      ]);
    });

    it("tells what went without a clear answer, and what the citizen came to afterwards", async () => {
      await talk(store, "a", { outcome: "not-understood", text: "cái tờ màu hồng ấy", at: NOON });
      // Somebody else speaks in between.
      await talk(store, "b", { outcome: "answered", entry: "1.000894", text: "kết hôn", at: NOON + 1 });
      await talk(store, "a", { outcome: "answered", entry: "1.001193", text: "khai sinh", at: NOON + 2 });
      await talk(store, "b", {
        outcome: "answered",
        entry: "1.004873",
        text: "không phải, giấy độc thân",
        at: NOON + 3,
      });
      await talk(store, "a", { outcome: "handed-over", text: "việc khác", at: NOON + 60 * MINUTE });
      await talk(store, "c", { outcome: "clarified", text: undefined, at: NOON + 61 * MINUTE });
      await talk(store, "d", { outcome: "clarified", text: "sổ đỏ", at: NOON - MINUTE });
      expect(await store.turnLog.unclearSince(NOON, 9)).toEqual([
        {
          at: NOON + 60 * MINUTE,
          outcome: "handed-over",
          entry: undefined,
          text: "việc khác",
          isCorrected: false,
          thenEntry: undefined,
        },
        {
          at: NOON + 1,
          outcome: "answered",
          entry: "1.000894",
          text: "kết hôn",
          isCorrected: true,
          thenEntry: "1.004873",
        },
        {
          at: NOON,
          outcome: "not-understood",
          entry: undefined,
          text: "cái tờ màu hồng ấy",
          isCorrected: false,
          thenEntry: "1.001193",
        },
      ]);
      expect(await store.turnLog.unclearSince(NOON, 1)).toHaveLength(1);
    });

    it("commits many turns at once, each for itself", async () => {
      const updates = Array.from({ length: 300 }, (_, at) => message(`c${at}`, `k${at}`));
      await store.inbox.accept(updates, NOON);
      const claimed = await store.inbox.claim(300, NOON);
      expect(claimed).toHaveLength(300);
      const results = await Promise.all(
        claimed.map((one, at) =>
          store.inbox.commitTurn(turn(one, ["chào"], at % 10 === 0 ? { version: 7 } : {})),
        ),
      );
      expect(results.filter((result) => result === "stale")).toHaveLength(30);
      expect((await store.outbox.depth())[0]?.waiting).toBe(270);
    });
  });

  describe("a turn that breaks", () => {
    it("is tried again later, and others of the citizen wait for it", async () => {
      await store.inbox.accept([message("a", "k1"), message("a", "k2")], NOON);
      await store.inbox.fail((await claimOne(store)).seq, "TypeError", false, NOON);
      expect(await store.inbox.claim(10, NOON)).toEqual([]);
      const again = await claimOne(store, NOON + MINUTE);
      expect(again.update.key).toBe("k1");
      expect(again.tries).toBe(1);
    });

    it("is set aside for a person, and the line goes on", async () => {
      await store.inbox.accept([message("a", "k1"), message("a", "k2")], NOON);
      await store.inbox.fail((await claimOne(store)).seq, "TypeError", true, NOON);
      expect((await claimOne(store)).update.key).toBe("k2");
      expect((await store.inbox.depth()).setAside).toBe(1);
      expect(await store.inbox.replay(NOON)).toBe(1);
      expect((await store.inbox.depth()).setAside).toBe(0);
    });
  });

  describe("the outbox", () => {
    const claimTexts = async (now = NOON) =>
      (await store.outbox.claimDue(["zalo"], 10, now)).map(({ part }) => part.text);

    it("hands out one part of a citizen at a time, in order", async () => {
      await answer(store, "a", "k1", ["một", "hai"]);
      const [first] = await store.outbox.claimDue(["zalo"], 10, NOON);
      expect(first?.part.text).toBe("một");
      expect(first?.citizen).toEqual({ channel: "zalo", id: "a" });
      expect(first?.lastInboundAt).toBe(NOON);
      expect(await claimTexts()).toEqual([]);
      await store.outbox.settle(first?.id ?? 0, { kind: "delivered", messageId: "m1" }, NOON);
      expect(await claimTexts()).toEqual(["hai"]);
    });

    it("hands out parts of the channels that are asked for only", async () => {
      await answer(store, "a", "k1", ["một"]);
      expect(await store.outbox.claimDue(["telegram"], 10, NOON)).toEqual([]);
      expect(await store.outbox.claimDue([], 10, NOON)).toEqual([]);
    });

    it("waits before a retry, and holds back what comes after", async () => {
      await answer(store, "a", "k1", ["một", "hai"]);
      const [first] = await store.outbox.claimDue(["zalo"], 10, NOON);
      const settlement = {
        kind: "retry",
        at: NOON + MINUTE,
        reason: "transient",
        code: "500",
        isTry: true,
      } as const;
      await store.outbox.settle(first?.id ?? 0, settlement, NOON);
      expect(await claimTexts()).toEqual([]);
      // Not the second one's time, which has come: it is held back.
      expect(await store.outbox.nextDueAt(["zalo"], NOON)).toBe(NOON + MINUTE);
      const [again] = await store.outbox.claimDue(["zalo"], 10, NOON + MINUTE);
      expect(again?.tries).toBe(1);
    });

    it("waits for a person, and goes at once when the person has acted", async () => {
      await answer(store, "a", "k1", ["một"]);
      const [first] = await store.outbox.claimDue(["zalo"], 10, NOON);
      const settlement = {
        kind: "retry",
        at: NOON + MINUTE,
        reason: "human",
        code: "-209",
        isTry: true,
      } as const;
      await store.outbox.settle(first?.id ?? 0, settlement, NOON);
      expect(await claimTexts()).toEqual([]);
      await store.outbox.hasten("telegram", NOON);
      expect(await claimTexts()).toEqual([]);
      await store.outbox.hasten("zalo", NOON);
      expect(await claimTexts()).toEqual(["một"]);
    });

    it("lets later parts go when one was given up, and shows it until it is replayed", async () => {
      await answer(store, "a", "k1", ["một", "hai"]);
      const [first] = await store.outbox.claimDue(["zalo"], 10, NOON);
      const settlement = { kind: "given-up", reason: "permanent", code: "-213" } as const;
      await store.outbox.settle(first?.id ?? 0, settlement, NOON);
      const [second] = await store.outbox.claimDue(["zalo"], 10, NOON);
      expect(second?.part.text).toBe("hai");
      await store.outbox.settle(second?.id ?? 0, { kind: "delivered" }, NOON);
      expect(await store.outbox.ended(10)).toMatchObject([
        { channel: "zalo", state: "given-up", reason: "permanent", code: "-213" },
      ]);
      expect(await store.outbox.replay(undefined, NOON)).toBe(1);
      expect(await claimTexts()).toEqual(["một"]);
    });

    it("drops what is too old, with a record", async () => {
      await answer(store, "a", "k1", ["một"]);
      expect(await store.outbox.dropOlderThan(NOON, NOON)).toBe(0);
      expect(await store.outbox.dropOlderThan(NOON + 1, NOON + 2)).toBe(1);
      expect(await claimTexts()).toEqual([]);
      expect(await store.outbox.ended(10)).toMatchObject([{ state: "dropped", reason: "too-old" }]);
    });

    it("lets a citizen fetch, and ends what was fetched", async () => {
      await answer(store, "a", "k1", ["một", "hai"]);
      const citizen = { channel: "zalo", id: "a" } as const;
      const parts = await store.outbox.waitingFor(citizen, 0, 10);
      expect(parts.map(({ part }) => part.text)).toEqual(["một", "hai"]);
      await store.outbox.acknowledge(citizen, parts[0]?.id ?? 0, NOON);
      expect((await store.outbox.waitingFor(citizen, 0, 10)).map(({ part }) => part.text)).toEqual(["hai"]);
      expect(await store.outbox.waitingFor({ channel: "zalo", id: "b" }, 0, 10)).toEqual([]);
    });
  });

  describe("forgetting", () => {
    it("erases everything of a citizen but the reply that says so", async () => {
      await answer(store, "a", "k1", ["một"]);
      await answer(store, "b", "k2", ["hai"]);
      await store.inbox.accept([message("a", "k3")], NOON);
      await store.inbox.commitTurn(turn(await claimOne(store), ["đã xóa"], { erasesCitizen: true }));
      const texts = async (id: string) =>
        (await store.outbox.waitingFor({ channel: "zalo", id }, 0, 9)).map(({ part }) => part.text);
      expect(await texts("a")).toEqual(["đã xóa"]);
      expect(await texts("b")).toEqual(["hai"]);
      expect(await store.inbox.accept([message("a", "k1")], NOON)).toEqual(["duplicate"]);
      expect(await store.eraseCitizen({ channel: "zalo", id: "b" })).toBe(2);
    });

    it("ends a session after its silence, and keeps when the citizen last wrote", async () => {
      await store.inbox.accept([message("a", "k1")], NOON);
      const conversation = {
        session: { topics: ["x"], facets: [], offered: undefined, turns: 1, lastTurnAt: NOON },
        buttons: [{ label: "a", say: "a", payload: "a" }],
        staffUntil: undefined,
        erasureAsked: false,
        pace: undefined,
      } as const;
      await store.inbox.commitTurn(turn(await claimOne(store), ["một"], { conversation }));
      expect(await store.prune(RETENTION, NOON + 29 * MINUTE)).toBe(0);
      expect(await store.prune(RETENTION, NOON + 31 * MINUTE)).toBe(1);
      expect(await store.prune(RETENTION, NOON + 32 * MINUTE)).toBe(0);
      await store.inbox.accept([message("a", "k2")], NOON);
      const claimed = await claimOne(store);
      expect(claimed.conversation?.session).toBeUndefined();
      expect(await store.inbox.commitTurn(turn(claimed, []))).toBe("committed");
      expect((await store.outbox.claimDue(["zalo"], 1, NOON))[0]?.lastInboundAt).toBe(NOON);
    });

    it("deletes what is past its time", async () => {
      await answer(store, "a", "k1", []);
      await store.prune(RETENTION, NOON + 9 * DAY);
      expect(await store.inbox.accept([message("a", "k1")], NOON)).toEqual(["accepted"]);
    });
  });

  describe("the tokens of a Zalo account", () => {
    const first = {
      accessToken: "",
      refreshToken: "r0",
      accessExpiresAt: 0,
      refreshExpiresAt: NOON + 90 * DAY,
    };
    const next = (current: ZaloTokens) => ({
      kind: "rotated" as const,
      accessToken: `a${current.generation}`,
      refreshToken: `r${current.generation}`,
      accessExpiresAt: NOON + DAY,
      refreshExpiresAt: NOON + 90 * DAY,
    });

    it("are rotated once, however many ask at the same moment", async () => {
      await store.zaloTokens.put("oa", first, NOON);
      let calls = 0;
      const refresh = async (current: ZaloTokens) => {
        calls += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        return next(current);
      };
      const results = await Promise.all(
        Array.from({ length: 5 }, () => store.zaloTokens.rotate("oa", 1, refresh, () => NOON)),
      );
      expect(calls).toBe(1);
      for (const tokens of results) expect(tokens).toMatchObject({ refreshToken: "r1", generation: 2 });
      expect(await store.zaloTokens.read("oa")).toMatchObject({ accessToken: "a1", generation: 2 });
    });

    it("are first put by one, however many begin at once, and never over what was rotated since", async () => {
      await Promise.all(Array.from({ length: 5 }, () => store.zaloTokens.putFirst("oa", first, NOON)));
      expect((await store.zaloTokens.read("oa"))?.generation).toBe(1);
      await store.zaloTokens.rotate(
        "oa",
        1,
        async () => ({ kind: "rotated", ...first, refreshToken: "r1" }),
        () => NOON,
      );
      expect(await store.zaloTokens.putFirst("oa", first, NOON)).toMatchObject({ refreshToken: "r1" });
    });

    it("show that a refresh began, until its end is known", async () => {
      await store.zaloTokens.put("oa", first, NOON);
      const dying = store.zaloTokens.rotate(
        "oa",
        1,
        async () => {
          expect((await store.zaloTokens.read("oa"))?.refreshStartedAt).toBe(NOON);
          throw new Error("the process is at its end");
        },
        () => NOON,
      );
      await expect(dying).rejects.toThrow();
      expect(await store.zaloTokens.read("oa")).toMatchObject({ refreshToken: "r0", refreshStartedAt: NOON });
    });

    it("wait for a person's consent when they are refused", async () => {
      await store.zaloTokens.put("oa", first, NOON);
      await store.zaloTokens.rotate(
        "oa",
        1,
        async () => ({ kind: "needs-consent" }),
        () => NOON,
      );
      expect((await store.zaloTokens.read("oa"))?.state).toBe("needs-consent");
      await store.zaloTokens.put("oa", { ...first, refreshToken: "r9" }, NOON);
      expect(await store.zaloTokens.read("oa")).toMatchObject({ state: "ready", refreshToken: "r9" });
    });
  });

  it("gives a lease to one owner until it ends", async () => {
    const { leases } = store;
    expect(await leases.acquire("poll", "one", 1000, NOON)).toBe(true);
    expect(await leases.acquire("poll", "two", 1000, NOON)).toBe(false);
    expect(await leases.acquire("poll", "one", 1000, NOON + 500)).toBe(true);
    expect(await leases.acquire("poll", "two", 1000, NOON + 1600)).toBe(true);
    await leases.release("poll", "two");
    expect(await leases.acquire("poll", "one", 1000, NOON + 1600)).toBe(true);
  });

  it("says that it can be read and written", async () => {
    await expect(store.check()).resolves.toBeUndefined();
  });
});

describe("a SQLite file", () => {
  it("is refused to a second process while the first one lives", async () => {
    const settings = { databaseUrl: undefined, serviceKey: KEY, dataDir: await newFolder() };
    const store = await openStore(settings);
    await expect(openStore(settings)).rejects.toMatchObject({ code: "DATABASE_IN_USE" });
    await store.close();
    await (await openStore(settings)).close();
  });

  it("is refused with another key, and by older software", async () => {
    const settings = { databaseUrl: undefined, serviceKey: KEY, dataDir: await newFolder() };
    await (await openStore(settings)).close();
    await expect(openStore({ ...settings, serviceKey: "cd".repeat(32) })).rejects.toMatchObject({
      code: "DATABASE_OTHER_KEY",
    });
    const { default: SqliteFile } = await import("better-sqlite3");
    const file = new SqliteFile(join(settings.dataDir, "hoidap.sqlite"));
    file.exec("update meta set value = '99' where name = 'version'");
    file.close();
    await expect(openStore(settings)).rejects.toMatchObject({ code: "DATABASE_NEWER" });
  });

  it("says nothing to who has only the file", async () => {
    const dataDir = await newFolder();
    const store = await openStore({ databaseUrl: undefined, serviceKey: undefined, dataDir });
    const planted = ["nguoidan4711", "k-nguoidan4711", "cauhoibimat", "traloibimat", "tokenbimat"];
    await store.inbox.accept([message("nguoidan4711", "k-nguoidan4711", "cauhoibimat")], NOON);
    const look = async () => {
      const files = (await readdir(dataDir)).filter((name) => name !== "service.key");
      const bytes = Buffer.concat(await Promise.all(files.map((name) => readFile(join(dataDir, name)))));
      expect(bytes.length).toBeGreaterThan(10_000);
      expect(planted.filter((marker) => bytes.includes(marker))).toEqual([]);
    };
    await look();
    await store.inbox.commitTurn(turn(await claimOne(store), ["traloibimat"]));
    const tokens = {
      accessToken: "tokenbimat",
      refreshToken: "tokenbimat2",
      accessExpiresAt: 1,
      refreshExpiresAt: 1,
    };
    await store.zaloTokens.put("oa", tokens, NOON);
    await look();
    await store.close();
    await look();
  });
});

describe("two processes on one PostgreSQL", () => {
  it("share the work: each update once, in order for each citizen", async () => {
    const settings = {
      databaseUrl: await postgres().newDatabase(),
      serviceKey: KEY,
      dataDir: await newFolder(),
    };
    const stores = [await openStore(settings), await openStore(settings)] as const;
    const updates = Array.from({ length: 200 }, (_, at) => message(`c${at % 20}`, `k${at}`));
    await stores[0].inbox.accept(updates, NOON);
    const taken: string[] = [];
    const work = async (store: Store) => {
      for (let empty = 0; empty < 5; ) {
        const claimed = await store.inbox.claim(7, NOON);
        empty = claimed.length === 0 ? empty + 1 : 0;
        for (const one of claimed) {
          taken.push(one.update.key);
          expect(await store.inbox.commitTurn(turn(one, [one.update.key]))).toBe("committed");
        }
      }
    };
    await Promise.all(stores.map(work));
    expect(new Set(taken).size).toBe(200);
    expect(taken).toHaveLength(200);
    for (let citizen = 0; citizen < 20; citizen += 1) {
      const parts = await stores[0].outbox.waitingFor({ channel: "zalo", id: `c${citizen}` }, 0, 100);
      const numbers = parts.map(({ part }) => Number(part.text.slice(1)));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect(numbers).toHaveLength(10);
    }
    await Promise.all(stores.map((store) => store.close()));
  });

  it("take over at once what a process that died had claimed", async () => {
    const settings = {
      databaseUrl: await postgres().newDatabase(),
      serviceKey: KEY,
      dataDir: await newFolder(),
    };
    const dying = await openStore(settings);
    await dying.inbox.accept([message("a", "k1")], NOON);
    expect(await dying.inbox.claim(1, NOON)).toHaveLength(1);
    const living = await openStore(settings);
    expect(await living.inbox.claim(1, NOON)).toEqual([]);
    await dying.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await claimOne(living, NOON + 2_000)).update.key).toBe("k1");
    await living.close();
  });

  it("rotate the tokens of Zalo once", async () => {
    const settings = {
      databaseUrl: await postgres().newDatabase(),
      serviceKey: KEY,
      dataDir: await newFolder(),
    };
    const stores = [await openStore(settings), await openStore(settings)] as const;
    const pair = { accessToken: "a", refreshToken: "r", accessExpiresAt: 0, refreshExpiresAt: 0 };
    await stores[0].zaloTokens.put("oa", pair, NOON);
    let calls = 0;
    const refresh = async () => {
      calls += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return { kind: "rotated" as const, ...pair, refreshToken: `r${calls}` };
    };
    const results = await Promise.all(
      stores.map((store) => store.zaloTokens.rotate("oa", 1, refresh, () => NOON)),
    );
    expect(calls).toBe(1);
    for (const tokens of results) expect(tokens?.refreshToken).toBe("r1");
    await Promise.all(stores.map((store) => store.close()));
  });
});
