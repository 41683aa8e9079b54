import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Entry, Sealer } from "../../../src/core/feedback/index.ts";
import { FOLLOW_UP_COLUMNS, REPORT_COLUMNS } from "../../../src/officers/handover/columns.ts";
import { manifestSchema, sha256Of } from "../../../src/officers/handover/manifest.ts";
import {
  type BatchSource,
  FolderTaken,
  type WrittenBatch,
  writeBatch,
} from "../../../src/officers/handover/write-batch.ts";
import { readWorkbook } from "../../../src/officers/tickets/read-workbook.ts";
import { createSealer, type KeyPair, makeKeyPair, openSealed } from "../../../src/sealing/index.ts";
import { batchOf, codeOf, keptBatch, reportOf, type Told } from "./a-batch.ts";

const PHOTO = new Uint8Array(3_000).fill(7);
const CONTACT = "0912 345 678, chị Hoa";
const STORY = "Cán bộ bắt tôi đi lại bốn lần.\nCòn gợi ý bồi dưỡng.";

let root: string;
let pair: KeyPair;
let sealer: Sealer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "hoidap-lo-"));
  pair = await makeKeyPair();
  sealer = createSealer([pair.recipient]);
});

afterAll(() => rm(root, { recursive: true, force: true }));

let folders = 0;
const freshTarget = () => {
  folders += 1;
  return join(root, `dich-${folders}`);
};
const write = (source: BatchSource, target: string): Promise<WrittenBatch> =>
  writeBatch(source, { target, open: openSealed([pair.identity]), progress: () => undefined });

const TOLD: readonly Told[] = [
  {
    entry: reportOf(STORY, {
      category: "money",
      office: "ủy ban phường",
      officeName: "UBND phường Lê Chân",
      officeId: "le-chan",
      happened: "sáng thứ hai",
      dossier: "000.00.01.H24-261120-0001",
      contact: CONTACT,
      files: 2,
    }),
    files: [
      ["image/jpeg", PHOTO],
      ["application/pdf", PHOTO.subarray(0, 100)],
    ],
  },
  { entry: reportOf("Cán bộ hướng dẫn tận tình", { kind: "praise", category: "praise" }) },
  {
    entry: { kind: "addition", text: "Tôi nhớ ra số quầy là 5" },
    code: codeOf(900),
    files: [["image/png", PHOTO]],
  },
  { entry: { kind: "answer", text: "Dạ, hôm đó là ngày 3" }, code: codeOf(901) },
  { entry: { kind: "withdrawal" }, code: codeOf(902) },
];

async function filesUnder(folder: string): Promise<Map<string, Buffer>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  return new Map(
    await Promise.all(
      names.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(folder.length + 1), await readFile(path)] as const;
      }),
    ),
  );
}

describe("a batch's folder", () => {
  it("holds a workbook, tables, JSON, slips, attachments, and a manifest that proves each", async () => {
    const { path, entries, files } = await write(await keptBatch(TOLD, sealer), freshTarget());
    expect([entries, files]).toEqual([5, 3]);
    const written = await filesUnder(path);
    expect([...written.keys()].sort()).toEqual(
      [
        "bo-sung.csv",
        "bo-sung.json",
        "danh-muc.json",
        "phieu-moi.csv",
        "phieu-moi.json",
        "phieu-tiep-nhan.html",
        "phieu.xlsx",
        `tep-dinh-kem/${codeOf(1)}-1.jpg`,
        `tep-dinh-kem/${codeOf(1)}-2.pdf`,
        `tep-dinh-kem/${codeOf(900)}-1.png`,
      ].sort(),
    );
    const manifest = manifestSchema.parse(JSON.parse(String(written.get("danh-muc.json"))));
    expect(manifest).toMatchObject({
      batch: "lo-000012",
      createdAt: "2026-11-27T08:00:00+07:00",
      createdBy: "chị Lan",
      entries: 5,
      reports: 2,
      followUps: 3,
      audit: { seq: 7 },
    });
    expect(manifest.files).toHaveLength(written.size - 1);
    for (const { path: name, sha256, bytes } of manifest.files) {
      const content = written.get(name) ?? Buffer.of();
      expect([content.length, sha256Of(content)], name).toEqual([bytes, sha256]);
    }
    expect(written.get(`tep-dinh-kem/${codeOf(1)}-1.jpg`)).toEqual(Buffer.from(PHOTO));
  });

  it("belongs to its user alone, with everything in it", async () => {
    const target = freshTarget();
    const { path } = await write(await keptBatch(TOLD, sealer), target);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(path, "tep-dinh-kem"))).mode & 0o777).toBe(0o700);
    for (const name of (await filesUnder(path)).keys())
      expect((await stat(join(path, name))).mode & 0o777, name).toBe(0o600);
    expect(await readdir(target)).toEqual(["lo-000012"]);
  });

  it("is the same byte for byte when it is made again", async () => {
    const source = await keptBatch(TOLD, sealer);
    const [first, second] = [await write(source, freshTarget()), await write(source, freshTarget())];
    expect(second.manifestSha256).toBe(first.manifestSha256);
    expect(await filesUnder(second.path)).toEqual(await filesUnder(first.path));
  });

  it("is the same after its tickets have gone on, for it tells of the moment it was made", async () => {
    const before = await keptBatch(TOLD, sealer);
    const after: BatchSource = {
      batch: before.batch,
      async *pages() {
        for await (const page of before.pages())
          yield page.map(({ entry, file }) => ({
            entry: {
              ...entry,
              ticket: {
                ...entry.ticket,
                status: "closed",
                changedAt: 1,
                rating: 5,
                isWithdrawn: true,
                isErased: true,
              },
            },
            file,
          }));
      },
    };
    expect((await write(after, freshTarget())).manifestSha256).toBe(
      (await write(before, freshTarget())).manifestSha256,
    );
  });

  it("is left as it is when it stands there already", async () => {
    const target = freshTarget();
    const source = await keptBatch(TOLD, sealer);
    expect((await write(source, target)).wasThere).toBe(false);
    expect((await write(source, target)).wasThere).toBe(true);
    expect(await readdir(target)).toEqual(["lo-000012"]);
  });

  it("never takes the place of another folder with other things in it", async () => {
    const target = freshTarget();
    await mkdir(join(target, "lo-000012"), { recursive: true });
    await writeFile(join(target, "lo-000012", "ghi-chu.txt"), "của tôi");
    await expect(write(await keptBatch(TOLD, sealer), target)).rejects.toThrow(FolderTaken);
    expect(await filesUnder(target)).toEqual(new Map([["lo-000012/ghi-chu.txt", Buffer.from("của tôi")]]));
  });

  it("does not appear, nor anything of it, when the key is another one", async () => {
    const target = freshTarget();
    const other = await makeKeyPair();
    const open = openSealed([other.identity]);
    await expect(
      writeBatch(await keptBatch(TOLD, sealer), { target, open, progress: () => undefined }),
    ).rejects.toThrow(/Khóa này không mở được phiếu/u);
    expect(await readdir(target)).toEqual([]);
  });

  it("does not appear when what was sealed is no entry of ours", async () => {
    const target = freshTarget();
    const strange = { kind: "report", report: { kind: "misconduct" } } as unknown as Entry;
    const source = await keptBatch(
      [{ entry: { ...strange, report: { ...reportOf("a"), category: "other" } } as unknown as Entry }],
      sealer,
    );
    await expect(write(source, target)).rejects.toThrow(/không đúng dạng/u);
    expect(await readdir(target)).toEqual([]);
  });

  it("says where words were erased since, and counts them", async () => {
    const [first, ...others] = TOLD as [Told, ...Told[]];
    const source = await keptBatch([{ ...first, isErased: true }, ...others], sealer);
    const { path, erased } = await write(source, freshTarget());
    expect(erased).toBe(1);
    const csv = await readFile(join(path, "phieu-moi.csv"), "utf8");
    expect(csv).toContain("(nội dung đã được xóa)");
    expect(csv).not.toContain("bồi dưỡng");
  });

  it("is there for a batch in which nothing is new but additions, and for an empty one", async () => {
    const { path } = await write(await keptBatch([], sealer), freshTarget());
    expect(JSON.parse(await readFile(join(path, "phieu-moi.json"), "utf8"))).toEqual([]);
    const [sheet] = await readWorkbook(await readFile(join(path, "phieu.xlsx")));
    expect(sheet?.rows).toHaveLength(1);
  });
});

describe("what leaves the house", () => {
  it("is these columns and no other", () => {
    expect(REPORT_COLUMNS.map(({ heading }) => heading)).toEqual([
      "Mã phiếu",
      "Thời điểm tiếp nhận",
      "Kênh",
      "Loại phiếu",
      "Nhóm việc",
      "Trích yếu",
      "Nội dung nguyên văn",
      "Cơ quan (lời người dân)",
      "Cơ quan (tên trong danh mục)",
      "Thời gian xảy ra",
      "Mã hồ sơ",
      "Liên hệ (người dân tự cho)",
      "Mức bảo mật",
      "Tệp đính kèm",
      "Thời điểm đồng ý",
      "Ngày chuyển",
      "Mã lô",
      "Đơn vị nhận",
      "Hạn",
      "Trạng thái",
      "Nội dung trả lời",
    ]);
    expect(FOLLOW_UP_COLUMNS.map(({ heading }) => heading)).toEqual([
      "Mã phiếu",
      "Thời điểm",
      "Loại bổ sung",
      "Nội dung nguyên văn",
      "Tệp đính kèm",
      "Ngày chuyển",
      "Mã lô",
      "Trạng thái",
      "Nội dung trả lời",
    ]);
  });

  it("is these fields of JSON and no other, with moments in Vietnam's time", async () => {
    const { path } = await write(await keptBatch(TOLD, sealer), freshTarget());
    const [request] = JSON.parse(await readFile(join(path, "phieu-moi.json"), "utf8")) as Record<
      string,
      object
    >[];
    expect(request).toEqual({
      service_request_id: codeOf(1),
      status: "open",
      status_notes: "Đã chuyển đơn vị tiếp nhận",
      service_code: "money",
      service_name: "Gợi ý, đòi tiền hoặc quà",
      description: STORY,
      agency_responsible: null,
      service_notice: null,
      requested_datetime: "2026-11-27T00:30:16+07:00",
      updated_datetime: "2026-11-27T08:00:00+07:00",
      expected_datetime: null,
      address: null,
      address_id: null,
      zipcode: null,
      lat: null,
      long: null,
      media_url: `tep-dinh-kem/${codeOf(1)}-1.jpg`,
      extended_attributes: {
        batch: "lo-000012",
        channel: "Telegram",
        kind: "misconduct",
        reported_agency: "ủy ban phường",
        reported_agency_name: "UBND phường Lê Chân",
        reported_agency_id: "le-chan",
        happened: "sáng thứ hai",
        dossier: "000.00.01.H24-261120-0001",
        contact: CONTACT,
        consent_datetime: "2026-11-27T00:29:15+07:00",
        consent_version: 1,
        media_urls: [`tep-dinh-kem/${codeOf(1)}-1.jpg`, `tep-dinh-kem/${codeOf(1)}-2.pdf`],
      },
    });
    const updates = JSON.parse(await readFile(join(path, "bo-sung.json"), "utf8")) as {
      update_type: string;
    }[];
    expect(updates.map(({ update_type }) => update_type)).toEqual(["addition", "answer", "withdrawal"]);
  });

  it("has real dates in the workbook, on the clock in Vietnam", async () => {
    const { path } = await write(await keptBatch(TOLD, sealer), freshTarget());
    const [reports] = await readWorkbook(await readFile(join(path, "phieu.xlsx")));
    expect(reports?.rows[1]?.[1]).toBe("2026-11-27T00:30:16.000Z");
    expect(reports?.rows[1]?.[15]).toBe("2026-11-27T08:00:00.000Z");
  });

  it("has statistics that hold no words of citizens, no contact and no code", async () => {
    const { path } = await write(await keptBatch(TOLD, sealer), freshTarget());
    const [, , statistics, notes] = await readWorkbook(await readFile(join(path, "phieu.xlsx")));
    const words = JSON.stringify([statistics, notes]);
    for (const planted of [STORY.slice(0, 20), "0912", "ủy ban phường", "000.00.01", codeOf(1), codeOf(900)])
      expect(words).not.toContain(planted);
    expect(statistics?.rows).toContainEqual(["Tổng số", "Phiếu mới", "2"]);
    expect(statistics?.rows).toContainEqual(["Cơ quan", "UBND phường Lê Chân", "1"]);
    expect(statistics?.rows).toContainEqual(["Nhóm việc", "Gợi ý, đòi tiền hoặc quà", "1"]);
  });

  it("has a slip for each new ticket, a page each", async () => {
    const { path } = await write(await keptBatch(TOLD, sealer), freshTarget());
    const html = await readFile(join(path, "phieu-tiep-nhan.html"), "utf8");
    expect(html.match(/<h1>Phiếu tiếp nhận phản ánh, kiến nghị<\/h1>/gu)).toHaveLength(2);
    expect(html).toMatch(/break-after: page/u);
    expect(html).toContain("00:30 27/11/2026");
    expect(html).toContain("default-src 'none'");
  });
});

describe("a process that is killed while it writes", () => {
  it("leaves a whole folder or none, at whichever entry it was; the next attempt clears what was left", async () => {
    const target = freshTarget();
    const seen = { none: 0, whole: 0 };
    for (const wait of [0, 3, 12, 25, 38, 39, 1_000]) {
      await rm(target, { recursive: true, force: true });
      await writeAndDie(target, wait);
      const names = await readdir(target);
      const whole = names.includes("lo-000012");
      seen[whole ? "whole" : "none"] += 1;
      if (!whole) {
        // What is there is hidden, and the user's alone.
        expect(names.every((name) => name.startsWith("."))).toBe(true);
        for (const name of names) expect((await stat(join(target, name))).mode & 0o077).toBe(0);
      }
      const { path } = await write(await keptBatch(TOLD, sealer), whole ? freshTarget() : target);
      if (!whole) expect(await readdir(target)).toEqual(["lo-000012"]);
      const manifest = manifestSchema.parse(
        JSON.parse(
          await readFile(join(whole ? target : join(path, ".."), "lo-000012", "danh-muc.json"), "utf8"),
        ),
      );
      for (const file of manifest.files)
        expect(
          sha256Of(await readFile(join(whole ? target : join(path, ".."), "lo-000012", file.path))),
        ).toBe(file.sha256);
    }
    expect(seen.none).toBeGreaterThan(0);
    expect(seen.whole).toBeGreaterThan(0);
  });
});

/** Writes 40 entries in a process of its own, which kills itself after so many. */
async function writeAndDie(target: string, after: number): Promise<void> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM, target, String(after)], {
    cwd: new URL("../../../", import.meta.url),
    stdio: ["ignore", "inherit", "inherit"],
  });
  await once(child, "close");
}

const PROGRAM = `
import { writeBatch } from "./dist/officers/handover/write-batch.js";
const [target, after] = process.argv.slice(1);
const entry = (id) => ({
  entry: {
    id, kind: "addition", at: id, sealed: new TextEncoder().encode(JSON.stringify({ kind: "addition", text: "lời " + id })), files: [{ id: "f", mediaType: "image/png", size: 9 }],
    ticket: { code: "AAAA-AAAA-AAAA", channel: "web", category: "other", createdAt: id },
  },
  file: async () => new Uint8Array(5000),
});
let opened = 0;
await writeBatch(
  {
    batch: { number: 12, createdAt: 0, createdBy: "a", filter: {}, auditSeq: 1, auditHash: "" },
    async *pages() { for (let id = 1; id <= 40; id += 10) yield Array.from({ length: 10 }, (_, i) => entry(id + i)); },
  },
  {
    target,
    open: async (sealed) => {
      opened += 1;
      if (opened > Number(after) * 2) process.kill(process.pid, "SIGKILL");
      return sealed;
    },
    progress: () => undefined,
  },
);
`;

describe("a large batch", () => {
  it("is written without a difference to what was sealed", async () => {
    const size = 400;
    const stories = Array.from(
      { length: size },
      (_, index) => `Chuyện số ${index}: “chờ ${index} phút”, \n-đi lại`,
    );
    let most = 0;
    const { path } = await writeBatch(
      batchOf(
        stories.map((story) => ({ entry: reportOf(story) })),
        sealer,
        size,
      ),
      {
        target: freshTarget(),
        open: openSealed([pair.identity]),
        progress: (done) => {
          expect(done).toBeGreaterThan(most);
          most = done;
        },
      },
    );
    expect(most).toBe(size);
    const [reports] = await readWorkbook(await readFile(join(path, "phieu.xlsx")));
    expect(reports?.rows.slice(1).map((row) => [row[0], row[6]])).toEqual(
      stories.map((story, index) => [codeOf(index + 1), story]),
    );
  });
});
