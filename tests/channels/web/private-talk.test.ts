import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PageAssets } from "../../../src/channels/web/index.ts";
import type { Reply } from "../../../src/core/conversation/index.ts";
import { until } from "../../server/a-channel.ts";
import { openBrowser } from "./a-browser.ts";
import { ask, bubbles, bubblesWhen, type OpenPage, openPage } from "./a-page.ts";
import { startWebService, type WebService } from "./a-web-service.ts";
import { builtPage } from "./built-page.ts";

let browser: Browser;
let assets: PageAssets;
let service: WebService;
let opened: OpenPage;

beforeAll(async () => {
  [browser, assets] = await Promise.all([openBrowser(), builtPage()]);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  service = await startWebService({ assets });
  opened = await openPage(browser, service.url, { permissions: ["clipboard-read", "clipboard-write"] });
  await until("somebody has come", () => service.accepted.length === 1);
  await service.answer({ text: "Xin chào anh/chị.", buttons: [] });
  await bubblesWhen(opened.page, 1);
});
afterEach(async () => {
  const { complaints } = opened;
  await opened.context.close();
  await service.close();
  expect(complaints).toEqual([]);
});

const isPrivate = (text: string, more: Partial<Reply> = {}): Reply => ({
  text,
  buttons: [],
  isPrivate: true,
  ...more,
});

/** Asks and is answered so. */
async function exchange(page: Page, words: string, reply: Reply): Promise<void> {
  const before = service.accepted.length;
  const shown = (await bubbles(page)).length;
  await ask(page, words);
  await until("it has arrived", () => service.accepted.length === before + 1);
  await service.answer(reply);
  await bubblesWhen(page, shown + 2);
}

/** All that the browser keeps of us, as text. */
const kept = (page: Page) =>
  page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])").then(String);

describe("what is said of a report", () => {
  it("is shown, but not kept on the device: neither the story, nor the answers, nor what is being written", async () => {
    const { page } = opened;
    await exchange(page, "đăng ký kết hôn ở đâu", { text: "Ở phường ạ.", buttons: [] });
    await exchange(
      page,
      "cán bộ vòi tiền tôi",
      isPrivate("Tôi rất tiếc. Anh/chị muốn gửi phản ánh không ạ?"),
    );
    await exchange(page, "có, ở phường Lê Chân", isPrivate("Mã: K7RM-4XTA-9HCE. PIN: 123456."));
    await page.getByLabel("Câu hỏi của anh/chị").fill("còn nữa, ông ấy tên là");
    expect(await bubbles(page)).toHaveLength(7);
    const text = await kept(page);
    expect(text).toContain("kết hôn");
    for (const secret of ["vòi tiền", "rất tiếc", "Lê Chân", "K7RM", "123456", "ông ấy"])
      expect(text).not.toContain(secret);
    expect(await page.locator("#private").innerText()).toContain("không lưu trên máy này");
    await page.reload();
    await bubblesWhen(page, 3);
    expect((await bubbles(page)).join()).not.toMatch(/vòi tiền|Lê Chân|K7RM/u);
    expect(await page.getByLabel("Câu hỏi của anh/chị").inputValue()).toBe("");
  });

  it("is not kept either while it cannot be sent", async () => {
    const { page } = opened;
    await exchange(page, "cán bộ vòi tiền tôi", isPrivate("Việc xảy ra ở đâu ạ?"));
    service.beFull(true);
    await ask(page, "ở phường Lê Chân");
    await page.locator('.own[data-state="waiting"] .state', { hasText: "CHƯA được ghi nhận" }).waitFor();
    expect(await kept(page)).not.toMatch(/Lê Chân|vòi tiền/u);
    service.beFull(false);
    await until("it has arrived", () => service.accepted.length === 3);
    expect(service.accepted.at(-1)?.event).toMatchObject({ text: "ở phường Lê Chân" });
  });

  it("is over with the next answer that tells of none: from then on what is written is kept", async () => {
    const { page } = opened;
    await exchange(page, "cán bộ vòi tiền tôi", isPrivate("Đã ghi nhận ạ."));
    await exchange(page, "lệ phí khai sinh bao nhiêu", { text: "Miễn phí ạ.", buttons: [] });
    await exchange(page, "nộp ở đâu", { text: "Ở xã ạ.", buttons: [] });
    const text = await kept(page);
    expect(text).toContain("nộp ở đâu");
    expect(text).not.toMatch(/vòi tiền|Đã ghi nhận/u);
    expect(await page.locator("#private").innerText()).toBe("");
  });

  it("is seen in every open page, whichever of them fetched it", async () => {
    const { page, context } = opened;
    const second = await context.newPage();
    await second.goto(service.url);
    await bubblesWhen(second, 1);
    await exchange(page, "cán bộ vòi tiền tôi", isPrivate("Mã: K7RM-4XTA-9HCE."));
    await bubblesWhen(second, 3);
    await page.waitForTimeout(200);
    expect(await bubbles(second)).toEqual(await bubbles(page));
    expect(await kept(second)).not.toContain("vòi tiền");
    // The one that is left open still shows it to one that is opened anew.
    await page.reload();
    await bubblesWhen(page, 3);
  });

  it("goes with everything else when the citizen erases", async () => {
    const { page } = opened;
    await exchange(page, "cán bộ vòi tiền tôi", isPrivate("Mã: K7RM-4XTA-9HCE."));
    await page.locator("#erase-here").click();
    await page.getByRole("button", { name: "Xóa hết" }).click();
    await until("nothing is shown", async () => (await bubbles(page)).length === 0);
    expect(await page.locator("#private").innerText()).toBe("");
  });

  it("has a code that can be taken along", async () => {
    const { page } = opened;
    await exchange(page, "gửi", isPrivate("Đã nhận. Mã phiếu: K7RM-4XTA-9HCE, mã PIN: 123456 ạ."));
    await page.getByRole("button", { name: "Chép mã" }).click();
    await page.getByRole("button", { name: "Đã chép mã" }).waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe("K7RM-4XTA-9HCE, PIN 123456");
  });
});

describe("a message that storage cannot keep", () => {
  it("stays with the page, which says so and whom to call, and sends it when it can be kept", async () => {
    const { page } = opened;
    service.beFull(true);
    await ask(page, "đăng ký kết hôn ở đâu");
    await page.locator("#notice", { hasText: "CHƯA được ghi nhận" }).waitFor();
    expect(await page.locator("#notice").innerText()).toContain("1022");
    expect(await page.locator(".own .state").innerText()).toContain("CHƯA được ghi nhận");
    service.beFull(false);
    await until("it has arrived", () => service.accepted.length === 2);
    await page.getByText("Đã gửi", { exact: true }).waitFor();
    expect(await page.locator("#notice").innerText()).toBe("");
  });

  it("is told past the outbox when it was taken and its answer could not be kept", async () => {
    const { page } = opened;
    await ask(page, "cán bộ vòi tiền tôi");
    await until("it has arrived", () => service.accepted.length === 2);
    const id = service.accepted[1]?.citizen.id ?? "";
    const context = { lastInboundAt: undefined, now: 0, signal: new AbortController().signal };
    await service.passing.deliver(id, isPrivate("CHƯA được ghi nhận, gọi 1022."), context);
    expect((await bubblesWhen(page, 3))[2]).toContain("CHƯA được ghi nhận");
    // The number of the reply that comes later is its own.
    await service.answer({ text: "Nay đã ghi nhận.", buttons: [] });
    expect((await bubblesWhen(page, 4))[3]).toContain("Nay đã ghi nhận.");
  });
});
