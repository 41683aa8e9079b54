import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { InboundUpdate, Store } from "../../src/core/messaging/index.ts";
import { openStore, StorageError } from "../../src/storage/index.ts";
import { CAN_MOUNT, mountSmallDisk, type SmallDisk } from "./a-small-disk.ts";
import { KEY, openHouses } from "./open-houses.ts";
import { message, NOON, turn } from "./store-words.ts";
import { codeOf, filing, NOTICE, waitingTexts } from "./ticket-words.ts";

const { postgres, newFolder } = openHouses();

interface Place {
  readonly store: Store;
  readonly drop: () => Promise<void>;
}

const DISKS: readonly (readonly [string, () => SmallDisk, (disk: SmallDisk) => Promise<Place>])[] = [
  [
    "SQLite",
    () => mountSmallDisk(4),
    async ({ path }) => {
      const store = await openStore({ databaseUrl: undefined, serviceKey: KEY, dataDir: path });
      return { store, drop: async () => {} };
    },
  ],
  [
    "PostgreSQL",
    // Its tables take some megabytes before anything is in them.
    () => mountSmallDisk(24, postgres().dataFolder),
    async ({ path }) => {
      const databaseUrl = await postgres().newDatabase(path);
      const store = await openStore({ databaseUrl, serviceKey: KEY, dataDir: await newFolder() });
      return { store, drop: () => postgres().dropDatabase(databaseUrl) };
    },
  ],
];

describe.runIf(CAN_MOUNT).each(DISKS)("a full disk under %s", (_kind, mount, open) => {
  let disk: SmallDisk;
  let store: Store;
  let drop: Place["drop"];
  beforeEach(async () => {
    disk = mount();
    try {
      ({ store, drop } = await open(disk));
    } catch (error) {
      disk.remove();
      throw error;
    }
  });
  afterEach(async () => {
    disk.clear();
    await store.close();
    await drop();
    disk.remove();
  });

  const long = (key: string): InboundUpdate => message(`citizen ${key}`, key, "dài ".repeat(20_000));
  /** Accepts until there is no room. */
  const acceptUntilFull = async () => {
    for (let at = 0; at < 500; at += 1)
      try {
        await store.inbox.accept([long(`k${at}`)], NOON);
      } catch (error) {
        return { error, accepted: at };
      }
    throw new Error("the disk is never full");
  };

  it("is told of by accept, which keeps nothing then, and works again once there is room", async () => {
    disk.fill();
    const { error, accepted } = await acceptUntilFull();
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ code: "DISK_FULL", message: expect.stringMatching(/đầy/u) });
    expect((await store.inbox.depth()).waiting).toBe(accepted);
    disk.clear();
    expect(await store.inbox.accept([long(`k${accepted}`)], NOON)).toEqual(["accepted"]);
    expect((await store.inbox.depth()).waiting).toBe(accepted + 1);
  });

  it("is told of by the commit of a turn, which leaves no ticket and no code, and can be taken again", async () => {
    await store.inbox.accept([message("a", "k1")], NOON);
    const [claimed] = await store.inbox.claim(1, NOON);
    disk.fill();
    await acceptUntilFull();
    const report = { ...filing(codeOf(1)), sealed: Buffer.alloc(500_000, 7) };
    const commit = turn(claimed as never, ["mã của anh/chị"], { feedback: [report] });
    await expect(store.inbox.commitTurn(commit)).rejects.toMatchObject({ code: "DISK_FULL" });
    expect(await store.desk(NOTICE).ticket(codeOf(1))).toBeUndefined();
    expect(await waitingTexts(store, "a")).toEqual([]);
    disk.clear();
    expect(await store.inbox.commitTurn(commit)).toBe("committed");
    expect(await store.desk(NOTICE).ticket(codeOf(1))).toBeDefined();
    expect(await store.desk(NOTICE).audit.lines(0, 10)).toHaveLength(1);
  });
});
