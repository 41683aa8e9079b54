import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createLog, createMetrics } from "../src/server/index.ts";
import { assembleFiles, fileCheck, fileReadings } from "../src/service-files.ts";
import { createMemoryStore } from "../src/storage/memory/memory-store.ts";
import { aFileStore } from "./files/a-file-store.ts";
import { aSealer } from "./files/a-sealer.ts";
import { aJpeg } from "./files/some-files.ts";
import { aSmallDisk } from "./service/a-small-disk.ts";

const MINUTE = 60_000;
const disk = aSmallDisk(24);
afterAll(() => disk?.remove());

const depthOf = (waiting: number, oldestAt: number | undefined) => ({
  depth: async () => ({ waiting, oldestAt }),
});

describe("files that wait", () => {
  it("are warned of when one waits longer than half an hour, and counted", async () => {
    const look = (waiting: number, oldestAt: number | undefined) =>
      fileCheck(depthOf(waiting, oldestAt), () => 31 * MINUTE).look();
    expect(await look(0, undefined)).toEqual({ state: "ok", advice: "" });
    expect(await look(2, MINUTE)).toMatchObject({ state: "ok" });
    expect(await look(3, MINUTE - 1)).toMatchObject({
      state: "warning",
      advice: expect.stringMatching(/^3 .*30 phút/u),
    });
    const values = fileReadings(depthOf(3, MINUTE), () => 31 * MINUTE).map(
      ({ name, read }) => [name, read()] as const,
    );
    expect(await Promise.all(values.map(async ([name, value]) => [name, await value]))).toEqual([
      ["hoidap_files_waiting", 3],
      ["hoidap_files_oldest_seconds", 1_800],
    ]);
  });
});

describe("a file from a page", () => {
  const keepOn = async (dataDir: string) => {
    const store = await createMemoryStore();
    const handling = assembleFiles({
      config: { dataDir },
      files: aFileStore(),
      channels: { fetchers: [], limitsOf: () => ({ textMax: 1, buttonsMax: 1, labelMax: 1 }) },
      sealer: await aSealer(),
      clock: Date.now,
      metrics: createMetrics(store, Date.now),
      log: createLog("silent", (text) => text),
    });
    return handling.keepUpload({ channel: "web", id: "a" }, "x", aJpeg());
  };

  it("is kept where there is room", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hoidap-room-"));
    expect(await keepOn(folder)).toMatchObject({ kind: "kept", mediaType: "image/jpeg" });
    rmSync(folder, { recursive: true });
  });

  it.skipIf(!disk)("is not kept where little room is left, which belongs to messages", async () => {
    expect(await keepOn(disk?.path ?? "")).toEqual({ kind: "refused", reason: "not-kept" });
  });
});
