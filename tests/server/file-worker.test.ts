import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTelegramChannel } from "../../src/channels/telegram/index.ts";
import { createZaloFetcher } from "../../src/channels/zalo/fetch-file.ts";
import { NEW_CONVERSATION } from "../../src/core/conversation/index.ts";
import type { Attachment, Citizen, Store } from "../../src/core/messaging/index.ts";
import {
  createLog,
  createMetrics,
  type FileRetries,
  type Loop,
  type Metrics,
  startFileWorker,
} from "../../src/server/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { startTelegramDouble, type TelegramDouble } from "../doubles/telegram-double.ts";
import type { ZaloDouble } from "../doubles/zalo-double.ts";
import { type AFileStore, aFileStore } from "../files/a-file-store.ts";
import { type ASealer, aSealer } from "../files/a-sealer.ts";
import { aJpeg, aPage, aPdf, MARK } from "../files/some-files.ts";
import { watchForMark } from "../files/watch-for-mark.ts";
import { startZalo } from "../service/a-zalo.ts";
import { until } from "./a-channel.ts";

const TOKEN = "123456:a-token-for-tests";
const CODE = "K7RM-4XTA-9HCE";
const LIMITS = { textMax: 2_000, buttonsMax: 5, labelMax: 100 };
const QUICK: FileRetries = { patienceMs: 400, firstDelayMs: 20, longestDelayMs: 80, mostTries: 4 };
const lan: Citizen = { channel: "telegram", id: "1001" };
const log = createLog("silent", (text) => text);

let dataDir: string;
let store: Store;
let telegram: TelegramDouble;
let zalo: ZaloDouble;
let sealer: ASealer;
let metrics: Metrics;
let worker: Loop | undefined;
let told: Citizen[];
let keys: number;

const openHouse = () => openStore({ databaseUrl: undefined, serviceKey: undefined, dataDir });

beforeEach(async () => {
  keys = 0;
  told = [];
  worker = undefined;
  dataDir = await mkdtemp(join(tmpdir(), "hoidap-files-"));
  [store, telegram, zalo, sealer] = await Promise.all([
    openHouse(),
    startTelegramDouble({ botToken: TOKEN }),
    startZalo(),
    aSealer(),
  ]);
  metrics = createMetrics(store, Date.now);
});
afterEach(async () => {
  await worker?.stop();
  await Promise.all([telegram.close(), zalo.close()]);
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

function startFetching(files: Store["files"] = store.files, retries = QUICK): void {
  const channel = createTelegramChannel({ botToken: TOKEN, apiRoot: telegram.url, webhookSecret: undefined });
  worker = startFileWorker({
    files,
    sealer,
    fetchers: [channel.files, createZaloFetcher({ apiBase: zalo.url })],
    limitsOf: () => LIMITS,
    clock: Date.now,
    chance: () => 0.5,
    metrics,
    log,
    told: (citizen) => told.push(citizen),
    retries,
  });
}

/** A citizen sends a report with these attachments, as a turn commits it. */
async function reports(citizen: Citizen, ...attachments: Attachment[]): Promise<void> {
  keys += 1;
  const event = { kind: "message", text: "gửi" } as const;
  await store.inbox.accept([{ key: `k${keys}`, citizen, event, sentAt: 0 }], Date.now());
  const [claimed] = await store.inbox.claim(1, Date.now());
  if (!claimed) throw new Error("nothing to take");
  const { seq, version } = claimed;
  const fetches = attachments.map((attachment) => ({ kind: "fetch-file", code: CODE, attachment }) as const);
  const sealed = await sealer.seal("{}");
  const file = {
    kind: "file",
    code: CODE,
    pin: "123456",
    category: "money",
    office: undefined,
    sealed,
  } as const;
  await store.inbox.commitTurn({
    seq,
    citizen,
    version,
    conversation: NEW_CONVERSATION,
    inboundAt: Date.now(),
    parts: [],
    log: undefined,
    feedback: [...fetches, file],
    erasesCitizen: false,
    now: Date.now(),
  });
}

const onTelegram = (bytes: Uint8Array, name?: string): Attachment => ({
  type: name ? "document" : "photo",
  url: undefined,
  handle: telegram.sendFile(lan.id, bytes, name),
  name,
});

const nothingWaits = () => until("nothing waits", async () => (await store.files.depth()).waiting === 0);

/** What the reception unit finds with the ticket, opened. */
async function handedOver(): Promise<Buffer[]> {
  const desk = store.desk(() => []);
  const batch = await desk.makeBatch({}, "Lan", Date.now());
  const [entry] = await desk.entries(batch?.number ?? 0, 0, 10);
  const found: Buffer[] = [];
  for (const { id } of entry?.files ?? []) {
    const sealed = await desk.file(id);
    if (sealed) found.push(Buffer.from(await sealer.open(sealed)));
  }
  return found;
}

const partsOf = async (citizen: Citizen) =>
  (await store.outbox.waitingFor(citizen, 0, 9)).map(({ part }) => part);

describe("photos and files of a report", () => {
  it("are fetched, sealed and handed over as they were sent", async () => {
    startFetching();
    await reports(lan, onTelegram(aJpeg()), onTelegram(aPdf(), "đơn.pdf"));
    worker?.wake();
    await nothingWaits();
    expect((await handedOver()).sort(Buffer.compare)).toEqual([aPdf(), aJpeg()].sort(Buffer.compare));
    expect(await partsOf(lan)).toEqual([]);
    expect(await metrics.text()).toContain('hoidap_files_total{channel="telegram",result="sealed"} 2');
  });

  it("lie nowhere in the open, at no moment: not in the database, its log, or a temporary file", async () => {
    const temporary = join(dataDir, "tmp");
    await mkdir(temporary);
    vi.stubEnv("TMPDIR", temporary);
    try {
      const watch = await watchForMark([dataDir], MARK);
      startFetching();
      const large = aJpeg(Buffer.from(MARK.repeat(2_000)), 3_000_000);
      await reports(lan, onTelegram(large), onTelegram(aPdf(), `${MARK}.pdf`));
      worker?.wake();
      await nothingWaits();
      expect((await handedOver()).map(({ byteLength }) => byteLength)).toContain(large.byteLength);
      const { found, looks, files } = await watch.end();
      expect(found).toEqual([]);
      expect(looks).toBeGreaterThan(5);
      expect(files.join()).toMatch(/hoidap\.sqlite-wal/u);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it.each([
    ["is too large", () => onTelegram(aJpeg(undefined, 5 * 1024 * 1024 + 1)), /lớn hơn 5 MB/u, "too-large"],
    [
      "is no photo, whatever its name says",
      () => onTelegram(aPage(), "ảnh.jpg"),
      /“ảnh\.jpg”.*không đúng loại/u,
      "wrong-type",
    ],
    ["is empty", () => onTelegram(Buffer.alloc(0), "trống.pdf"), /tệp trống/u, "empty"],
    [
      "is not there any more",
      () => ({ type: "photo", url: undefined, handle: "AgAD-x" }),
      /không tải về được/u,
      "gone",
    ],
    ["has no address", () => ({ type: "photo", url: undefined }), /không tải về được/u, "gone"],
  ] as const)(
    "are told of when one %s, and the report goes without it",
    async (_, attachment, words, end) => {
      startFetching();
      await reports(lan, attachment(), onTelegram(aJpeg()));
      worker?.wake();
      await nothingWaits();
      const parts = await partsOf(lan);
      expect(parts).toEqual([
        { text: expect.stringMatching(words), buttons: [], isPrivate: true, isNotice: true },
      ]);
      expect(JSON.stringify(parts)).not.toContain(CODE);
      expect(told).toEqual([lan]);
      expect(await handedOver()).toEqual([aJpeg()]);
      expect(await metrics.text()).toContain(`hoidap_files_total{channel="telegram",result="${end}"} 1`);
    },
  );

  it("are tried again while the channel has a fault, and hold up only their own report", async () => {
    const late = onTelegram(aJpeg());
    telegram.files.failNext(late.handle ?? "", { kind: "status", status: 500 }, 2);
    await reports(lan, late);
    startFetching();
    await nothingWaits();
    expect(telegram.files.asked(late.handle ?? "")).toBe(3);
    expect(await handedOver()).toEqual([aJpeg()]);
    expect(await metrics.text()).toContain('hoidap_files_total{channel="telegram",result="retry"} 2');
  });

  it("are cut off when they come a few bytes at a time, and given up in the end", async () => {
    const slow = onTelegram(aJpeg());
    telegram.files.failNext(slow.handle ?? "", { kind: "drip", bytes: 1, everyMs: 500 }, 99);
    const quick = onTelegram(aPdf(), "đơn.pdf");
    await reports(lan, slow, quick);
    startFetching(store.files, { ...QUICK, patienceMs: 60, mostTries: 3 });
    await nothingWaits();
    expect(await metrics.text()).toContain('hoidap_files_total{channel="telegram",result="retry"} 2');
    expect((await partsOf(lan)).map(({ text }) => text)).toEqual([
      expect.stringMatching(/không tải về được/u),
    ]);
    expect(await handedOver()).toEqual([aPdf()]);
  });

  it("do not wait for one that hangs", async () => {
    const hanging = onTelegram(aJpeg());
    telegram.files.failNext(hanging.handle ?? "", { kind: "drip", bytes: 1, everyMs: 60_000 }, 99);
    await reports(lan, hanging, ...Array.from({ length: 9 }, () => onTelegram(aJpeg())));
    startFetching(store.files, { ...QUICK, patienceMs: 60_000 });
    await until("only the one waits", async () => (await store.files.depth()).waiting === 1);
  });

  it("come from Zalo, and from no address of our own network", async () => {
    const citizen: Citizen = { channel: "zalo", id: "111" };
    startFetching();
    await reports(
      citizen,
      { type: "image", url: zalo.serve(aJpeg()) },
      { type: "image", url: "https://10.0.0.7/a.jpg" },
    );
    worker?.wake();
    await nothingWaits();
    expect(await handedOver()).toEqual([aJpeg()]);
    expect((await partsOf(citizen)).map(({ text }) => text)).toEqual([
      expect.stringMatching(/không tải về được/u),
    ]);
  });

  it("are fetched by the next start when the service stops in the middle", async () => {
    const photo = onTelegram(aJpeg());
    telegram.files.failNext(photo.handle ?? "", { kind: "drip", bytes: 1, everyMs: 1_000 });
    await reports(lan, photo);
    startFetching(store.files, { ...QUICK, patienceMs: 60_000 });
    await until("it is being fetched", () => telegram.files.asked(photo.handle ?? "") === 1);
    await worker?.stop();
    expect((await store.files.depth()).waiting).toBe(1);
    await store.close();
    store = await openHouse();
    startFetching();
    await nothingWaits();
    expect(await handedOver()).toEqual([aJpeg()]);
    expect(await partsOf(lan)).toEqual([]);
  });

  it("of a page that are not there any more are told of, for nobody can fetch them", async () => {
    const citizen: Citizen = { channel: "web", id: "a".repeat(64) };
    startFetching();
    await reports(citizen, { type: "image", url: undefined, handle: "lost" });
    worker?.wake();
    await nothingWaits();
    expect((await partsOf(citizen)).map(({ text }) => text)).toEqual([
      expect.stringMatching(/không tải về được/u),
    ]);
  });
});

describe("a file that was fetched", () => {
  it("waits when it cannot be sealed, for as long as that takes", async () => {
    const files: AFileStore = aFileStore();
    let isBroken = true;
    const whole = sealer;
    sealer = {
      ...whole,
      seal: (plain) => (isBroken ? Promise.reject(new Error("no key")) : whole.seal(plain)),
    };
    const id = files.want(lan, onTelegram(aJpeg()));
    startFetching(files);
    await until("it was tried often", async () =>
      /result="retry"\} ([6-9]|\d\d)/u.test(await metrics.text()),
    );
    expect(files.ends.size).toBe(0);
    isBroken = false;
    await until("it is sealed", () => files.ends.get(id)?.kind === "sealed");
  });

  it("is fetched again when storage could not keep it", async () => {
    const files: AFileStore = aFileStore();
    const photo = onTelegram(aJpeg());
    const id = files.want(lan, photo);
    files.beFull(true);
    startFetching(files);
    await until("it was fetched, and not kept", () => files.refusedWrites() === 1);
    files.beFull(false);
    await until("it is sealed", () => files.ends.get(id)?.kind === "sealed", 30_000);
    expect(telegram.files.asked(photo.handle ?? "")).toBe(2);
  }, 40_000);
});
