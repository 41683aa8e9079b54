import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BatchMismatch, TicketConflict, type TicketDesk } from "../../src/core/feedback/index.ts";
import type { Store, TurnCommit } from "../../src/core/messaging/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { expectOrder } from "./expect-order.ts";
import { KEY, openHouses } from "./open-houses.ts";
import { answer, claimOne, DAY, MINUTE, message, NOON, RETENTION, turn } from "./store-words.ts";
import {
  act,
  addition,
  citizenOf,
  codeOf,
  filing,
  lookAt,
  NOTICE,
  ownOf,
  photo,
  readAudit,
  readBatch,
  sealedWords,
  UNIT,
  waitingTexts,
  withdrawal,
  wordsOf,
} from "./ticket-words.ts";

const { kinds, postgres, newFolder } = openHouses();
const [A, B, C] = [codeOf(1), codeOf(2), codeOf(3)];
const HASH = "5e".repeat(32);

describe.each(kinds)("the desk of tickets on %s", (_kind, open) => {
  let store: Store;
  let desk: TicketDesk;
  beforeEach(async () => {
    store = await open();
    desk = store.desk(NOTICE);
  });
  afterEach(() => store.close());

  it("lists tickets newest first, page by page, as the filter says", async () => {
    await act(store, "a", [filing(A)], { now: NOON });
    await act(store, "b", [{ ...filing(B), category: "praise", office: undefined }], { now: NOON + 1 });
    await act(store, "c", [filing(C)], { now: NOON + 2, channel: "web" });
    const codes = async (...asked: Parameters<TicketDesk["list"]>) =>
      (await desk.list(...asked)).map(({ code }) => code);
    expect(await codes({}, 2, 0)).toEqual([C, B]);
    expect(await codes({}, 2, 2)).toEqual([A]);
    expect(await codes({ since: NOON + 1, until: NOON + 2 }, 10, 0)).toEqual([B]);
    expect(await codes({ category: "praise" }, 10, 0)).toEqual([B]);
    expect(await codes({ office: "ubnd-an-bien", status: "received" }, 10, 0)).toEqual([C, A]);
    expect(await codes({ status: "answered" }, 10, 0)).toEqual([]);
  });

  describe("a batch", () => {
    it("takes all that is new, hands it over, tells the citizens, and is in the log", async () => {
      await act(store, "a", [filing(A)]);
      await act(store, "b", [filing(B)]);
      await act(store, "a", [addition(A, "more")]);
      const batch = await desk.makeBatch({}, UNIT, NOON + DAY);
      expect(batch).toMatchObject({ number: 1, createdBy: UNIT, createdAt: NOON + DAY, entries: 3 });
      expect(await readBatch(desk, 1)).toEqual([
        `report: report ${A}`,
        `report: report ${B}`,
        "addition: more",
      ]);
      expect(await desk.ticket(A)).toMatchObject({ status: "handed-over", batch: 1, changedAt: NOON + DAY });
      expect(await waitingTexts(store, "a")).toEqual([`${A} handed-over`]);
      expect(await readAudit(desk)).toContain("batch-made 1");
      const [last] = (await desk.audit.lines(0, 100)).slice(-1);
      expect(batch).toMatchObject({ auditSeq: last?.seq, auditHash: last?.hash });
      expect(await desk.batch(1)).toEqual(batch);
      expect(await desk.batch(2)).toBeUndefined();
    });

    it("holds what no earlier one held, and there is none when nothing is new", async () => {
      expect(await desk.makeBatch({}, UNIT, NOON)).toBeUndefined();
      await act(store, "a", [filing(A)]);
      await desk.makeBatch({}, UNIT, NOON);
      expect(await desk.makeBatch({}, UNIT, NOON)).toBeUndefined();
      await act(store, "a", [addition(A, "more")]);
      expect(await desk.makeBatch({}, UNIT, NOON)).toMatchObject({ number: 2, entries: 1 });
      expect(await readBatch(desk, 1)).toEqual([`report: report ${A}`]);
      expect(await readBatch(desk, 2)).toEqual(["addition: more"]);
      // Its report went out with the first: what was added changes nothing about that.
      expect((await desk.ticket(A))?.batch).toBe(1);
      expect((await desk.batches(10)).map(({ number }) => number)).toEqual([2, 1]);
    });

    it("holds only what the filter lets through; the rest is still new", async () => {
      await act(store, "a", [filing(A)]);
      await act(store, "b", [{ ...filing(B), category: "praise" }]);
      const batch = await desk.makeBatch({ category: "praise" }, UNIT, NOON);
      expect(batch?.filter).toEqual({ category: "praise" });
      expect(await readBatch(desk, 1)).toEqual([`report: report ${B}`]);
      await desk.makeBatch({}, UNIT, NOON);
      expect(await readBatch(desk, 2)).toEqual([`report: report ${A}`]);
    });

    it("leaves a ticket for the next one while one of its files is being fetched", async () => {
      await act(store, "a", [photo(A)]);
      await act(store, "a", [filing(A)]);
      await act(store, "b", [filing(B)]);
      await desk.makeBatch({}, UNIT, NOON);
      expect(await readBatch(desk, 1)).toEqual([`report: report ${B}`]);
      const [wanted] = await store.files.claim(10, NOON);
      const result = {
        kind: "sealed",
        sealed: sealedWords("photo"),
        mediaType: "image/jpeg",
        size: 5,
      } as const;
      await store.files.settle(wanted as never, result, NOON);
      await desk.makeBatch({}, UNIT, NOON);
      const [entry] = await desk.entries(2, 0, 10);
      expect(entry).toMatchObject({ kind: "report", files: [{ mediaType: "image/jpeg", size: 5 }] });
      expect(wordsOf(await desk.file(entry?.files[0]?.id ?? ""))).toBe("photo");
    });

    it("is read page by page, always in the same order", async () => {
      for (let at = 0; at < 7; at += 1) await act(store, "a", [filing(codeOf(at), `${at}`)]);
      await desk.makeBatch({}, UNIT, NOON);
      const read = async () => {
        const found: string[] = [];
        for (let after = 0; ; ) {
          const page = await desk.entries(1, after, 3);
          if (page.length === 0) return found;
          found.push(...page.map(({ sealed }) => wordsOf(sealed) ?? ""));
          after = page.at(-1)?.id ?? 0;
        }
      };
      expect(await read()).toEqual(["0", "1", "2", "3", "4", "5", "6"]);
      expect(await read()).toEqual(await read());
    });

    it("is finished once, with one manifest", async () => {
      await act(store, "a", [filing(A)]);
      await desk.makeBatch({}, UNIT, NOON);
      await desk.finishBatch(1, HASH, UNIT, NOON + 5);
      await desk.finishBatch(1, HASH, UNIT, NOON + 9);
      expect(await desk.batch(1)).toMatchObject({ manifestSha256: HASH, finishedAt: NOON + 5 });
      expect((await readAudit(desk)).filter((line) => line === "batch-finished 1")).toHaveLength(1);
      await expect(desk.finishBatch(1, "00".repeat(32), UNIT, NOON)).rejects.toThrow(BatchMismatch);
      await expect(desk.finishBatch(2, HASH, UNIT, NOON)).rejects.toThrow(BatchMismatch);
    });

    it("is made once when two people ask for it at the same moment", async () => {
      for (let at = 0; at < 20; at += 1) await act(store, "a", [filing(codeOf(at))]);
      const made = await Promise.all([1, 2, 3].map(() => desk.makeBatch({}, UNIT, NOON)));
      expect(made.flatMap((one) => one ?? []).map(({ number }) => number)).toEqual([1]);
      expect(await desk.entries(1, 0, 100)).toHaveLength(20);
    });
  });

  describe("changes of status", () => {
    beforeEach(async () => {
      await act(store, "a", [filing(A)]);
      await act(store, "b", [filing(B)]);
      await desk.makeBatch({}, UNIT, NOON);
    });

    it("are written with the unit's words, and told to the citizens", async () => {
      const change = { code: A, from: "handed-over", to: "answered", words: "Đã nhắc nhở cán bộ." } as const;
      await desk.apply([change], UNIT, NOON + DAY);
      expect((await lookAt(store, "a", A))[0]).toMatchObject({
        status: "answered",
        words: "Đã nhắc nhở cán bộ.",
        changedAt: NOON + DAY,
      });
      expect(await waitingTexts(store, "a")).toEqual([
        `${A} handed-over`,
        `${A} answered Đã nhắc nhở cán bộ.`,
      ]);
      const [line] = (await desk.audit.lines(0, 100)).slice(-1);
      expect(line).toMatchObject({
        actor: UNIT,
        action: "status-changed",
        subject: A,
        detail: { from: "handed-over", to: "answered" },
      });
    });

    it("keep the answer when the case is closed, and forget a question that is no longer asked", async () => {
      const wordsNow = async () => (await lookAt(store, "a", A))[0]?.words;
      const ask = {
        code: A,
        from: "handed-over",
        to: "more-information-asked",
        words: "Ngày nào ạ?",
      } as const;
      await desk.apply([ask], UNIT, NOON);
      expect(await wordsNow()).toBe("Ngày nào ạ?");
      await desk.apply(
        [{ code: A, from: "more-information-asked", to: "in-progress", words: undefined }],
        UNIT,
        NOON,
      );
      expect(await wordsNow()).toBeUndefined();
      await desk.apply([{ code: A, from: "in-progress", to: "answered", words: "Xong." }], UNIT, NOON);
      await desk.apply([{ code: A, from: "answered", to: "closed", words: undefined }], UNIT, NOON);
      expect(await wordsNow()).toBe("Xong.");
    });

    it.each([
      ["stands elsewhere", { code: B, from: "in-progress", to: "answered", words: "x" }],
      ["does not exist", { code: C, from: "handed-over", to: "in-progress", words: undefined }],
      ["cannot step there", { code: B, from: "handed-over", to: "received", words: undefined }],
    ] as const)("change nothing at all when one ticket %s", async (_why, bad) => {
      const good = { code: A, from: "handed-over", to: "in-progress", words: undefined } as const;
      const applied = desk.apply([good, bad], UNIT, NOON);
      await expect(applied).rejects.toThrow(TicketConflict);
      await expect(applied).rejects.toMatchObject({ codes: [bad.code] });
      expect((await desk.ticket(A))?.status).toBe("handed-over");
      expect(await waitingTexts(store, "a")).toHaveLength(1);
      expect((await readAudit(desk)).filter((line) => line.startsWith("status-changed"))).toEqual([]);
    });

    it("never hand over what is in no batch", async () => {
      await act(store, "c", [filing(C)]);
      const change = { code: C, from: "received", to: "handed-over", words: undefined } as const;
      await expect(desk.apply([change], UNIT, NOON)).rejects.toThrow(TicketConflict);
    });

    it("are refused for a ticket that its citizen took back meanwhile", async () => {
      await act(store, "a", [withdrawal(A)]);
      const change = { code: A, from: "handed-over", to: "in-progress", words: undefined } as const;
      await expect(desk.apply([change], UNIT, NOON)).rejects.toThrow(TicketConflict);
    });
  });

  it("gives all that is sealed to be sealed anew, and what was erased meanwhile stays erased", async () => {
    await act(store, "a", [photo(A)]);
    const [wanted] = await store.files.claim(10, NOON);
    const fetched = {
      kind: "sealed",
      sealed: sealedWords("photo"),
      mediaType: "image/png",
      size: 5,
    } as const;
    await store.files.settle(wanted as never, fetched, NOON);
    await act(store, "a", [filing(A, "one")]);
    await act(store, "b", [filing(B, "two")]);
    const all: { id: string; sealed: Uint8Array }[] = [];
    for (let after = ""; ; after = all.at(-1)?.id ?? "") {
      const page = await desk.sealed(after, 2);
      if (page.length === 0) break;
      all.push(...page);
    }
    expect(all.map(({ sealed }) => wordsOf(sealed))).toEqual(["one", "two", "photo"]);
    await act(store, "b", [withdrawal(B)]);
    const anew = all.map(({ id, sealed }) => ({ id, sealed: sealedWords(`anew ${wordsOf(sealed)}`) }));
    await desk.reseal(anew, UNIT, NOON);
    expect((await desk.sealed("", 9)).map(({ sealed }) => wordsOf(sealed))).toEqual([
      "anew one",
      "anew photo",
    ]);
    expect(await readAudit(desk)).toContain("resealed");
  });

  describe("one person", () => {
    const LOG = {
      at: NOON,
      channel: "zalo",
      outcome: "answered",
      intent: undefined,
      entry: undefined,
      facet: undefined,
      text: undefined,
      durationMs: 1,
    } as const;

    beforeEach(async () => {
      await act(store, "a", [filing(A)], { parts: [{ text: "mã", buttons: [] }], log: LOG });
      await desk.makeBatch({}, UNIT, NOON);
      await act(store, "a", [photo(B), filing(B)]);
      await act(store, "other", [filing(C)]);
      await store.inbox.accept([message("a", "waiting")], NOON);
    });

    it("is found over all tables, by the account or by a code", async () => {
      const finding = await desk.find({ citizen: citizenOf("a") });
      expect(finding).toMatchObject({
        conversation: true,
        waitingUpdates: 1,
        outboxParts: 2,
        turnLogLines: 1,
        files: 1,
      });
      expect(finding.tickets.map(({ code }) => code).sort()).toEqual([A, B].sort());
      expect(await desk.find({ code: A })).toEqual(finding);
      expect(await desk.find({ citizen: citizenOf("nobody") })).toMatchObject({
        conversation: false,
        tickets: [],
      });
    });

    it("is erased over all tables, and the finding tells which batches hold copies", async () => {
      const went = await desk.erase({ code: B }, UNIT, NOON);
      expect(went.tickets.find(({ code }) => code === A)?.batch).toBe(1);
      expect(await desk.find({ citizen: citizenOf("a") })).toEqual({
        conversation: false,
        waitingUpdates: 0,
        outboxParts: 0,
        turnLogLines: 0,
        files: 0,
        tickets: [],
      });
      expect(await desk.find({ code: A })).toMatchObject({ tickets: [{ code: A, isErased: true }] });
      expect((await store.inbox.claim(10, NOON)).length).toBe(0);
      expect(await ownOf(store, "other")).toHaveLength(1);
      const lines = await desk.audit.lines(0, 100);
      expect(lines.filter(({ action }) => action === "erased").map(({ actor }) => actor)).toEqual([
        UNIT,
        UNIT,
        UNIT,
      ]);
      expect(JSON.stringify(lines)).not.toContain('"a"');
    });

    it("leaves nothing behind by a turn that ran meanwhile", async () => {
      const claimed = await claimOne(store);
      await desk.erase({ citizen: citizenOf("a") }, UNIT, NOON);
      expect(
        await store.inbox.commitTurn(turn(claimed, ["trả lời"], { feedback: [filing(codeOf(9))] })),
      ).toBe("stale");
      expect(await waitingTexts(store, "a")).toEqual([]);
      // And is served as anybody when they write again.
      await answer(store, "a", "again", ["xin chào"]);
      expect(await waitingTexts(store, "a")).toEqual(["xin chào"]);
    });
  });
});

describe("two processes on one PostgreSQL", () => {
  it("make batches without gaps, and no entry goes out twice", async () => {
    const settings = {
      databaseUrl: await postgres().newDatabase(),
      serviceKey: KEY,
      dataDir: await newFolder(),
    };
    const stores = [await openStore(settings), await openStore(settings)] as const;
    const updates = Array.from({ length: 30 }, (_, at) => message(`c${at}`, `k${at}`));
    await stores[0].inbox.accept(updates, NOON);
    const claimed = await stores[0].inbox.claim(30, NOON);
    const work = async (store: Store, own: typeof claimed) => {
      for (const one of own) {
        await store.inbox.commitTurn(turn(one, [], { feedback: [filing(codeOf(one.seq))] }));
        await store.desk(NOTICE).makeBatch({}, UNIT, NOON);
      }
    };
    await Promise.all([work(stores[0], claimed.slice(0, 15)), work(stores[1], claimed.slice(15))]);
    const desk = stores[0].desk(NOTICE);
    await desk.makeBatch({}, UNIT, NOON);
    const batches = [...(await desk.batches(100))].reverse();
    expect(batches.map(({ number }) => number)).toEqual(batches.map((_, at) => at + 1));
    const codes: string[] = [];
    for (const { number, entries } of batches) {
      const found = await desk.entries(number, 0, 100);
      expect(found).toHaveLength(entries);
      codes.push(...found.map(({ ticket }) => ticket.code));
    }
    expect(codes).toHaveLength(30);
    expect(new Set(codes).size).toBe(30);
    await Promise.all(stores.map((store) => store.close()));
  });

  it("never stand in each other's way for good, whatever they do at the same moment", async () => {
    const settings = {
      databaseUrl: await postgres().newDatabase(),
      serviceKey: KEY,
      dataDir: await newFolder(),
    };
    const stores = [await openStore(settings), await openStore(settings)] as const;
    const citizens = Array.from({ length: 40 }, (_, at) => `c${at}`);
    for (const round of ["file", "more", "forget"])
      await stores[0].inbox.accept(
        citizens.map((id) => message(id, `${id} ${round}`)),
        NOON,
      );
    const code = (id: string) => codeOf(Number(id.slice(1)));
    const turns = async (more: (id: string) => Partial<TurnCommit>) => {
      const claimed = await stores[0].inbox.claim(40, NOON);
      await Promise.all(
        claimed.map((one, at) => {
          const store = at % 2 ? stores[0] : stores[1];
          return store.inbox.commitTurn(turn(one, ["dạ"], more(one.update.citizen.id)));
        }),
      );
    };
    /** Everything else that goes on beside the turns, in both processes. */
    const beside = () =>
      stores.flatMap((store) => {
        const desk = store.desk(NOTICE);
        return [
          desk.makeBatch({}, UNIT, NOON),
          store.prune(RETENTION, NOON + 31 * MINUTE),
          store.check(),
          desk.erase({ code: codeOf(3) }, UNIT, NOON),
          ...citizens.slice(0, 10).map((id) => lookAt(store, "guesser", code(id), "000000")),
          store.files
            .claim(10, NOON)
            .then((files) =>
              Promise.all(
                files.map((file, at) =>
                  store.files.settle(
                    file,
                    at % 2
                      ? { kind: "refused", parts: [{ text: "không được", buttons: [] }] }
                      : { kind: "sealed", sealed: sealedWords("photo"), mediaType: "image/png", size: 1 },
                    NOON,
                  ),
                ),
              ),
            ),
        ];
      });
    await Promise.all([turns((id) => ({ feedback: [photo(code(id)), filing(code(id))] })), ...beside()]);
    await Promise.all([turns((id) => ({ feedback: [photo(code(id))] })), ...beside()]);
    await Promise.all([turns(() => ({ erasesCitizen: true, erasesTickets: true })), ...beside()]);
    await Promise.all(beside());
    await expectOrder(stores[1].desk(NOTICE));
    await Promise.all(stores.map((store) => store.close()));
  });
});
