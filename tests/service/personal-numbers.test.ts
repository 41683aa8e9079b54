import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digitsIn, type PlantedNumber, plantNumbers } from "../language/planted-numbers.ts";
import { until } from "../server/a-channel.ts";
import { newDataFolder, removeDataFolder } from "./a-data-folder.ts";
import { type RunningService, startTheService } from "./a-service.ts";
import { citizenOnWeb } from "./on-web.ts";

const planted = plantNumbers(500, 20_261_125);
const WORDS = "nhờ chỉ giúp nhé";

let dataDir: string;
let service: RunningService;
let metrics: string;

beforeAll(async () => {
  dataDir = await newDataFolder();
  // Everything that the log can say.
  service = await startTheService({ dataDir, environment: { LOG_LEVEL: "debug" } });
  await service.ready();
  const citizens = Array.from({ length: 20 }, () => citizenOnWeb(service.url));
  await Promise.all(
    citizens.map(async (citizen, at) => {
      for (const { text } of planted.filter((_, number) => number % citizens.length === at))
        await citizen.send(`${text} ${WORDS}`);
    }),
  );
  await until("all messages have had their turn", () => countTurns() === planted.length, 60_000);
  metrics = await (await fetch(`${service.url}/metrics`)).text();
});
afterAll(async () => {
  await service?.stop();
  await removeDataFolder(dataDir);
});

function open(): InstanceType<typeof Database> {
  return new Database(join(dataDir, "hoidap.sqlite"), { readonly: true });
}

function countTurns(): number {
  const database = open();
  const { count } = database.prepare("select count(*) as count from turn_log").get() as { count: number };
  database.close();
  return count;
}

const survivorsIn = (text: string): PlantedNumber[] => planted.filter(({ digits }) => text.includes(digits));

describe("500 messages with personal numbers in them", () => {
  it("leave no number in the log or in the figures", () => {
    expect(service.output().split("\n").length).toBeGreaterThan(planted.length);
    expect(survivorsIn(service.output())).toEqual([]);
    expect(survivorsIn(metrics)).toEqual([]);
  });

  it("leave none of their words there either", () => {
    expect(service.output()).not.toContain(WORDS);
    expect(metrics).not.toContain(WORDS);
  });

  it("leave their words, but no number, in what officers learn from", () => {
    const database = open();
    const rows = database.prepare("select text from turn_log where text is not null").all() as {
      text: string;
    }[];
    database.close();
    expect(rows.filter(({ text }) => text.includes(WORDS)).length).toBeGreaterThan(planted.length / 2);
    const digits = rows.map(({ text }) => digitsIn(text));
    expect(planted.filter((one) => digits.some((left) => left.includes(one.digits)))).toEqual([]);
  });

  it("stand nowhere in the files as they were written", async () => {
    const files = (await readdir(dataDir)).filter((name) => name.startsWith("hoidap.sqlite"));
    expect(files).not.toEqual([]);
    for (const name of files) {
      const bytes = await readFile(join(dataDir, name));
      const raw = planted.filter(({ text, form }) => form === "plain" && bytes.includes(text));
      expect(raw).toEqual([]);
    }
  });
});
