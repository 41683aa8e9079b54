import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSealed, readKeyFile } from "../../src/sealing/index.ts";
import { openStore } from "../../src/storage/index.ts";
import { aCitizen, eventually } from "../channels/zalo/a-citizen.ts";
import { startTelegramDouble, type TelegramDouble } from "../doubles/telegram-double.ts";
import type { ZaloDouble } from "../doubles/zalo-double.ts";
import { aJpeg, aPdf, MARK } from "../files/some-files.ts";
import { watchForMark } from "../files/watch-for-mark.ts";
import { type Complaint, complain, receiptIn, type SaidByBot } from "./a-complaint.ts";
import { newDataFolder, removeDataFolder } from "./a-data-folder.ts";
import { type RunningService, startTheService } from "./a-service.ts";
import { startZalo, zaloEnvironment } from "./a-zalo.ts";
import { citizenOnWeb } from "./on-web.ts";

const TOKEN = "123456:a-token-for-tests";
const complaint: Complaint = {
  story: "cán bộ phường vòi tiền tôi 500 nghìn mới chịu làm giấy DAUVETCAUCHUYEN",
  office: "một cửa phường An Biên",
};

const PHOTO = "(photo)";

let dataDir: string;
let service: RunningService;
let zalo: ZaloDouble;
let telegram: TelegramDouble;

beforeEach(async () => {
  dataDir = await newDataFolder();
  await mkdir(join(dataDir, "tmp"));
  [zalo, telegram] = await Promise.all([startZalo(), startTelegramDouble({ botToken: TOKEN })]);
  service = await startTheService({
    dataDir,
    environment: {
      ...zaloEnvironment(zalo),
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: telegram.url,
      TMPDIR: join(dataDir, "tmp"),
    },
  });
  await service.ready();
});
afterEach(async () => {
  await service.stop();
  await Promise.all([zalo.close(), telegram.close()]);
  await removeDataFolder(dataDir);
});

/** What a channel's citizen hears after doing something: as soon as there is a word, and a moment more. */
async function hears<Said>(received: () => readonly Said[], act: () => unknown): Promise<readonly Said[]> {
  const before = received().length;
  await act();
  await eventually("an answer", () => received().length > before);
  return received().slice(before);
}

const onTelegram = () =>
  telegram.deliveredTo("1001").map(
    ({ text, buttons }): SaidByBot => ({
      text,
      // What a button carries has a letter of the channel's before it.
      buttons: buttons.map(({ text: label, callback_data }) => ({
        label,
        say: label,
        payload: (callback_data ?? "").slice(1),
      })),
    }),
  );

const nothingWaits = () =>
  eventually("all files have come", async () =>
    /^hoidap_files_waiting 0$/mu.test(await (await fetch(`${service.url}/metrics`)).text()),
  );

/** What the unit finds with each ticket, opened with the key of the data folder. */
async function handedOver(): Promise<Map<string, Buffer[]>> {
  const { identity } = await readKeyFile(join(dataDir, "feedback.key"), async () => "");
  const open = openSealed([identity]);
  const store = await openStore({ databaseUrl: undefined, serviceKey: undefined, dataDir });
  try {
    const desk = store.desk(() => []);
    const batch = await desk.makeBatch({}, "Lan", Date.now());
    const found = new Map<string, Buffer[]>();
    for (const { ticket, files } of await desk.entries(batch?.number ?? 0, 0, 100)) {
      const opened = files.map(async ({ id }) =>
        Buffer.from(await open((await desk.file(id)) ?? new Uint8Array())),
      );
      found.set(ticket.code, await Promise.all(opened));
    }
    return found;
  } finally {
    await store.close();
  }
}

describe("a report with a photo", () => {
  it("reaches the unit whole from Telegram, Zalo and the page, and lies nowhere in the open at any moment", async () => {
    const watch = await watchForMark([dataDir], MARK, "DAUVETCAUCHUYEN", "DAUVETTENTEP");

    // What is said on one channel is said on the others: only Telegram's buttons tell where the dialogue is.
    const said: string[] = [];
    const first = await complain(
      (text) => {
        said.push(text);
        return hears(onTelegram, () => telegram.say("1001", text));
      },
      complaint,
      async (stage) => {
        if (stage !== "files" || said.includes(PHOTO)) return;
        said.push(PHOTO);
        await hears(onTelegram, () => telegram.sendFile("1001", aJpeg()));
      },
    );

    const citizen = aCitizen(zalo, () => service.url, "111");
    const payload = { url: zalo.serve(aPdf()), name: "DAUVETTENTEP.pdf", size: String(aPdf().byteLength) };
    for (const text of said)
      await hears(citizen.received, () =>
        text === PHOTO ? citizen.does(zalo.webhooks.media("111", "file", payload)) : citizen.says(text),
      );
    const second = receiptIn(
      citizen
        .received()
        .slice(-1)
        .map(({ text }) => ({ text, buttons: [] })),
    );

    const page = citizenOnWeb(service.url);
    const third = await complain(page.ask, complaint, async (stage) => {
      if (stage !== "files") return;
      expect(await page.sendFile("DAUVETTENTEP.jpg", new Uint8Array(aJpeg()))).toBe(202);
      await page.hears();
    });

    await nothingWaits();
    await service.stop();
    const { found, files } = await watch.end();
    expect(found).toEqual([]);
    expect(files.join()).toMatch(/hoidap\.sqlite-wal/u);
    expect(service.output()).not.toMatch(/DAUVET|DAU-VET|K7RM/u);
    const tickets = await handedOver();
    expect(tickets.get(first.code)).toEqual([aJpeg()]);
    expect(tickets.get(second?.code ?? "")).toEqual([aPdf()]);
    expect(tickets.get(third.code)).toEqual([aJpeg()]);
  }, 120_000);

  it("is whole although the service was killed while it fetched the photo", async () => {
    const { code } = await complain(
      (text) => hears(onTelegram, () => telegram.say("1001", text)),
      complaint,
      async (stage) => {
        if (stage !== "files") return;
        let id = "";
        await hears(onTelegram, () => {
          id = telegram.sendFile("1001", aJpeg());
          telegram.files.failNext(id, { kind: "drip", bytes: 1, everyMs: 5_000 });
        });
        await eventually("it is being fetched", () => telegram.files.asked(id) === 1);
      },
    );
    await service.kill();
    service = await startTheService({
      dataDir,
      environment: { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.url },
    });
    await nothingWaits();
    await service.stop();
    expect((await handedOver()).get(code)).toEqual([aJpeg()]);
  }, 120_000);
});
