import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  BatchMismatch,
  type OfficersDesk,
  TicketConflict,
  type TicketFilter,
} from "../../../src/core/feedback/index.ts";
import { resealAll } from "../../../src/key-commands.ts";
import { BundleUnreadable, readBundle } from "../../../src/officers/handover/bundle.ts";
import { exportAgain, exportNew } from "../../../src/officers/handover/export-batch.ts";
import { manifestSchema } from "../../../src/officers/handover/manifest.ts";
import { writeBatch } from "../../../src/officers/handover/write-batch.ts";
import { listAudit, verifyLog } from "../../../src/officers/tickets/audit-report.ts";
import { listTickets } from "../../../src/officers/tickets/list-tickets.ts";
import { erasePerson, findPerson } from "../../../src/officers/tickets/person-report.ts";
import { makeKeyPair, openSealed } from "../../../src/sealing/index.ts";
import { createRemoteDesk } from "../../../src/server/index.ts";
import { type AHouse, openControlOf, openHouse } from "../tickets/filed-tickets.ts";
import { codeOf } from "./a-batch.ts";

const NOW = Date.UTC(2026, 10, 28, 2);
const clock = () => NOW;

let house: AHouse;
let desk: OfficersDesk;
let target: string;
let said: string[];
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  house = await openHouse();
  target = join(house.folder, "ra");
  said = [];
  closing = [() => house.close()];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

const print = (line: string) => void said.push(line);
const settings = (isSealed = false, identities = [house.pair.identity]) => ({
  desk,
  actor: "chị Lan",
  clock,
  target,
  open: isSealed ? undefined : openSealed(identities),
  print,
  progress: () => () => undefined,
});
const exported = (filter: TicketFilter = {}) => exportNew(settings(), filter);
const storiesOf = async (batch: number) => {
  const path = join(target, `lo-${String(batch).padStart(6, "0")}`, "phieu-moi.json");
  return (JSON.parse(await readFile(path, "utf8")) as { description: string }[]).map(
    (one) => one.description,
  );
};
const actions = async () =>
  (await desk.audit.lines(0, 1_000)).map(({ action, subject }) => `${action} ${subject}`.trim());

describe.each(["on the storage", "through the service's socket"])("the officers' desk %s", (way) => {
  beforeEach(async () => {
    desk = house.desk;
    if (way === "on the storage") return;
    const control = await openControlOf(house, clock);
    closing.push(() => control.close());
    desk = createRemoteDesk(house.dataDir);
  });

  it("hands over what is new, once: a folder, statuses, a line in the log", async () => {
    await house.file(1, "chuyện một");
    await house.file(2, "chuyện hai");
    await house.sendPhoto(2, new Uint8Array([1, 2, 3]));
    expect(await exported()).toBe(0);
    expect(await storiesOf(1)).toEqual(["chuyện một", "chuyện hai"]);
    const photos = await readdir(join(target, "lo-000001", "tep-dinh-kem"));
    expect(photos).toEqual([`${codeOf(2)}-1.jpg`]);
    expect(await desk.ticket(codeOf(1))).toMatchObject({ status: "handed-over", batch: 1 });
    expect((await actions()).slice(-3)).toEqual(["batch-made 1", "batch-opened 1", "batch-finished 1"]);
    await exported();
    expect(said.at(-1)).toMatch(/Không có phiếu mới/u);
    expect(await readdir(target)).toEqual(["lo-000001"]);
  });

  it("hands over what was added later, in the next batch", async () => {
    await house.file(1, "chuyện một");
    await exported();
    await house.add(1, "nhớ ra thêm");
    await exported();
    expect(await storiesOf(2)).toEqual([]);
    const updates = await readFile(join(target, "lo-000002", "bo-sung.json"), "utf8");
    expect(JSON.parse(updates)).toMatchObject([
      { service_request_id: codeOf(1), description: "nhớ ra thêm" },
    ]);
  });

  it("hands over what a filter lets through, and the rest another time", async () => {
    await house.file(1, "tiền", { category: "money" });
    await house.file(2, "chậm", { category: "delay" });
    await exported({ category: "delay" });
    expect(await storiesOf(1)).toEqual(["chậm"]);
    await exported();
    expect(await storiesOf(2)).toEqual(["tiền"]);
  });

  it("finishes first what was begun and not finished, and says so", async () => {
    await house.file(1, "dở dang");
    await desk.makeBatch({}, "anh Minh", NOW);
    await house.file(2, "mới");
    await exported();
    expect(said[0]).toMatch(/lo-000001 lần trước chưa hoàn tất/u);
    expect([await storiesOf(1), await storiesOf(2)]).toEqual([["dở dang"], ["mới"]]);
    expect((await desk.batches(10)).every(({ manifestSha256 }) => manifestSha256 !== undefined)).toBe(true);
  });

  it("finishes a batch whose folder stood already when the process died", async () => {
    await house.file(1, "dở dang");
    await desk.makeBatch({}, "anh Minh", NOW);
    const dies = { ...desk, finishBatch: () => Promise.reject(new Error("died")) };
    await expect(exportNew({ ...settings(), desk: dies }, {})).rejects.toThrow("died");
    expect(await storiesOf(1)).toEqual(["dở dang"]);
    await exported();
    expect(said.join("\n")).toMatch(/Đã có sẵn, đúng nội dung/u);
    expect((await desk.batch(1))?.manifestSha256).toBeDefined();
  });

  it("leaves a batch unfinished that the key does not open, and finishes it with the right one", async () => {
    await house.file(1, "chuyện một");
    const other = await makeKeyPair();
    await expect(exportNew(settings(false, [other.identity]), {})).rejects.toThrow(/Khóa này không mở được/u);
    expect(await readdir(target)).toEqual([]);
    await exported();
    expect(await storiesOf(1)).toEqual(["chuyện một"]);
  });

  it("makes a batch again, byte for byte, also when its tickets have gone on", async () => {
    await house.file(1, "chuyện một");
    await house.sendPhoto(1, new Uint8Array(500));
    await exported();
    const first = await readFile(join(target, "lo-000001", "phieu.xlsx"));
    await desk.apply(
      [{ code: codeOf(1), from: "handed-over", to: "answered", words: "Xong" }],
      "chị Lan",
      NOW,
    );
    await rm(target, { recursive: true });
    expect(await exportAgain(settings(), 1)).toBe(0);
    expect(said.at(-1)).toMatch(/giống từng byte/u);
    expect(await readFile(join(target, "lo-000001", "phieu.xlsx"))).toEqual(first);
  });

  it("says when a batch is no longer what it was, and why", async () => {
    await house.file(1, "chuyện một");
    await exported();
    await desk.erase({ code: codeOf(1) }, "chị Lan", NOW);
    await rm(target, { recursive: true });
    expect(await exportAgain(settings(), 1)).toBe(1);
    expect(said.at(-1)).toMatch(/KHÁC với lần bàn giao đầu: 1 mục đã được xóa/u);
    expect(await exportAgain(settings(), 9)).toBe(1);
    expect(said.at(-1)).toBe("Không có lô số 9.");
  });

  it("gives a batch out sealed without a key; the unit opens it where there is no database", async () => {
    await house.file(1, "chuyện một");
    await house.sendPhoto(1, new Uint8Array([9, 9]));
    await house.file(2, "chuyện hai");
    expect(await exportNew(settings(true), {})).toBe(0);
    const path = join(target, "lo-000001.hoidap");
    const bundle = await readFile(path, "utf8");
    expect(bundle).not.toMatch(/chuyện/u);
    expect((await actions()).filter((line) => line.startsWith("batch-opened"))).toEqual([]);
    const unit = await mkdtemp(join(house.folder, "don-vi-"));
    const opened = await writeBatch(await readBundle(path), {
      target: unit,
      open: openSealed([house.pair.identity]),
      progress: () => undefined,
    });
    // The very folder that would have been written here.
    await exportAgain(settings(), 1);
    const here = manifestSchema.parse(
      JSON.parse(await readFile(join(target, "lo-000001", "danh-muc.json"), "utf8")),
    );
    const there = manifestSchema.parse(
      JSON.parse(await readFile(join(opened.path, "danh-muc.json"), "utf8")),
    );
    expect(there).toEqual(here);
    expect(there.files.map(({ path: name }) => name)).toContain(`tep-dinh-kem/${codeOf(1)}-1.jpg`);
  });

  it("seals everything anew for another key; begun again, it goes on where it stopped", async () => {
    for (const number of [1, 2, 3]) await house.file(number, `chuyện ${number}`);
    await house.sendPhoto(3, new Uint8Array(100_000).fill(3));
    const unit = await makeKeyPair();
    const reseal = (stopAfter = Number.POSITIVE_INFINITY) => {
      let lots = 0;
      return resealAll({
        desk: {
          ...desk,
          sealed: (after, limit) => desk.sealed(after, Math.min(limit, 2)),
          reseal: (things, actor, now) => {
            lots += 1;
            return lots > stopAfter ? Promise.reject(new Error("died")) : desk.reseal(things, actor, now);
          },
        },
        actor: "chị Lan",
        clock,
        print,
        recipients: [unit.recipient],
        oldKeys: [house.pair],
        progress: () => undefined,
      });
    };
    await expect(reseal(1)).rejects.toThrow("died");
    expect(await reseal()).toBe(0);
    expect(said.join("\n")).toMatch(/niêm phong lại 2 mục[\s\S]*2 mục không mở được bằng khóa cũ/u);
    await exportNew(settings(false, [unit.identity]), {});
    expect(await storiesOf(1)).toEqual(["chuyện 1", "chuyện 2", "chuyện 3"]);
  });

  it("says who conflicts, and what does not fit, as errors of their own", async () => {
    await house.file(1, "chuyện một");
    const change = { code: codeOf(1), from: "answered", to: "closed", words: undefined } as const;
    await expect(desk.apply([change], "chị Lan", NOW)).rejects.toThrow(TicketConflict);
    await expect(desk.finishBatch(5, "ab", "chị Lan", NOW)).rejects.toThrow(BatchMismatch);
    await expect(desk.file("khong-co")).resolves.toBeUndefined();
    await expect(desk.ticket(codeOf(500))).resolves.toBeUndefined();
  });

  it("proves the log, and a folder that the unit holds", async () => {
    await house.file(1, "chuyện một");
    await exported();
    const manifest = join(target, "lo-000001", "danh-muc.json");
    expect(await verifyLog({ desk, print }, manifest)).toBe(0);
    expect(said.slice(-2)).toEqual([
      "✓ Nhật ký kiểm toán nguyên vẹn: 4 dòng.",
      "✓ lo-000001: đúng danh mục đã bàn giao, 6 tệp đúng mã SHA-256.",
    ]);
    await writeFile(join(target, "lo-000001", "phieu-moi.csv"), "sửa rồi");
    expect(await verifyLog({ desk, print }, manifest)).toBe(1);
    expect(said.at(-1)).toBe("✗ Tệp phieu-moi.csv đã bị sửa.");
    const text = await readFile(manifest, "utf8");
    await writeFile(manifest, text.replace(/"hash": "[^"]+"/u, `"hash": "${"0".repeat(64)}"`));
    expect(await verifyLog({ desk, print }, manifest)).toBe(1);
    expect(said.join("\n")).toMatch(/Nhật ký không còn dòng 2/u);
    expect(said.join("\n")).toMatch(/Danh mục khác với danh mục đã bàn giao/u);
    await writeFile(manifest, "{}");
    expect(await verifyLog({ desk, print }, manifest)).toBe(1);
  });

  it("shows tickets and the log, page by page, without a word of what was reported", async () => {
    for (const number of [1, 2, 3]) await house.file(number, "lời kín");
    expect(await listTickets(desk, {}, 2, print)).toBe(0);
    expect(said).toHaveLength(3);
    expect(said[0]).toMatch(
      new RegExp(`^(${codeOf(1)}|${codeOf(2)}|${codeOf(3)})  .*Đã tiếp nhận.*chưa chuyển$`, "u"),
    );
    await listAudit({ desk, print }, 1, 1);
    expect(said.at(-2)).toMatch(/^2 {2}.*người dân {2}nhận phiếu/u);
    expect(said.at(-1)).toBe("… xem tiếp: hoidap audit list --after 2");
    expect(said.join("\n")).not.toContain("lời kín");
  });

  it("finds and erases one person, by account or by code, and leaves the others", async () => {
    await house.file(1, "của một");
    await house.file(2, "của hai");
    await exported();
    const person = { citizen: { channel: "zalo", id: "dan-1" } } as const;
    const personSettings = { desk, actor: "chị Lan", clock, print };
    said = [];
    expect(await findPerson(person, personSettings)).toBe(0);
    expect(said.join("\n")).toMatch(new RegExp(`Phiếu phản ánh: 1\n {2}${codeOf(1)}`, "u"));
    expect(said.at(-1)).toContain("lo-000001");
    expect(await actions()).toContain("person-found");
    expect(await erasePerson({ code: codeOf(1) }, personSettings, async () => false)).toBe(1);
    expect(await desk.ticket(codeOf(1))).toMatchObject({ isErased: false });
    expect(await erasePerson({ code: codeOf(1) }, personSettings, async () => true)).toBe(0);
    expect(await desk.ticket(codeOf(1))).toMatchObject({ isErased: true });
    expect(await desk.ticket(codeOf(2))).toMatchObject({ isErased: false });
    said = [];
    await findPerson(person, personSettings);
    expect(said).toEqual(["Không lưu gì của người này."]);
    expect(JSON.stringify(await desk.audit.lines(0, 1_000))).not.toContain("dan-1");
  });
});

describe("a sealed bundle", () => {
  const bundled = async () => {
    desk = house.desk;
    await house.file(1, "chuyện một");
    await house.sendPhoto(1, new Uint8Array(2_000));
    await exportNew(settings(true), {});
    return join(target, "lo-000001.hoidap");
  };
  const open = async (path: string) =>
    writeBatch(await readBundle(path), {
      target: join(house.folder, "mo"),
      open: openSealed([house.pair.identity]),
      progress: () => undefined,
    });

  it.each([
    ["cut off", (text: string) => text.slice(0, -300), /thiếu phần cuối|không phải tệp lô/u],
    ["without its end", (text: string) => text.split("\n").slice(0, -2).join("\n"), /thiếu phần cuối/u],
    ["without an entry", (text: string) => text.split("\n").toSpliced(1, 1).join("\n"), /đã bị sửa/u],
    ["with a changed time", (text: string) => text.replace(/"at":\d/u, '"at":9'), /đã bị sửa/u],
    ["with more after its end", (text: string) => `${text}${text}`, /thừa nội dung/u],
    [
      "with a code that leads out of the folder",
      (text: string) => text.replace(codeOf(1), "../../../ra-ngoai"),
      /không phải tệp lô/u,
    ],
    ["of another kind", () => "xin chào", /không phải tệp lô/u],
    ["empty", () => "", /thiếu phần cuối|không phải tệp lô/u],
    [
      "with a key that is none of ours",
      (text: string) => text.replace('"entryKind"', '"__proto__"'),
      /không phải tệp lô|đã bị sửa/u,
    ],
  ])("is not opened when it is %s, and nothing is left", async (_, spoil, sentence) => {
    const path = await bundled();
    await writeFile(path, spoil(await readFile(path, "utf8")));
    const error = await open(path).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(BundleUnreadable);
    expect((error as Error).message).toMatch(sentence);
    expect(await readdir(join(house.folder, "mo")).catch(() => [])).toEqual([]);
  });

  it("holds of a ticket only what is in the open and never changes", async () => {
    const path = await bundled();
    const [, entry = ""] = (await readFile(path, "utf8")).split("\n");
    expect(Object.keys(JSON.parse(entry).ticket)).toEqual(["code", "channel", "category", "createdAt"]);
  });
});
