import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import type { PageAssets } from "../../../src/channels/web/index.ts";
import { FILE_BYTES_MAX } from "../../../src/core/feedback/index.ts";
import { createLog, createMetrics, createUploadKeeping } from "../../../src/server/index.ts";
import { createMemoryStore } from "../../../src/storage/memory/memory-store.ts";
import { type AFileStore, aFileStore } from "../../files/a-file-store.ts";
import { aSealer } from "../../files/a-sealer.ts";
import { aJpeg, aPage, aProgram, MARK } from "../../files/some-files.ts";
import { startWebService, type WebService } from "./a-web-service.ts";

const asset = {
  type: "text/plain",
  etag: '"x"',
  plain: new Uint8Array(),
  br: new Uint8Array(),
  gzip: new Uint8Array(),
};
/** The page itself is not needed here. */
const ASSETS: PageAssets = { template: "", css: asset, script: asset, widget: asset };

interface AHouse {
  readonly service: WebService;
  readonly files: AFileStore;
  readonly open: (sealed: Uint8Array) => Promise<Uint8Array>;
  readonly metrics: () => Promise<string>;
  hasRoom: boolean;
}

async function aHouse(hasKey = true): Promise<AHouse> {
  const files = aFileStore();
  const sealer = await aSealer();
  const store = await createMemoryStore();
  const metrics = createMetrics(store, Date.now);
  const house = { files, open: sealer.open, metrics: metrics.text, hasRoom: true };
  const keepUpload = createUploadKeeping({
    files,
    sealer: hasKey ? sealer : undefined,
    hasRoom: async () => house.hasRoom,
    clock: Date.now,
    metrics,
    log: createLog("silent", (text) => text),
  });
  const service = await startWebService({ assets: ASSETS, keepUpload });
  onTestFinished(async () => {
    await service.close();
    await store.close();
  });
  return Object.assign(house, { service });
}

const aToken = () => randomBytes(32).toString("base64url");

function post(
  { service }: AHouse,
  body: Uint8Array | ReadableStream,
  headers: Record<string, string | undefined> = {},
): Promise<Response> {
  const all = {
    authorization: `Bearer ${aToken()}`,
    "x-file-id": randomBytes(15).toString("base64url"),
    "x-file-name": encodeURIComponent("giấy mời.jpg"),
    ...headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(`${service.url}/web/files`, {
    method: "POST",
    body: body as Uint8Array<ArrayBuffer>,
    headers: Object.fromEntries(given),
    ...({ duplex: "half" } as object),
  });
}

const errorOf = async (response: Response) => ((await response.json()) as { error?: string }).error;

describe("a file from the page", () => {
  it("is sealed and kept, and told to the house as media, before it is acknowledged", async () => {
    const house = await aHouse();
    const response = await post(house, aJpeg());
    expect(response.status).toBe(202);
    const [[handle, kept] = ["", undefined]] = house.files.uploads;
    expect(house.service.accepted.map(({ event }) => event)).toEqual([
      {
        kind: "media",
        attachments: [
          { type: "image", url: undefined, handle, name: "giấy mời.jpg", size: aJpeg().byteLength },
        ],
      },
    ]);
    expect(kept).toMatchObject({ mediaType: "image/jpeg", size: aJpeg().byteLength });
    expect(Buffer.from(kept?.sealed ?? []).includes(MARK)).toBe(false);
    expect(Buffer.from(await house.open(kept?.sealed ?? new Uint8Array()))).toEqual(aJpeg());
    expect(await house.metrics()).toContain('hoidap_files_total{channel="web",result="sealed"} 1');
  });

  it("that comes again because the answer was lost is kept once and told once", async () => {
    const house = await aHouse();
    const same = { authorization: `Bearer ${aToken()}`, "x-file-id": "a".repeat(20) };
    for (let times = 0; times < 7; times += 1) expect((await post(house, aJpeg(), same)).status).toBe(202);
    expect(house.files.uploads.size).toBe(1);
    expect((await house.service.store.inbox.depth()).waiting).toBe(1);
  });

  it.each([
    ["is a byte too large", aJpeg(undefined, FILE_BYTES_MAX + 1), 413, /5 MB/u],
    ["has nothing in it", new Uint8Array(), 400, /trống/u],
    ["is a program by the name of a photo", aProgram(), 415, /không đúng loại/u],
    ["is a page with a script by the name of a photo", aPage(), 415, /không đúng loại/u],
  ])("is refused with a word why when it %s", async (_, bytes, status, words) => {
    const house = await aHouse();
    const response = await post(house, bytes);
    expect(response.status).toBe(status);
    expect(await errorOf(response)).toMatch(words);
    expect(house.files.uploads.size).toBe(0);
    expect(house.service.accepted).toEqual([]);
  });

  it("is taken when it is just as large as may be", async () => {
    const house = await aHouse();
    expect((await post(house, aJpeg(undefined, FILE_BYTES_MAX))).status).toBe(202);
  });

  it("that does not say how long it is, is read no further than to the limit", async () => {
    const house = await aHouse();
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const status = await post(house, endless).then(
      (response) => response.status,
      () => "cut off",
    );
    expect([413, "cut off"]).toContain(status);
    expect(sent).toBeLessThan(4 * FILE_BYTES_MAX);
    expect(house.files.uploads.size).toBe(0);
  });

  it("is not there when the line breaks in the middle", async () => {
    const house = await aHouse();
    const outgoing = request(`${house.service.url}/web/files`, {
      method: "POST",
      headers: { authorization: `Bearer ${aToken()}`, "x-file-id": "b".repeat(20), "content-length": 1_000 },
    });
    outgoing.on("error", () => undefined);
    await new Promise((resolve) => outgoing.write(aJpeg().subarray(0, 30), resolve));
    outgoing.destroy();
    // The house is well, and nothing of it was kept.
    expect((await post(house, aJpeg())).status).toBe(202);
    expect(house.files.uploads.size).toBe(1);
  });

  it.each([
    ["no token", { authorization: undefined }, 401],
    ["no id", { "x-file-id": undefined }, 400],
    ["an id of another form", { "x-file-id": "../x" }, 400],
    ["another site's page", { "sec-fetch-site": "cross-site" }, 403],
  ])("is refused with %s", async (_, headers, status) => {
    const house = await aHouse();
    expect((await post(house, aJpeg(), headers)).status).toBe(status);
    expect(house.files.uploads.size).toBe(0);
  });

  it.each([
    ["%E1%BB", undefined],
    ["..%2F..%2Fetc%2Fpasswd", "passwd"],
    ["%3Cb%3E%00.jpg", "<b>.jpg"],
    [undefined, undefined],
  ])("has a name that does no harm: %s", async (written, name) => {
    const house = await aHouse();
    await post(house, aJpeg(), { "x-file-name": written });
    const event = house.service.accepted[0]?.event;
    expect(event?.kind === "media" && event.attachments[0]?.name).toBe(name);
  });

  it("is one too many when five others of the same citizen wait, and of another it is not", async () => {
    const house = await aHouse();
    const authorization = `Bearer ${aToken()}`;
    for (let times = 0; times < 5; times += 1)
      expect((await post(house, aJpeg(), { authorization })).status).toBe(202);
    const sixth = await post(house, aJpeg(), { authorization });
    expect([sixth.status, await errorOf(sixth)]).toEqual([429, expect.stringContaining("5 tệp")]);
    expect((await post(house, aJpeg())).status).toBe(202);
  });

  it("is not taken without a key to seal for, and that is said", async () => {
    const house = await aHouse(false);
    const response = await post(house, aJpeg());
    expect([response.status, await errorOf(response)]).toEqual([403, expect.stringContaining("1022")]);
  });

  it.each([
    ["the disk is full", ({ files }: AHouse) => files.beFull(true)],
    ["little room is left, which belongs to messages", (house: AHouse) => (house.hasRoom = false)],
    ["the message of it cannot be kept", ({ service }: AHouse) => service.beFull(true)],
  ])("is honestly not taken when %s", async (_, happens) => {
    const house = await aHouse();
    happens(house);
    const response = await post(house, aJpeg());
    expect([response.status, await errorOf(response)]).toEqual([
      503,
      expect.stringMatching(/CHƯA được ghi nhận.*1022/u),
    ]);
    expect(house.service.accepted.length + house.files.uploads.size).toBeLessThanOrEqual(1);
  });
});
