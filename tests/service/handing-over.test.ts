import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { manifestSchema } from "../../src/officers/handover/manifest.ts";
import { type KeyPair, makeKeyPair, writeKeyFile } from "../../src/sealing/index.ts";
import { codeOf } from "../officers/handover/a-batch.ts";
import { type AHouse, openHouse } from "../officers/tickets/filed-tickets.ts";
import { runCommand } from "./a-command.ts";
import { type RunningService, startTheService } from "./a-service.ts";

const PASSPHRASE = "một mật khẩu đủ dài";

/** Commands start one after the other, each a process; a machine may have much else to do. */
const LONG = 120_000;

let keys: string;
let pair: KeyPair;
/** With a passphrase, and without. */
let keyFile: string;
let plainKeyFile: string;
let house: AHouse;
let out: string;
let service: RunningService | undefined;

beforeAll(async () => {
  keys = await mkdtemp(join(tmpdir(), "hoidap-khoa-"));
  pair = await makeKeyPair();
  keyFile = join(keys, "don-vi.key");
  plainKeyFile = join(keys, "khong-mat-khau.key");
  await writeKeyFile(keyFile, pair, PASSPHRASE);
  await writeKeyFile(plainKeyFile, pair, undefined);
});
afterAll(() => rm(keys, { recursive: true, force: true }));

beforeEach(async () => {
  house = await openHouse(pair);
  out = join(house.folder, "ra");
  service = undefined;
});
afterEach(async () => {
  if (service?.process.exitCode === null) await service.kill();
  await house.close();
});

interface Said {
  readonly code: number | null;
  readonly text: string;
}

const environment = (more: Record<string, string> = {}) => ({
  DATA_DIR: house.dataDir,
  FEEDBACK_RECIPIENT: house.pair.recipient,
  ...more,
});

/** A command, with somebody who types these lines as soon as they can. */
async function command(words: readonly string[], typed: readonly string[] = [], more = {}): Promise<Said> {
  const running = runCommand(words, environment(more));
  for (const line of typed) running.types(line);
  running.hangsUp();
  return { code: await running.ended, text: running.output() };
}
const withKey = () => ["--key", plainKeyFile];
const batches = async () => readdir(out).catch(() => []);

describe("keys on the unit's own computer", { timeout: LONG }, () => {
  it("are made, shown and tried", async () => {
    const path = join(house.folder, "moi.key");
    const made = await command(["keys", "new", "--out", path], [PASSPHRASE, PASSPHRASE]);
    expect(made.code).toBe(0);
    const [, recipient] = /FEEDBACK_RECIPIENT=(age1\w+)/u.exec(made.text) ?? [];
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const shown = await command(["keys", "show", "--key", path, "--try"], [PASSPHRASE]);
    expect(shown).toMatchObject({ code: 0, text: expect.stringContaining(`Khóa công khai: ${recipient}`) });
    expect(shown.text).toContain("mật khẩu đúng");
    expect((await command(["keys", "show", "--key", path, "--try"], ["sai"])).text).toMatch(
      /Mật khẩu không đúng/u,
    );
  });

  it("get a passphrase that the machine draws for who wants one, shown once and typed again", async () => {
    const path = join(house.folder, "moi.key");
    const running = runCommand(["keys", "new", "--out", path], environment());
    running.types("");
    const [, drawn = ""] = await running.reads(/ghi ra giấy ngay: (\S+)/u);
    running.types(drawn);
    expect(await running.ended).toBe(0);
    expect((await command(["keys", "show", "--key", path, "--try"], [drawn])).code).toBe(0);
  });

  it.each([
    [["ngắn"], /ít nhất 12 ký tự/u],
    [[PASSPHRASE, "một mật khẩu khác"], /không giống nhau/u],
    [[], /Đã dừng giữa chừng/u],
  ])("are not made when %j is typed", async (typed, sentence) => {
    const path = join(house.folder, "moi.key");
    const { code, text } = await command(["keys", "new", "--out", path], typed);
    expect([code, text]).toEqual([1, expect.stringMatching(sentence)]);
    await expect(stat(path)).rejects.toThrow(/ENOENT/u);
  });
});

describe("an export", { timeout: LONG }, () => {
  it("asks for the passphrase and writes the batch", async () => {
    await house.file(1, "chuyện một");
    await house.leave();
    const { code, text } = await command(
      ["export", "--key", keyFile, "--out", out, "--by", "chị Lan"],
      [PASSPHRASE],
    );
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/lo-000001 1\/1[\s\S]*Đã ghi .*lo-000001: 1 mục/u),
    ]);
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(join(out, "lo-000001", "danh-muc.json"), "utf8")),
    );
    expect(manifest).toMatchObject({ createdBy: "chị Lan", reports: 1 });
    expect(
      (await command(["audit", "verify", "--manifest", join(out, "lo-000001", "danh-muc.json")])).code,
    ).toBe(0);
  });

  it("is refused before there is a batch: no key, wrong passphrase, no key file, another's key", async () => {
    await house.file(1, "chuyện một");
    await house.leave();
    const other = join(house.folder, "khac.key");
    await writeKeyFile(other, await makeKeyPair(), undefined);
    const passphraseFile = join(house.folder, "mat-khau.txt");
    await writeFile(passphraseFile, "sai mật khẩu\n");
    for (const [words, typed, sentence] of [
      [["export"], [], /Cần tệp khóa/u],
      [["export", "--key", keyFile], ["sai mật khẩu"], /Mật khẩu không đúng/u],
      [["export", "--key", keyFile, "--passphrase-file", passphraseFile], [], /Mật khẩu không đúng/u],
      [["export", "--key", passphraseFile], [], /không phải tệp khóa/u],
      [["export", "--key", join(house.folder, "khong-co.key")], [], /Không thấy tệp khóa/u],
      [["export", "--key", other], [], /không phải khóa mà dịch vụ đang niêm phong/u],
      [["export", "--sealed", "--key", keyFile], [], /Chọn một/u],
      [["export", ...withKey(), "--since", "31/02/2026"], [], /là một ngày/u],
      [["export", ...withKey(), "--category", "xe cộ"], [], /money: Gợi ý/u],
    ] as const) {
      const said = await command([...words, "--out", out], typed);
      expect([said.code, said.text]).toEqual([2, expect.stringMatching(sentence)]);
    }
    expect((await command(["tickets"])).text).toContain("Đã tiếp nhận");
    expect((await command(["audit", "list"])).text).not.toContain("lập lô");
    expect(await batches()).toEqual([]);
  });

  it("killed in the middle leaves a whole folder or none, and is finished by the next one", async () => {
    for (let number = 1; number <= 60; number += 1) await house.file(number, `chuyện ${number}`);
    await house.leave();
    const child = spawn(process.execPath, ["dist/cli.js", "export", ...withKey(), "--out", out], {
      env: { PATH: process.env.PATH, ...environment() },
      stdio: ["ignore", "ignore", "pipe"],
    });
    // Killed as soon as the folder begins to grow.
    const ended = once(child, "exit");
    while (child.exitCode === null && (await batches()).length === 0) await new Promise(setImmediate);
    child.kill("SIGKILL");
    await ended;
    for (const name of await batches()) expect(name).toMatch(/^(\.lo-000001\.dang-ghi|lo-000001)$/u);
    const { code, text } = await command(["export", ...withKey(), "--out", out]);
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/chưa hoàn tất: làm nốt trước[\s\S]*Không có phiếu mới/u),
    ]);
    expect(await batches()).toEqual(["lo-000001"]);
    const requests = JSON.parse(await readFile(join(out, "lo-000001", "phieu-moi.json"), "utf8")) as object[];
    expect(requests).toHaveLength(60);
  });

  it("sealed needs no key; the bundle is opened without settings or database", async () => {
    await house.file(1, "chuyện một");
    await house.leave();
    expect((await command(["export", "--sealed", "--out", out])).code).toBe(0);
    const unit = join(house.folder, "may-don-vi");
    await mkdir(unit);
    const opened = await command(
      ["export", "open", join(out, "lo-000001.hoidap"), "--key", keyFile, "--out", unit],
      [PASSPHRASE],
      { DATA_DIR: join(unit, "khong-co"), FEEDBACK_RECIPIENT: "" },
    );
    expect([opened.code, opened.text]).toEqual([0, expect.stringContaining("1 mục")]);
    expect(await readdir(unit)).toEqual(["lo-000001"]);
  });
});

describe("a change of keys", { timeout: LONG }, () => {
  it("seals anew with the old key; then the new one alone opens everything", async () => {
    await house.file(1, "chuyện một");
    await house.sendPhoto(1, new Uint8Array(10));
    await house.leave();
    const next = await makeKeyPair();
    const nextFile = join(house.folder, "moi.key");
    await writeKeyFile(nextFile, next, undefined);
    const rotated = { FEEDBACK_RECIPIENT: next.recipient };
    // Before that, the batch waits for both keys, and nothing is lost.
    const early = await command(["export", "--key", nextFile, "--out", out], [], rotated);
    expect([early.code, early.text]).toEqual([2, expect.stringMatching(/kèm cả khóa cũ/u)]);
    const resealed = await command(["keys", "reseal", ...withKey()], [], rotated);
    expect([resealed.code, resealed.text]).toEqual([0, expect.stringContaining("niêm phong lại 2 mục")]);
    const { code, text } = await command(["export", "--key", nextFile, "--out", out], [], rotated);
    expect([code, text]).toEqual([0, expect.stringMatching(/làm nốt trước[\s\S]*2 mục, 1 tệp/u)]);
  });
});

describe("while the service runs", { timeout: LONG }, () => {
  beforeEach(async () => {
    await house.file(1, "chuyện một");
    await house.sendPhoto(1, new Uint8Array(70_000).fill(5));
    await house.leave();
    service = await startTheService({
      dataDir: house.dataDir,
      environment: { FEEDBACK_RECIPIENT: house.pair.recipient },
    });
  });

  it("tickets are exported, answered, proved and erased through it", async () => {
    // Another setting in this shell changes nothing: the service says for whom it seals.
    const other = { FEEDBACK_RECIPIENT: (await makeKeyPair()).recipient };
    expect((await command(["export", ...withKey(), "--out", out], [], other)).code).toBe(0);
    const photo = await readFile(join(out, "lo-000001", "tep-dinh-kem", `${codeOf(1)}-1.jpg`));
    expect(photo.equals(Buffer.alloc(70_000, 5))).toBe(true);

    const sheet = join(house.folder, "tra-ve.csv");
    await writeFile(
      sheet,
      `Mã phiếu,Trạng thái,Nội dung trả lời\n${codeOf(1)},Đã trả lời,Đã nhắc nhở cán bộ\n`,
    );
    expect((await command(["tickets", "import", sheet])).text).toMatch(/Chưa ghi gì/u);
    expect((await command(["tickets", "import", sheet], ["có"])).code).toBe(0);
    expect((await command(["tickets", "--status", "Đã trả lời"])).text).toContain(codeOf(1));

    expect((await command(["export", ...withKey(), "--out", join(out, "lai"), "--batch", "1"])).text).toMatch(
      /giống từng byte/u,
    );
    const manifest = join(out, "lo-000001", "danh-muc.json");
    expect((await command(["audit", "verify", "--manifest", manifest])).text).toMatch(/✓ lo-000001/u);
    expect((await command(["privacy", "erase", "--zalo", "dan-1", "--yes"])).code).toBe(0);
    expect((await command(["privacy", "find", "--code", codeOf(1)])).text).toContain("đã xóa nội dung");
    expect((await command(["audit", "list", "--limit", "1000"])).text).toMatch(/đổi trạng thái[\s\S]*xóa/u);
    expect(service?.output()).not.toMatch(/chuyện một|nhắc nhở|dan-1/u);
  });
});

describe("a service without a good key", { timeout: LONG }, () => {
  const readiness = async () => {
    const response = await fetch(`${service?.url}/readyz`);
    return { status: response.status, text: await response.text() };
  };
  const startWith = async (recipient: string): Promise<void> => {
    await house.leave();
    service = await startTheService({
      dataDir: house.dataDir,
      environment: { FEEDBACK_RECIPIENT: recipient },
    });
    await service.ready();
  };

  it("makes one at its first start, and says loudly that it lies beside the data", async () => {
    await startWith("");
    expect(service?.output()).toMatch(/!!! Khóa mở phiếu phản ánh đang nằm cạnh dữ liệu/u);
    expect(await readiness()).toMatchObject({ status: 200, text: expect.stringContaining("feedback.key") });
    const doctor = await command(["doctor"], [], { FEEDBACK_RECIPIENT: "" });
    expect(doctor.text).toMatch(/! Khóa phản ánh: .*hoidap keys new/u);
    expect((await stat(join(house.dataDir, "feedback.key"))).mode & 0o777).toBe(0o600);
  });

  it("answers questions when the key is broken, and says that no report is taken", async () => {
    await startWith("age1khongdung");
    expect(await readiness()).toMatchObject({
      status: 200,
      text: expect.stringContaining("Không nhận phản ánh: Khóa công khai"),
    });
    const doctor = await command(["doctor"], [], { FEEDBACK_RECIPIENT: "age1khongdung" });
    expect([doctor.code, doctor.text]).toEqual([
      1,
      expect.stringMatching(/✗ Khóa phản ánh: Không nhận phản ánh/u),
    ]);
  });
});
