import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeKeyPair, writeKeyFile } from "../../src/sealing/index.ts";
import { aJpeg, MARK } from "../files/some-files.ts";
import { watchForMark } from "../files/watch-for-mark.ts";
import { runCommand } from "./a-command.ts";
import { complain } from "./a-complaint.ts";
import { newDataFolder, removeDataFolder } from "./a-data-folder.ts";
import { type RunningService, startTheService } from "./a-service.ts";
import { citizenOnWeb } from "./on-web.ts";

/** One for every place where a citizen or the unit may write. */
const MARKS = {
  story: "DAUVETCHUYEN",
  office: "DAUVETNOI",
  happened: "DAUVETLUC",
  dossier: "DAUVETHOSO",
  contact: "DAUVETLIENHE",
  addition: "DAUVETBOSUNG",
  answer: "DAUVETTRALOI",
  dropped: "DAUVETBANBO",
  words: "DAUVETDONVI",
};

let root: string;
let dataDir: string;
let environment: Record<string, string>;
let service: RunningService;

beforeAll(async () => {
  root = await newDataFolder();
  const folders = ["data", "tmp", "unit", "backup"].map((name) => join(root, name));
  await Promise.all(folders.map((folder) => mkdir(folder)));
  dataDir = join(root, "data");
  const pair = await makeKeyPair();
  await writeKeyFile(join(root, "unit.key"), pair, undefined);
  environment = {
    DATA_DIR: dataDir,
    FEEDBACK_RECIPIENT: pair.recipient,
    TMPDIR: join(root, "tmp"),
    LOG_LEVEL: "debug",
  };
  service = await startTheService({ dataDir, environment });
  await service.ready();
}, 120_000);
afterAll(async () => {
  if (service?.process.exitCode === null) await service.kill();
  await removeDataFolder(root);
});

async function command(...words: string[]): Promise<string> {
  const running = runCommand(words, environment);
  running.hangsUp();
  expect(await running.ended).toBe(0);
  return running.output();
}

describe("what a citizen reports", () => {
  it("stands nowhere in the open, from the first word until after it was handed over", async () => {
    const looked = ["data", "tmp", "backup"].map((name) => join(root, name));
    const watch = await watchForMark(looked, MARK, ...Object.values(MARKS));
    const citizen = citizenOnWeb(service.url);

    // A draft that is given up.
    await citizen.ask(`cán bộ phường vòi tiền tôi ${MARKS.dropped}`);
    await citizen.ask("có");
    await citizen.ask("đồng ý");
    await citizen.ask("thôi không gửi nữa");

    const { code } = await complain(
      citizen.ask,
      {
        story: `cán bộ phường vòi tiền tôi năm trăm nghìn ${MARKS.story}`,
        office: `quầy số hai ${MARKS.office}`,
        happened: `hôm qua ${MARKS.happened}`,
        dossier: `H24.16-251120-0007 ${MARKS.dossier}`,
        contact: `chị ${MARKS.contact}`,
      },
      async (stage) => {
        if (stage === "files") {
          expect(await citizen.sendFile("anh.jpg", new Uint8Array(aJpeg()))).toBe(202);
          await citizen.hears();
        }
        if (stage === "summary") await backUp();
      },
    );
    await citizen.ask(`/tracuu ${code}`);
    await citizen.ask("Bổ sung", `ticket:add:${code}`);
    await citizen.ask(MARKS.addition);
    await citizen.ask("xong");

    await command("export", "--sealed", "--out", join(root, "unit"));
    const sheet = join(root, "unit", "tra-ve.csv");
    const row = (status: string, words: string) =>
      writeFile(sheet, `Mã phiếu,Trạng thái,Nội dung trả lời\n${code},${status},${words}\n`);
    await row("Cần bổ sung thông tin", `${MARKS.words} là khi nào`);
    await command("tickets", "import", sheet, "--apply");
    await citizen.hears();
    await citizen.ask("Trả lời", `ticket:add:${code}`);
    await citizen.ask(MARKS.answer);
    await command("export", "--sealed", "--out", join(root, "unit"));
    await backUp();
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    await service.stop();

    const { found, looks, files } = await watch.end();
    expect(found).toEqual([]);
    expect(looks).toBeGreaterThan(10);
    expect(files.join()).toMatch(/hoidap\.sqlite-wal/u);
    expect(files.join()).toMatch(/backup/u);
    for (const mark of [MARK, ...Object.values(MARKS)]) {
      expect(service.output()).not.toContain(mark);
      expect(metrics).not.toContain(mark);
    }
    await expectHandedOver(code);
  }, 180_000);
});

/** As the operators' guide says: a copy of the database while the service runs. */
async function backUp(): Promise<void> {
  const database = new Database(join(dataDir, "hoidap.sqlite"), { readonly: true });
  await database.backup(join(root, "backup", `${Date.now()}.sqlite`));
  database.close();
}

/** The marks did come through: the unit reads every one of them. */
async function expectHandedOver(code: string): Promise<void> {
  const opened = join(root, "opened");
  for (const number of [1, 2]) {
    const bundle = join(root, "unit", `lo-00000${number}.hoidap`);
    await command("export", "open", bundle, "--key", join(root, "unit.key"), "--out", opened);
  }
  const read = (batch: number, file: string) => readFile(join(opened, `lo-00000${batch}`, file), "utf8");
  const texts = await Promise.all([
    read(1, "phieu-moi.json"),
    read(1, "bo-sung.json"),
    read(2, "bo-sung.json"),
  ]);
  const { story, office, happened, dossier, contact, addition, answer } = MARKS;
  for (const mark of [story, office, happened, dossier, contact, addition, answer])
    expect(texts.join("\n")).toContain(mark);
  const photo = await readFile(join(opened, "lo-000001", "tep-dinh-kem", `${code}-1.jpg`));
  expect(photo.equals(aJpeg())).toBe(true);
}
