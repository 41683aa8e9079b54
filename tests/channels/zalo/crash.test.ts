import { describe, it } from "vitest";
import type { Fault } from "../../doubles/zalo-double.ts";
import { runCommand } from "../../service/a-command.ts";
import { newDataFolder, removeDataFolder } from "../../service/a-data-folder.ts";
import { type RunningService, startTheService } from "../../service/a-service.ts";
import { startZalo, zaloEnvironment } from "../../service/a-zalo.ts";
import { aCitizen, eventually } from "./a-citizen.ts";
import { readiness } from "./readiness.ts";

const QUESTION = "lệ phí đăng ký kết hôn";

/** A service that can be killed and started again, and its own Zalo. */
async function aHouse(whenOver: (close: () => Promise<void>) => void) {
  const dataDir = await newDataFolder();
  const zalo = await startZalo();
  let service: RunningService | undefined;
  whenOver(async () => {
    await service?.kill();
    await zalo.close();
    await removeDataFolder(dataDir);
  });
  const url = () => service?.url ?? "";
  const start = async () => {
    service = await startTheService({ dataDir, environment: zaloEnvironment(zalo) });
  };
  return {
    zalo,
    start,
    kill: async () => service?.kill(),
    url,
    citizen: (id: string) => aCitizen(zalo, url, id),
    /** Starts, and lets the first refresh go wrong; resolves while it is under way. */
    startIntoRefresh: async (fault: Fault) => {
      zalo.failNext("token", fault);
      await start();
      await eventually("a refresh under way", () => zalo.calls("token") === 1);
    },
    /** An operator consents at the keyboard. Resolves with the command's exit code. */
    logIn: async () => {
      const command = runCommand(["zalo", "login"], { ...zaloEnvironment(zalo), DATA_DIR: dataDir });
      await command.reads(/nhấn Enter để tạo mới/u);
      command.types("");
      const [, challenge = ""] = await command.reads(/Code challenge:\s+(\S{43})/u);
      await command.reads(/Dán địa chỉ/u);
      command.types(zalo.oauth.issueCode(challenge));
      return command.ended;
    },
  };
}

describe.concurrent("a service that is killed in the middle of a refresh", () => {
  it("goes on with its refresh token when Zalo had not spent it", async ({ expect, onTestFinished }) => {
    const house = await aHouse(onTestFinished);
    const { zalo } = house;
    await house.startIntoRefresh({ kind: "hang", accepts: false });
    const citizen = house.citizen("6001");
    expect(await citizen.says(QUESTION)).toBe(200);
    await house.kill();
    await house.start();
    const answer = await eventually("the answer to what was asked before", () => citizen.received()[0]);
    expect(answer.text).toMatch(/kết hôn/u);
    expect([zalo.oauth.rotations, zalo.oauth.refusedRefreshes]).toEqual([1, 0]);
    expect((await readiness(house.url())).zalo).toMatchObject({ state: "ok" });
  });

  it("says plainly that a person must consent when Zalo had", async ({ expect, onTestFinished }) => {
    const house = await aHouse(onTestFinished);
    const { zalo } = house;
    await house.startIntoRefresh({ kind: "slow", ms: 200 });
    await house.kill();
    // Zalo gives the pair to nobody.
    await eventually("the spent token", () => zalo.oauth.rotations === 1);
    await house.start();
    const check = await eventually("the word for operators", async () => {
      const { zalo: said } = await readiness(house.url());
      return said?.state === "failing" && said;
    });
    expect(check.advice).toMatch(/hoidap zalo login/u);
    // Not a loop: the one call of the new life told that the token was spent.
    expect([zalo.calls("token"), zalo.oauth.refusedRefreshes]).toEqual([2, 1]);
  });

  it("loses no question that was accepted meanwhile", async ({ expect, onTestFinished }) => {
    const house = await aHouse(onTestFinished);
    const { zalo } = house;
    await house.startIntoRefresh({ kind: "hang", accepts: true });
    const citizen = house.citizen("6002");
    expect(await citizen.says(QUESTION)).toBe(200);
    await house.kill();
    expect([zalo.oauth.rotations, citizen.received().length]).toEqual([1, 0]);
    expect(await house.logIn()).toBe(0);
    await house.start();
    await eventually("the answer", () => citizen.received()[0]);
    // Whoever asks later is served later, so a second answer to the first question would be there by now.
    await house.citizen("6003").hearsAfterSaying(QUESTION);
    expect(citizen.received()).toHaveLength(1);
    expect(zalo.oauth.refusedRefreshes).toBe(0);
  });
});
