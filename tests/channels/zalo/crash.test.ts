import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Fault, ZaloDouble } from "../../doubles/zalo-double.ts";
import { runCommand } from "../../service/a-command.ts";
import { newDataFolder, removeDataFolder } from "../../service/a-data-folder.ts";
import { type RunningService, startTheService } from "../../service/a-service.ts";
import { startZalo, zaloEnvironment } from "../../service/a-zalo.ts";
import { type ACitizen, aCitizen, eventually } from "./a-citizen.ts";
import { readiness } from "./readiness.ts";

let zalo: ZaloDouble;
let service: RunningService;
let dataDir: string;

beforeEach(async () => {
  dataDir = await newDataFolder();
  zalo = await startZalo();
});
afterEach(async () => {
  await service?.kill();
  await zalo.close();
  await removeDataFolder(dataDir);
});

async function start(): Promise<void> {
  service = await startTheService({ dataDir, environment: zaloEnvironment(zalo) });
}

/** Starts, and lets the first refresh go wrong; resolves while it is under way. */
async function startIntoRefresh(fault: Fault): Promise<ACitizen> {
  zalo.failNext("token", fault);
  await start();
  await eventually("a refresh under way", () => zalo.calls("token") === 1);
  return aCitizen(zalo, () => service.url, "6001");
}

async function logIn(): Promise<void> {
  const command = runCommand(["zalo", "login"], { ...zaloEnvironment(zalo), DATA_DIR: dataDir });
  await command.reads(/nhấn Enter để tạo mới/u);
  command.types("");
  const [, challenge = ""] = await command.reads(/Code challenge:\s+(\S{43})/u);
  await command.reads(/Dán địa chỉ/u);
  command.types(zalo.oauth.issueCode(challenge));
  expect(await command.ended).toBe(0);
}

const QUESTION = "lệ phí đăng ký kết hôn";

describe("a service that is killed in the middle of a refresh", () => {
  it("goes on with its refresh token when Zalo had not spent it", async () => {
    const citizen = await startIntoRefresh({ kind: "hang", accepts: false });
    expect(await citizen.says(QUESTION)).toBe(200);
    await service.kill();
    await start();
    const answer = await eventually(
      "the answer to what was asked before the kill",
      () => citizen.received()[0],
    );
    expect(answer.text).toMatch(/kết hôn/u);
    expect([zalo.oauth.rotations, zalo.oauth.refusedRefreshes]).toEqual([1, 0]);
    expect((await readiness(service.url)).zalo).toMatchObject({ state: "ok" });
  });

  it("says plainly that a person must consent when Zalo had, and sends as soon as one has", async () => {
    await startIntoRefresh({ kind: "slow", ms: 200 });
    await service.kill();
    // Zalo gives the pair to nobody.
    await eventually("the spent token", () => zalo.oauth.rotations === 1);
    await start();
    const check = await eventually("the word for operators", async () => {
      const { zalo: said } = await readiness(service.url);
      return said?.state === "failing" ? said : undefined;
    });
    expect(check.advice).toMatch(/hoidap zalo login/u);
    // Not a loop: the one call of the new life told that the token was spent.
    expect([zalo.calls("token"), zalo.oauth.refusedRefreshes]).toEqual([2, 1]);

    await logIn();
    expect((await readiness(service.url)).zalo).toMatchObject({ state: "ok" });
    const citizen = aCitizen(zalo, () => service.url, "6002");
    expect((await citizen.hearsAfterSaying(QUESTION)).text).toMatch(/kết hôn/u);
  });

  it("loses no question that was accepted meanwhile", async () => {
    const citizen = await startIntoRefresh({ kind: "hang", accepts: true });
    expect(await citizen.says(QUESTION)).toBe(200);
    await service.kill();
    expect([zalo.oauth.rotations, citizen.received().length]).toEqual([1, 0]);
    await logIn();
    await start();
    await eventually("the answer", () => citizen.received()[0]);
    // Whoever asks later is served later, so a second answer to the first question would be there by now.
    await aCitizen(zalo, () => service.url, "6003").hearsAfterSaying(QUESTION);
    expect(citizen.received()).toHaveLength(1);
    expect(zalo.oauth.refusedRefreshes).toBe(0);
  });
});
