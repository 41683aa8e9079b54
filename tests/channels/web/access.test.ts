import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realBrain } from "../../real-brain.ts";
import { openBrowser } from "./a-browser.ts";
import { ask, bubblesWhen, DESKTOP, openPage, PHONE } from "./a-page.ts";
import { startWebService, type WebService } from "./a-web-service.ts";
import { findBarriers } from "./axe.ts";
import { builtPage } from "./built-page.ts";

let browser: Browser;
let service: WebService;

beforeAll(async () => {
  const [one, assets, brain] = await Promise.all([openBrowser(), builtPage(), realBrain()]);
  browser = one;
  service = await startWebService({ assets, brain });
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

const looks: [string, string, BrowserContextOptions, readonly string[]][] = [
  ["on a phone", "/", { viewport: PHONE }, []],
  ["on a phone, dark as the device is", "/", { viewport: PHONE, colorScheme: "dark" }, []],
  ["on a phone, dark and large as chosen", "/", { viewport: PHONE }, ["Nền tối", "Chữ to"]],
  ["on a phone, light though the device is dark", "/", { viewport: PHONE, colorScheme: "dark" }, ["Nền tối"]],
  ["on a large screen", "/", { viewport: DESKTOP }, []],
  ["on a large screen, dark", "/", { viewport: DESKTOP, colorScheme: "dark" }, []],
  ["in a frame", "/?khung=1", { viewport: { width: 400, height: 680 } }, []],
  ["in a frame, dark", "/?khung=1", { viewport: { width: 320, height: 568 }, colorScheme: "dark" }, []],
];

describe("the page shuts nobody out", () => {
  it.concurrent.each(looks)("%s", async (_name, path, options, pressed) => {
    const { page, context } = await openPage(browser, service.url + path, { ...options, bypassCSP: true });
    await bubblesWhen(page, 1);
    if (pressed.length > 0) {
      await page.locator("summary").click();
      for (const name of pressed) await page.getByRole("button", { name }).click();
      await page.keyboard.press("Escape");
    }
    // Before anything is asked, the page differs little from look to look.
    if (path === "/" && pressed.length !== 1) expect(await findBarriers(page)).toEqual([]);
    await ask(page, "đăng ký khai sinh cần giấy tờ gì");
    await bubblesWhen(page, 3);
    await context.setOffline(true);
    await ask(page, "câu này chưa gửi được");
    await page.getByText("Chưa gửi được, sẽ tự gửi lại").waitFor();
    await page.getByLabel("Câu hỏi của anh/chị").fill("ộ".repeat(4_001));
    await page.locator("summary").click();
    await page.locator("#erase").click();
    expect(await findBarriers(page)).toEqual([]);
    await context.close();
  });

  it.concurrent("before its script has come", async () => {
    const { page, context } = await openPage(browser, service.url, { bypassCSP: true });
    // What is looked at is the page before its script has come.
    await page.route("**/page.js*", (route) => route.abort());
    await page.reload();
    await page.getByRole("link", { name: "Gọi 1022" }).waitFor();
    await page.waitForTimeout(1_800);
    expect(await findBarriers(page)).toEqual([]);
    await context.close();
  });
});
