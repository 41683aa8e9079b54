import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ZaloDouble } from "../../doubles/zalo-double.ts";
import { newDataFolder, removeDataFolder } from "../../service/a-data-folder.ts";
import { freePort, type RunningService, startTheService } from "../../service/a-service.ts";
import { startZalo, zaloEnvironment } from "../../service/a-zalo.ts";
import { aCitizen } from "./a-citizen.ts";

let zalo: ZaloDouble;
let service: RunningService;
let dataDir: string;

beforeAll(async () => {
  dataDir = await newDataFolder();
  const port = await freePort();
  // As in life: whatever the account sends comes back as an echo, and a receipt.
  zalo = await startZalo({ webhookUrl: `http://127.0.0.1:${port}/webhooks/zalo` });
  service = await startTheService({ dataDir, environment: { ...zaloEnvironment(zalo), PORT: String(port) } });
  await service.ready();
});
afterAll(async () => {
  await service?.kill();
  await zalo?.close();
  await removeDataFolder(dataDir);
});

const citizen = (id: string) => aCitizen(zalo, () => service.url, id);
let others = 0;
/** What was accepted before has been dealt with when somebody who came later has their answer. */
async function everybodyBeforeIsServed() {
  others += 1;
  await citizen(`later-${others}`).hearsAfterSaying("đăng ký khai sinh cần giấy tờ gì");
}

describe("a citizen on Zalo", () => {
  it("is greeted, asks without marks, presses buttons and is answered with sources", async () => {
    const lan = citizen("5001");
    expect((await lan.hearsAfter(zalo.webhooks.follow(lan.id))).text).toMatch(/Xin chào|chào anh/iu);

    const answer = await lan.hearsAfterSaying("dang ky ket hon can giay to gi");
    expect(answer.text).toMatch(/kết hôn.*Giấy tờ cần có/su);
    expect(answer.text).toMatch(/Nguồn: .+/u);
    expect(answer.text).not.toMatch(/\*\*/u);

    const fees = await lan.hearsAfterPressing("Phí, lệ phí");
    expect(fees.text).toMatch(/kết hôn.*Phí, lệ phí/su);
    expect(fees.text).toMatch(/Nguồn: .+/u);
    expect((await lan.hearsAfterSaying("thế còn thời hạn?")).text).toMatch(/kết hôn.*Thời hạn/su);

    await everybodyBeforeIsServed();
    // Neither echoes nor receipts of these were answered.
    expect(lan.received()).toHaveLength(4);
  });

  it("gets one answer, however often Zalo repeats the question", async () => {
    const { webhooks } = zalo;
    const question = webhooks.sign(webhooks.text("5002", "lệ phí đăng ký kết hôn"));
    const statuses = await webhooks.burst(`${service.url}/webhooks/zalo`, [question], { copies: 5 });
    expect([...statuses]).toEqual([[200, 5]]);
    await everybodyBeforeIsServed();
    expect(citizen("5002").received()).toHaveLength(1);
  });

  it("gets two answers to two equal questions", async () => {
    const binh = citizen("5003");
    await binh.hearsAfterSaying("lệ phí đăng ký kết hôn");
    await binh.hearsAfterSaying("lệ phí đăng ký kết hôn");
    expect(binh.received()).toHaveLength(2);
  });

  it("is asked for words when they send what the bot cannot read", async () => {
    const minh = citizen("5004");
    for (const type of ["image", "audio", "sticker"]) {
      const event = zalo.webhooks.media(minh.id, type, { url: "https://f1-zdn.example/a" });
      expect((await minh.hearsAfter(event)).text).toMatch(/nhắn giúp tôi bằng chữ/u);
    }
  });

  it("is answered when there are words beside the picture", async () => {
    const minh = citizen("5005");
    const event = zalo.webhooks.media(minh.id, "image", {}, "đăng ký tạm trú cần giấy tờ gì");
    expect((await minh.hearsAfter(event)).text).toMatch(/tạm trú/iu);
  });

  it("is left to the staff once one of them has written by hand", async () => {
    const hoa = citizen("5006");
    await hoa.hearsAfterSaying("đăng ký khai sinh cần giấy tờ gì");
    expect(await hoa.does(zalo.webhooks.echo(hoa.id, "Chào chị, em là cán bộ ạ", undefined, "staff-7"))).toBe(
      200,
    );
    expect(await hoa.says("thế lệ phí bao nhiêu?")).toBe(200);
    await everybodyBeforeIsServed();
    expect(hoa.received()).toHaveLength(1);
  });

  it("hears nothing more after they have unfollowed, and is a new guest when they return", async () => {
    const tam = citizen("5007");
    await tam.hearsAfterSaying("đăng ký kết hôn cần giấy tờ gì");
    zalo.unfollow(tam.id);
    expect(await tam.does(zalo.webhooks.unfollow(tam.id))).toBe(200);
    await everybodyBeforeIsServed();
    expect(tam.received()).toHaveLength(1);

    expect((await tam.hearsAfter(zalo.webhooks.follow(tam.id))).text).toMatch(/Xin chào|chào anh/iu);
    // What they talked about before is no longer known.
    expect((await tam.hearsAfterSaying("thế phí bao nhiêu?")).text).not.toMatch(/kết hôn.*Phí, lệ phí/su);
  });

  it("is none when the call is a forgery: nobody is answered", async () => {
    const { webhooks } = zalo;
    const url = `${service.url}/webhooks/zalo`;
    for (const kind of ["wrong", "missing"] as const)
      expect(await webhooks.post(url, webhooks.sign(webhooks.text("5008", "xin chào"), kind))).toBe(401);
    await everybodyBeforeIsServed();
    expect(citizen("5008").received()).toEqual([]);
  });

  it("leaves no word of theirs in the service's log", () => {
    expect(service.output()).toContain("listening");
    expect(service.output()).not.toMatch(/kết hôn|ket hon|5001|cán bộ ạ/u);
  });
});
