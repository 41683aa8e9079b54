import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DRAFT_LIFE_MS, type NoticeOf } from "../../src/core/feedback/index.ts";
import type { Store } from "../../src/core/messaging/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { openHouses } from "./open-houses.ts";
import { NOON, RETENTION } from "./store-words.ts";
import {
  act,
  addition,
  citizenOf,
  codeOf,
  drafting,
  filing,
  PIN,
  sealedWords,
  UNIT,
} from "./ticket-words.ts";

const { newFolder } = openHouses();
const A = codeOf(1);

describe("the folder of a SQLite store", () => {
  let dataDir: string;
  let store: Store;
  beforeEach(async () => {
    dataDir = await newFolder();
    store = await openStore({ databaseUrl: undefined, serviceKey: undefined, dataDir });
  });
  afterEach(() => store.close());

  const found = async (markers: readonly string[]) => {
    const files = (await readdir(dataDir)).filter((name) => name !== "service.key");
    const bytes = Buffer.concat(await Promise.all(files.map((name) => readFile(join(dataDir, name)))));
    return markers.filter((marker) => bytes.includes(marker));
  };

  it("never tells who reported, what the unit said, where a photo was, a draft or a PIN", async () => {
    const planted = ["nguoidan4711", "loicuadonvi", "anhchupbimat", "cán bộ bắt đợi", PIN, "thongbaobimat"];
    const notice: NoticeOf = () => [{ text: "thongbaobimat", buttons: [], isNotice: true }];
    const desk = store.desk(notice);
    const id = "nguoidan4711";
    const attachment = {
      type: "image",
      url: "https://zalo.example/anhchupbimat.jpg",
      name: "anhchupbimat.jpg",
    };
    await act(store, id, [{ kind: "fetch-file", code: A, attachment }], {
      conversation: drafting(A, NOON + DRAFT_LIFE_MS),
    });
    expect(await found(planted)).toEqual([]);
    const [wanted] = await store.files.claim(1, NOON);
    await act(store, id, [filing(A), addition(A)]);
    expect(await found(planted)).toEqual([]);
    const fetched = { kind: "sealed", sealed: sealedWords("x"), mediaType: "image/jpeg", size: 1 } as const;
    await store.files.settle(wanted as never, fetched, NOON);
    await desk.makeBatch({}, UNIT, NOON);
    await desk.apply([{ code: A, from: "handed-over", to: "answered", words: "loicuadonvi" }], UNIT, NOON);
    await store.files.keepUpload(citizenOf(id, "web"), "y", sealedWords("y"), "image/jpeg", 1, NOON);
    expect(await found(planted)).toEqual([]);
    await desk.erase({ code: A }, UNIT, NOON);
    expect(await found(planted)).toEqual([]);
  });

  it("does not even hold the sealed bytes of what was erased, once it was swept", async () => {
    const desk = store.desk(() => []);
    const markers = ["reportmarker", "photomarker"];
    const upload = await store.files.keepUpload(
      citizenOf("w", "web"),
      "photo",
      sealedWords("photomarker".repeat(20_000)),
      "image/jpeg",
      1,
      NOON,
    );
    const attachment = { type: "image", url: undefined, handle: upload };
    const report = filing(A, "reportmarker".repeat(2_000));
    await act(store, "w", [{ kind: "fetch-file", code: A, attachment }, report], { channel: "web" });
    await desk.makeBatch({}, UNIT, NOON);
    expect(await found(markers)).toEqual(markers);
    await desk.erase({ code: A }, UNIT, NOON);
    await store.prune(RETENTION, NOON);
    expect(await found(markers)).toEqual([]);
  });

  it("is swept although somebody reads it, as far as that lets us, and without waiting for them", async () => {
    const desk = store.desk(() => []);
    await act(store, "a", [filing(A, "reportmarker".repeat(2_000))]);
    const reader = new SqliteFile(join(dataDir, "hoidap.sqlite"), { readonly: true });
    reader.exec("begin");
    expect(reader.prepare("select count(*) as count from tickets").get()).toEqual({ count: 1 });
    await desk.erase({ code: A }, UNIT, NOON);
    await store.prune(RETENTION, NOON);
    reader.exec("commit");
    reader.close();
    await store.prune(RETENTION, NOON);
    expect(await found(["reportmarker"])).toEqual([]);
  });
});
