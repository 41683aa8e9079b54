import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContextOptions, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { realBrain } from "../../real-brain.ts";
import { until } from "../../server/a-channel.ts";
import { openBrowser } from "./a-browser.ts";
import { ask, bubblesWhen, DESKTOP, openPage, PHONE } from "./a-page.ts";
import { startWebService, type WebService } from "./a-web-service.ts";
import { findBarriers } from "./axe.ts";
import { builtPage } from "./built-page.ts";

/** Another site that leaves nothing of anybody's style, and lets only our script and frame in. */
const HOSTILE = "* { all: unset !important; color: lime !important; font: 40px cursive !important; }";
let browser: Browser;
let service: WebService;
let host: Server;
let hostUrl: string;

beforeAll(async () => {
  const [one, assets, brain] = await Promise.all([openBrowser(), builtPage(), realBrain()]);
  browser = one;
  host = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (request.url === "/strict")
      response.setHeader(
        "content-security-policy",
        `default-src 'none'; script-src ${service.url}; frame-src ${service.url}`,
      );
    const style = request.url === "/strict" ? "" : `<style>${HOSTILE}</style>`;
    response.end(
      `<!doctype html><html lang="vi"><head><title>Trang khác</title>${style}</head><body><main><h1>Trang khác</h1></main><script src="${service.url}/widget.js" async></script></body></html>`,
    );
  }).listen(0, "127.0.0.1");
  await once(host, "listening");
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  service = await startWebService({ assets, brain, embedOrigins: [hostUrl] });
});
afterAll(async () => {
  await browser?.close();
  host?.close();
  await service?.close();
});

const visit = (path: string, options: BrowserContextOptions) => openPage(browser, hostUrl + path, options);

async function openChat(page: Page): Promise<Frame> {
  await page.waitForSelector("hoi-dap-hai-phong", { state: "attached" });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await until("the frame is there", () => page.frames().length === 2);
  const frame = page.frames().at(-1) as Frame;
  await bubblesWhen(frame, 1);
  return frame;
}

/** Waits until an expression holds there; asked from outside, so that a strict policy does not matter. */
const holds = (where: Page | Frame, expression: string) =>
  until(expression, async () => Boolean(await where.evaluate(expression)));

/** Where the button lies. */
const widgetBox = (page: Page) =>
  page.evaluate(
    "(() => { const { x, y, width, height } = document.querySelector('hoi-dap-hai-phong').getBoundingClientRect(); return { x, y, width, height }; })()",
  ) as Promise<{ x: number; y: number; width: number; height: number }>;

describe("the widget", () => {
  it("looks the same on a page that unsets everything, and leaves that page as it was", async () => {
    const hostile = await visit("/", { viewport: DESKTOP });
    const strict = await visit("/strict", { viewport: DESKTOP });
    const boxes = [];
    for (const { page } of [hostile, strict]) {
      await page.waitForSelector("hoi-dap-hai-phong", { state: "attached" });
      boxes.push(await widgetBox(page));
    }
    const [box, calmBox] = boxes;
    expect(box).toEqual(calmBox);
    expect(box?.height).toBe(56);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBe(DESKTOP.width - 16);
    expect((box?.y ?? 0) + 56).toBe(DESKTOP.height - 16);
    const clip = box ?? { x: 0, y: 0, width: 1, height: 1 };
    const [one, other] = await Promise.all([hostile, strict].map(({ page }) => page.screenshot({ clip })));
    expect(one?.equals(other ?? Buffer.of())).toBe(true);
    expect(await hostile.page.evaluate("getComputedStyle(document.querySelector('h1')).color")).toBe(
      "rgb(0, 255, 0)",
    );
    expect(await strict.page.evaluate("getComputedStyle(document.querySelector('h1')).display")).toBe(
      "block",
    );
    expect([...hostile.complaints, ...strict.complaints]).toEqual([]);
    await hostile.context.close();
    await strict.context.close();
  });

  it("asks nothing of the service but its script until it is opened", async () => {
    const { page, requests, context } = await visit("/", { viewport: PHONE });
    await page.waitForSelector("hoi-dap-hai-phong", { state: "attached" });
    const asked = requests.filter((address) => address.startsWith(service.url));
    expect(asked).toEqual([`${service.url}/widget.js`]);
    await context.close();
  });

  it.each([
    ["a phone", PHONE],
    ["a large screen", DESKTOP],
  ])(
    "answers in its frame with the keyboard alone, and gives the focus back, on %s",
    async (_name, viewport) => {
      const { page, context, requests, complaints } = await visit("/strict", { viewport });
      const frame = await openChat(page);
      await holds(frame, "document.activeElement.id === 'question'");
      await page.keyboard.type("đăng ký kết hôn ở đâu");
      await page.keyboard.press("Enter");
      await bubblesWhen(frame, 3);
      const box = (await page.evaluate("[innerWidth, innerHeight]")) as number[];
      const inner = (await frame.evaluate("[innerWidth, innerHeight]")) as number[];
      if (viewport === PHONE) expect(inner).toEqual(box);
      else expect(inner[0]).toBeLessThan(430);
      await page.keyboard.press("Escape");
      await holds(frame, "!document.hasFocus()");
      await holds(page, "document.activeElement.localName === 'hoi-dap-hai-phong'");
      // Opened again, the conversation is still there.
      await page.keyboard.press("Enter");
      await holds(frame, "document.hasFocus() && document.activeElement.id === 'question'");
      expect(await bubblesWhen(frame, 3)).toHaveLength(3);
      for (const address of requests) expect([hostUrl, service.url]).toContain(new URL(address).origin);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it("closes its menu first, then itself", async () => {
    const { page, context } = await visit("/", { viewport: DESKTOP });
    const frame = await openChat(page);
    await frame.locator("summary").click();
    await page.keyboard.press("Escape");
    expect(await frame.locator(".menu-body").isVisible()).toBe(false);
    expect(await page.evaluate("document.activeElement.localName")).toBe("hoi-dap-hai-phong");
    expect(await frame.evaluate("document.hasFocus()")).toBe(true);
    await page.keyboard.press("Escape");
    await holds(frame, "!document.hasFocus()");
    await context.close();
  });

  it("shuts nobody out, closed and open", async () => {
    const { page, context } = await visit("/strict", { viewport: PHONE, bypassCSP: true });
    await page.waitForSelector("hoi-dap-hai-phong", { state: "attached" });
    expect(await findBarriers(page)).toEqual([]);
    const frame = await openChat(page);
    await ask(frame, "đăng ký kết hôn ở đâu");
    await bubblesWhen(frame, 3);
    expect(await findBarriers(frame)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
    await context.close();
  });

  it("is refused by the browser on a page that is not named", async () => {
    const stranger = createServer((_request, response) => {
      response.setHeader("content-type", "text/html");
      response.end(`<iframe src="${service.url}/?khung=1"></iframe><iframe src="${service.url}/"></iframe>`);
    }).listen(0, "127.0.0.1");
    await once(stranger, "listening");
    const { port } = stranger.address() as AddressInfo;
    const { context, page, complaints } = await openPage(browser, `http://127.0.0.1:${port}/`);
    await until("both are refused", () => complaints.length >= 2);
    expect(complaints.filter((line) => line.includes("frame-ancestors"))).toHaveLength(2);
    for (const frame of page.frames()) expect(await frame.locator("#log").count()).toBe(0);
    await context.close();
    stranger.close();
  });
});
