import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import fc from "fast-check";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AUDIT_START, mayFollow, type TicketDesk } from "../../src/core/feedback/index.ts";
import type { Store } from "../../src/core/messaging/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { expectOrder, verdictOn } from "./expect-order.ts";
import { KEY, openHouses } from "./open-houses.ts";
import { DAY, NOON, RETENTION } from "./store-words.ts";
import { act, addition, codeOf, filing, NOTICE, UNIT, withdrawal } from "./ticket-words.ts";

const { kinds, postgres, newFolder } = openHouses();
const A = codeOf(1);
const opened = { actor: UNIT, action: "batch-opened", subject: "1", detail: { entries: 3 } } as const;

describe.each(kinds)("the audit log on %s", (_kind, open) => {
  let store: Store;
  let desk: TicketDesk;
  beforeEach(async () => {
    store = await open();
    desk = store.desk(NOTICE);
  });
  afterEach(() => store.close());

  it("gives back what was written, in order and chained", async () => {
    const first = await desk.audit.append(opened, NOON);
    const second = await desk.audit.append({ ...opened, subject: "2", detail: {} }, NOON + 1);
    expect(first).toMatchObject({ seq: 1, at: NOON, previous: AUDIT_START.hash, ...opened });
    expect(second).toMatchObject({ seq: 2, previous: first.hash });
    expect(await desk.audit.lines(0, 10)).toEqual([first, second]);
    expect(await desk.audit.lines(1, 10)).toEqual([second]);
    expect(await verdictOn(desk)).toEqual({ kind: "whole", last: { seq: 2, hash: second.hash } });
  });

  it("has the same hash for a line in whatever order its details come", async () => {
    const line = await desk.audit.append({ ...opened, detail: { b: 1, a: "x", c: true } }, NOON);
    expect(desk.audit.hashOf({ ...line, detail: { c: true, a: "x", b: 1 } })).toBe(line.hash);
    expect(desk.audit.hashOf({ ...line, detail: { c: true, a: "y", b: 1 } })).not.toBe(line.hash);
  });

  it("stays whole when many write at the same moment", async () => {
    await Promise.all([
      ...Array.from({ length: 40 }, (_, at) => desk.audit.append({ ...opened, subject: `${at}` }, NOON)),
      act(store, "a", [filing(A)]),
    ]);
    expect(await verdictOn(desk)).toMatchObject({ kind: "whole", last: { seq: 41 } });
  });

  it("stays whole, and tickets stay what they are, whatever citizens and officers do", async () => {
    const deed = fc.record({
      what: fc.constantFrom("file", "add", "withdraw", "batch", "apply", "erase", "prune"),
      ticket: fc.nat(5),
      status: fc.constantFrom("in-progress", "answered", "closed"),
    });
    let offset = 100;
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { maxLength: 25 }), async (deeds) => {
        offset += 10;
        for (const { what, ticket, status } of deeds)
          await DEEDS[what]?.(store, codeOf(offset + ticket), status);
        await expectOrder(desk);
      }),
      { numRuns: 12 },
    );
  });
});

const DEEDS: Readonly<
  Record<
    string,
    (store: Store, code: string, status: "in-progress" | "answered" | "closed") => Promise<unknown>
  >
> = {
  file: async (store, code) => {
    if (!(await store.desk(NOTICE).ticket(code))) await act(store, `of ${code}`, [filing(code)]);
  },
  add: (store, code) => act(store, `of ${code}`, [addition(code)]),
  withdraw: (store, code) => act(store, `of ${code}`, [withdrawal(code)]),
  batch: (store) => store.desk(NOTICE).makeBatch({}, UNIT, NOON),
  apply: async (store, code, to) => {
    const ticket = await store.desk(NOTICE).ticket(code);
    if (!ticket || !mayFollow(ticket.status, to)) return;
    await store.desk(NOTICE).apply([{ code, from: ticket.status, to, words: "x" }], UNIT, NOON);
  },
  erase: (store, code) => store.desk(NOTICE).erase({ code }, UNIT, NOON),
  prune: (store) => store.prune(RETENTION, NOON + 400 * DAY),
};

describe("the audit log in the database", () => {
  const write = async (databaseUrl: string | undefined, dataDir: string) => {
    const store = await openStore({ databaseUrl, serviceKey: KEY, dataDir });
    const { audit } = store.desk(NOTICE);
    for (let at = 0; at < 5; at += 1) await audit.append({ ...opened, subject: `${at}` }, NOON);
    await store.close();
  };
  const verdictAfter = async (databaseUrl: string | undefined, dataDir: string) => {
    const store = await openStore({ databaseUrl, serviceKey: KEY, dataDir });
    try {
      return await verdictOn(store.desk(NOTICE));
    } finally {
      await store.close();
    }
  };
  const CHANGES = ["update audit_log set actor = 'x' where seq = 3", "delete from audit_log where seq = 3"];

  it("of SQLite refuses changes; where somebody forces them, the chain tells", async () => {
    const dataDir = await newFolder();
    await write(undefined, dataDir);
    const file = new SqliteFile(join(dataDir, "hoidap.sqlite"));
    for (const change of CHANGES) expect(() => file.exec(change)).toThrow(/append-only/u);
    expect(await verdictAfter(undefined, dataDir)).toMatchObject({ kind: "whole" });
    file.exec("drop trigger audit_log_no_update");
    file.exec(CHANGES[0] as string);
    expect(await verdictAfter(undefined, dataDir)).toEqual({ kind: "broken", seq: 3, reason: "changed" });
    file.exec("drop trigger audit_log_no_delete");
    file.exec(CHANGES[1] as string);
    file.close();
    expect(await verdictAfter(undefined, dataDir)).toEqual({ kind: "broken", seq: 3, reason: "missing" });
  });

  it("of PostgreSQL refuses changes; where somebody forces them, the chain tells", async () => {
    const databaseUrl = await postgres().newDatabase();
    const dataDir = await newFolder();
    await write(databaseUrl, dataDir);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    for (const change of [...CHANGES, "truncate audit_log"])
      await expect(client.query(change)).rejects.toThrow(/append-only/u);
    expect(await verdictAfter(databaseUrl, dataDir)).toMatchObject({ kind: "whole" });
    await client.query("alter table audit_log disable trigger all");
    await client.query(CHANGES[0] as string);
    expect(await verdictAfter(databaseUrl, dataDir)).toEqual({ kind: "broken", seq: 3, reason: "changed" });
    await client.end();
  });

  it("of two processes is one chain", async () => {
    const settings = {
      databaseUrl: await postgres().newDatabase(),
      serviceKey: KEY,
      dataDir: await newFolder(),
    };
    const stores = [await openStore(settings), await openStore(settings)] as const;
    await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        (at % 2 ? stores[0] : stores[1]).desk(NOTICE).audit.append({ ...opened, subject: `${at}` }, NOON),
      ),
    );
    expect(await verdictOn(stores[0].desk(NOTICE))).toMatchObject({ kind: "whole", last: { seq: 60 } });
    await Promise.all(stores.map((store) => store.close()));
  });

  it("cannot be written anew by who has only the database", async () => {
    const one = await openStore({ databaseUrl: undefined, serviceKey: KEY, dataDir: await newFolder() });
    const other = await openStore({
      databaseUrl: undefined,
      serviceKey: "cd".repeat(32),
      dataDir: await newFolder(),
    });
    const line = await one.desk(NOTICE).audit.append(opened, NOON);
    expect(other.desk(NOTICE).audit.hashOf(line)).not.toBe(line.hash);
    await Promise.all([one.close(), other.close()]);
  });
});
