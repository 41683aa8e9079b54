import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type APostgres, startPostgres } from "../../contracts/a-postgres.ts";
import type { ZaloDouble } from "../../doubles/zalo-double.ts";
import { newDataFolder, removeDataFolder } from "../../service/a-data-folder.ts";
import { type RunningService, startTheService } from "../../service/a-service.ts";
import { startZalo, zaloEnvironment } from "../../service/a-zalo.ts";
import { aCitizen, eventually } from "./a-citizen.ts";
import { readiness } from "./readiness.ts";

let postgres: APostgres;
let zalo: ZaloDouble;
const folders: string[] = [];
const services: RunningService[] = [];

beforeAll(async () => {
  [postgres, zalo] = await Promise.all([startPostgres(), startZalo({ accessTtlSeconds: 2 })]);
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.kill()));
  await zalo?.close();
  await postgres?.stop();
  await Promise.all(folders.map(removeDataFolder));
});

describe("two processes with one database", () => {
  it("never use a refresh token twice, however often the tokens die under load", async () => {
    const environment = {
      ...zaloEnvironment(zalo),
      DATABASE_URL: await postgres.newDatabase(),
      SERVICE_KEY: randomBytes(32).toString("hex"),
    };
    const startOne = async () => {
      const dataDir = await newDataFolder();
      folders.push(dataDir);
      const service = await startTheService({ dataDir, environment });
      services.push(service);
      return service;
    };
    const first = await startOne();
    // The very first exchange is one process's; from then on both are equal.
    await eventually("the first tokens", () => zalo.oauth.rotations === 1);
    const pair = [first, await startOne()];
    await Promise.all(pair.map((service) => service.ready()));

    for (let round = 1; round <= 2; round++) {
      await eventually("a dead token", () => !zalo.oauth.isValid(zalo.oauth.accessToken));
      const rotationsBefore = zalo.oauth.rotations;
      const answers = Array.from({ length: 24 }, (_, at) =>
        aCitizen(zalo, () => pair[at % 2]?.url ?? "", `${round}-${at}`).hearsAfterSaying(
          "lệ phí đăng ký kết hôn",
        ),
      );
      expect(await Promise.all(answers)).toHaveLength(24);
      expect(zalo.oauth.rotations).toBeGreaterThan(rotationsBefore);
    }
    expect(zalo.oauth.refusedRefreshes).toBe(0);
    expect(zalo.calls("token")).toBe(zalo.oauth.rotations);
    // Every question was answered once, whichever of the two took it.
    expect(zalo.delivered).toHaveLength(48);
    for (const { url } of pair) expect((await readiness(url)).zalo).toMatchObject({ state: "ok" });
  });
});
