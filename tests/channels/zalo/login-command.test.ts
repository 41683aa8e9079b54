import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ZaloDouble } from "../../doubles/zalo-double.ts";
import { type ARunningCommand, runCommand } from "../../service/a-command.ts";
import { newDataFolder, removeDataFolder } from "../../service/a-data-folder.ts";
import { type RunningService, startTheService } from "../../service/a-service.ts";
import { startZalo, ZALO_ACCOUNT, zaloEnvironment } from "../../service/a-zalo.ts";
import { aCitizen, eventually } from "./a-citizen.ts";
import { readiness } from "./readiness.ts";

let zalo: ZaloDouble;
let service: RunningService | undefined;
let dataDir: string;
let environment: Record<string, string>;

beforeEach(async () => {
  dataDir = await newDataFolder();
  // The refresh token of the settings has long been spent.
  zalo = await startZalo({ refreshToken: "another" });
  environment = zaloEnvironment(zalo);
  service = undefined;
});
afterEach(async () => {
  await service?.kill();
  await zalo.close();
  await removeDataFolder(dataDir);
});

const startLogin = () => runCommand(["zalo", "login"], { ...environment, DATA_DIR: dataDir });

/** What an operator does at the keyboard; `code` is what they paste. */
async function follow(command: ARunningCommand, code: (challenge: string) => string): Promise<number | null> {
  await command.reads(/nhấn Enter để tạo mới/u);
  command.types("");
  const [, challenge = ""] = await command.reads(/Code challenge:\s+(\S{43})/u);
  await command.reads(/Dán địa chỉ/u);
  command.types(code(challenge));
  return command.ended;
}

const consent = (challenge: string) =>
  `https://hoidap.example/zalo/callback?oa_id=${ZALO_ACCOUNT.oaId}&code=${zalo.oauth.issueCode(challenge)}`;

describe("the command that connects the account", () => {
  it("keeps nothing of a wrong code, and hands the tokens of a right one to the running service at once", async () => {
    service = await startTheService({ dataDir, environment });
    await service.ready();
    const { url } = service;
    // What the service needs is said plainly, and web citizens are answered meanwhile.
    const before = await eventually("the refused refresh", async () => {
      const { status, zalo: check } = await readiness(url);
      return check?.state === "failing" ? { status, check } : undefined;
    });
    expect(before.status).toBe(200);
    expect(before.check.advice).toMatch(/hoidap zalo login/u);

    const wrong = startLogin();
    expect(await follow(wrong, () => "not-a-code-of-Zalo")).toBe(1);
    expect(wrong.output()).toMatch(/Chưa kết nối được.*-14005/u);
    expect((await readiness(url)).zalo).toEqual(before.check);

    const command = startLogin();
    expect(await follow(command, consent)).toBe(0);
    expect(command.output()).toContain("Đã kết nối với OA “Hải Phòng 1022 (thử)”");
    expect((await readiness(url)).zalo).toEqual({ name: "Zalo", state: "ok", advice: "" });
    const answer = await aCitizen(zalo, () => url, "7001").hearsAfterSaying("lệ phí đăng ký kết hôn");
    expect(answer.text).toMatch(/kết hôn/iu);
    expect([zalo.oauth.rotations, zalo.oauth.refusedRefreshes]).toEqual([1, 1]);
  });

  it("keeps the tokens for the next start when no service runs", async () => {
    const command = startLogin();
    expect(await follow(command, consent)).toBe(0);

    service = await startTheService({ dataDir, environment });
    const { url } = service;
    expect((await readiness(url)).zalo).toMatchObject({ state: "ok" });
    const answer = await aCitizen(zalo, () => url, "7002").hearsAfterSaying("lệ phí đăng ký kết hôn");
    expect(answer.text).toMatch(/kết hôn/iu);
    // The spent token of the settings was not tried again.
    expect([zalo.oauth.rotations, zalo.oauth.refusedRefreshes]).toEqual([1, 0]);
  });

  it("says what is missing when the channel is not set up", async () => {
    const command = runCommand(["zalo", "login"], { DATA_DIR: dataDir });
    expect(await command.ended).toBe(2);
    expect(command.output()).toMatch(/Chưa cài đặt kênh Zalo.*ZALO_APP_ID/u);
  });
});
