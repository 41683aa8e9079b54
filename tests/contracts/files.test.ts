import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DRAFT_LIFE_MS, type TicketDesk, UPLOAD_PREFIX } from "../../src/core/feedback/index.ts";
import type { Store } from "../../src/core/messaging/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { KEY, openHouses } from "./open-houses.ts";
import { DAY, MINUTE, NOON, RETENTION } from "./store-words.ts";
import {
  act,
  citizenOf,
  codeOf,
  drafting,
  filing,
  NOTICE,
  photo,
  readAudit,
  sealedWords,
  UNIT,
  waitingTexts,
  withdrawal,
  wordsOf,
} from "./ticket-words.ts";

const { kinds, postgres, newFolder } = openHouses();
const [A, B] = [codeOf(1), codeOf(2)];
const sealed = (words: string) =>
  ({ kind: "sealed", sealed: sealedWords(words), mediaType: "image/jpeg", size: 9 }) as const;

describe.each(kinds)("files of citizens on %s", (_kind, open) => {
  let store: Store;
  let desk: TicketDesk;
  beforeEach(async () => {
    store = await open();
    desk = store.desk(NOTICE);
  });
  afterEach(() => store.close());

  const claimOneFile = async (now = NOON) => {
    const [file, ...others] = await store.files.claim(10, now);
    if (!file || others.length > 0) throw new Error(`${others.length + (file ? 1 : 0)} claimed, not one`);
    return file;
  };
  /** Words of the files that stand at each entry of a batch. */
  const filesOf = async (batch: number) => {
    const found: string[][] = [];
    for (const { files } of await desk.entries(batch, 0, 100))
      found.push(await Promise.all(files.map(async ({ id }) => wordsOf(await desk.file(id)) ?? "")));
    return found;
  };

  describe("that are to be fetched", () => {
    it("are handed out once, oldest first, with where they are", async () => {
      await act(store, "a", [photo(A, "1.jpg")]);
      await act(store, "b", [photo(B, "2.jpg")], { now: NOON + 1 });
      const claimed = await store.files.claim(10, NOON + 1);
      expect(claimed).toMatchObject([
        { code: A, citizen: citizenOf("a"), attachment: { name: "1.jpg" }, tries: 0 },
        { code: B, citizen: citizenOf("b"), attachment: { name: "2.jpg" } },
      ]);
      expect(await store.files.claim(10, NOON + 1)).toEqual([]);
    });

    it("come again later after a failure, with one more try", async () => {
      await act(store, "a", [photo(A)]);
      await store.files.settle(await claimOneFile(), { kind: "retry", at: NOON + MINUTE }, NOON);
      expect(await store.files.claim(10, NOON + MINUTE - 1)).toEqual([]);
      expect(await claimOneFile(NOON + MINUTE)).toMatchObject({ tries: 1 });
    });

    it("are counted until they have come or will not, with the age of the oldest", async () => {
      expect(await store.files.depth()).toEqual({ waiting: 0, oldestAt: undefined });
      await act(store, "a", [photo(A)]);
      await act(store, "b", [photo(B)], { now: NOON + 1 });
      expect(await store.files.depth()).toEqual({ waiting: 2, oldestAt: NOON });
      const [first, second] = await store.files.claim(2, NOON + 1);
      await store.files.settle(first as never, sealed("photo"), NOON);
      expect(await store.files.depth()).toEqual({ waiting: 1, oldestAt: NOON + 1 });
      await store.files.settle(second as never, { kind: "refused", parts: [] }, NOON);
      expect(await store.files.depth()).toMatchObject({ waiting: 0 });
    });

    it("go out with the report that is filed after them", async () => {
      await act(store, "a", [photo(A)]);
      await store.files.settle(await claimOneFile(), sealed("photo"), NOON);
      expect(await store.files.claim(10, NOON + DAY)).toEqual([]);
      await act(store, "a", [filing(A)]);
      await desk.makeBatch({}, UNIT, NOON);
      expect(await filesOf(1)).toEqual([["photo"]]);
    });

    it("go out with what is added in the same turn, or alone when nothing is said", async () => {
      await act(store, "a", [filing(A)]);
      await desk.makeBatch({}, UNIT, NOON);
      const add = { kind: "add", code: A, entryKind: "addition", sealed: sealedWords("words") } as const;
      await act(store, "a", [add, photo(A)]);
      await store.files.settle(await claimOneFile(), sealed("with words"), NOON);
      await act(store, "a", [photo(A)]);
      await store.files.settle(await claimOneFile(), sealed("alone"), NOON);
      await desk.makeBatch({}, UNIT, NOON);
      expect(await filesOf(2)).toEqual([["with words"], ["alone"]]);
      const entries = await desk.entries(2, 0, 10);
      expect(entries.map(({ kind, sealed: words }) => [kind, wordsOf(words)])).toEqual([
        ["addition", "words"],
        ["addition", undefined],
      ]);
    });

    it("are told of when they do not come, and the ticket goes without them", async () => {
      await act(store, "a", [photo(A), filing(A)]);
      const refused = { kind: "refused", parts: [{ text: "Tệp quá lớn ạ.", buttons: [] }] } as const;
      await store.files.settle(await claimOneFile(), refused, NOON);
      expect(await waitingTexts(store, "a")).toEqual(["Tệp quá lớn ạ."]);
      expect(await desk.makeBatch({}, UNIT, NOON)).toMatchObject({ entries: 1 });
      expect(await filesOf(1)).toEqual([[]]);
    });

    it("leave no entry behind when they were all that was sent, and do not come", async () => {
      await act(store, "a", [filing(A)]);
      await desk.makeBatch({}, UNIT, NOON);
      await act(store, "a", [photo(A)]);
      await store.files.settle(await claimOneFile(), { kind: "refused", parts: [] }, NOON);
      expect(await desk.makeBatch({}, UNIT, NOON)).toBeUndefined();
    });

    it("are kept by nobody when their draft or ticket went while they were fetched", async () => {
      await act(store, "a", [photo(A)]);
      const ofDraft = await claimOneFile();
      await act(store, "a", [{ kind: "drop", code: A }]);
      await act(store, "b", [photo(B), filing(B)]);
      const ofTicket = await claimOneFile();
      await act(store, "b", [withdrawal(B)]);
      await store.files.settle(ofDraft, sealed("one"), NOON);
      await store.files.settle(ofTicket, { kind: "refused", parts: [{ text: "x", buttons: [] }] }, NOON);
      expect(await desk.sealed("", 10)).toEqual([]);
      expect(await waitingTexts(store, "b")).toEqual([]);
    });

    it("of a dropped draft are its own only", async () => {
      await act(store, "a", [photo(A), filing(A)]);
      await act(store, "a", [{ kind: "drop", code: A }]);
      expect(await claimOneFile()).toMatchObject({ code: A });
    });
  });

  describe("that the web chat brought", () => {
    const keep = (id: string, words: string, now = NOON) =>
      store.files.keepUpload(citizenOf(id, "web"), words, sealedWords(words), "application/pdf", 12, now);
    const untaken = (id: string, besides = "") => store.files.untakenUploads(citizenOf(id, "web"), besides);
    const take = (id: string, handle: string) =>
      act(
        store,
        id,
        [{ kind: "fetch-file", code: A, attachment: { type: "file", url: undefined, handle } }],
        {
          channel: "web",
        },
      );

    it("are taken by a turn and need no fetching", async () => {
      const handle = await keep("w", "upload");
      expect(handle.startsWith(UPLOAD_PREFIX)).toBe(true);
      expect(await untaken("w")).toBe(1);
      await take("w", handle);
      expect(await untaken("w")).toBe(0);
      expect(await store.files.claim(10, NOON)).toEqual([]);
      await act(store, "w", [filing(A)], { channel: "web" });
      await desk.makeBatch({}, UNIT, NOON);
      expect(await desk.entries(1, 0, 10)).toMatchObject([
        { files: [{ mediaType: "application/pdf", size: 12 }] },
      ]);
      expect(await filesOf(1)).toEqual([["upload"]]);
    });

    it("are kept once when the page sends them again, and counted once", async () => {
      const handle = await keep("w", "upload");
      expect(await keep("w", "upload")).toBe(handle);
      expect(await keep("w", "another")).not.toBe(handle);
      expect(await keep("x", "upload")).not.toBe(handle);
      expect([await untaken("w"), await untaken("w", "upload"), await untaken("x")]).toEqual([2, 1, 1]);
      await take("w", handle);
      expect(await keep("w", "upload")).toBe(handle);
      expect(await untaken("w")).toBe(1);
    });

    it("are of use to nobody else, and once", async () => {
      const handle = await keep("w", "upload");
      await take("thief", handle);
      await act(store, "thief", [filing(A)], { channel: "web" });
      await desk.makeBatch({}, UNIT, NOON);
      expect(await filesOf(1)).toEqual([[]]);
      expect(await untaken("w")).toBe(1);
    });

    it("go after a day when no turn takes them", async () => {
      await keep("w", "upload");
      await store.prune(RETENTION, NOON + DAY);
      expect(await untaken("w")).toBe(1);
      await store.prune(RETENTION, NOON + DAY + 1);
      expect(await untaken("w")).toBe(0);
    });
  });

  describe("of a draft", () => {
    beforeEach(async () => {
      await act(store, "a", [photo(A)], { conversation: drafting(A, NOON + DRAFT_LIFE_MS) });
      await store.files.settle(await claimOneFile(), sealed("photo"), NOON);
    });
    const left = async () => (await desk.sealed("", 10)).length;

    it("live as long as the draft, however silent its citizen is", async () => {
      await store.prune(RETENTION, NOON + DRAFT_LIFE_MS - 1);
      expect(await left()).toBe(1);
      await store.prune(RETENTION, NOON + DRAFT_LIFE_MS);
      expect(await left()).toBe(0);
    });

    it("live on when the draft does, and go when it is over without a word", async () => {
      const later = NOON + 20 * 3_600_000;
      await act(store, "a", [], { now: later, conversation: drafting(A, later + DRAFT_LIFE_MS) });
      await store.prune(RETENTION, NOON + DRAFT_LIFE_MS + 1);
      expect(await left()).toBe(1);
      await act(store, "a", [], { now: later });
      await store.prune(RETENTION, NOON + DRAFT_LIFE_MS + 1);
      expect(await left()).toBe(0);
    });

    it("go with everything of a citizen who wants to be forgotten", async () => {
      await act(store, "a", [], { erasesCitizen: true });
      expect(await left()).toBe(0);
      expect(await readAudit(desk)).toEqual([]);
    });
  });
});

describe("two processes on one PostgreSQL", () => {
  it("fetch each file once, and one takes over what the other died with", async () => {
    const settings = {
      databaseUrl: await postgres().newDatabase(),
      serviceKey: KEY,
      dataDir: await newFolder(),
    };
    const stores = [await openStore(settings), await openStore(settings)] as const;
    for (let at = 0; at < 20; at += 1) await act(stores[0], `c${at}`, [photo(codeOf(at))]);
    const ofOne = await stores[0].files.claim(12, NOON);
    const ofOther = await stores[1].files.claim(20, NOON);
    expect([ofOne.length, ofOther.length]).toEqual([12, 8]);
    expect(new Set([...ofOne, ...ofOther].map(({ id }) => id)).size).toBe(20);
    await stores[0].close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const again = await stores[1].files.claim(20, NOON + 2_000);
    expect(again.map(({ id }) => id).sort()).toEqual(ofOne.map(({ id }) => id).sort());
    await stores[1].close();
  });
});
