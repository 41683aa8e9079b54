/** One citizen's browser on the chat, and what it did on the line. */
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from "playwright-core";

export const PHONE = { width: 360, height: 740 };
export const SMALL_PHONE = { width: 320, height: 568 };
export const DESKTOP = { width: 1280, height: 800 };

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every address that was asked for. */
  readonly requests: readonly string[];
  /** What the browser complains of: errors of scripts, and of the content security policy. */
  readonly complaints: readonly string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: PHONE, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // That a request fails without a line is the browser's own remark, and what is tested.
    const isRemark = /Failed to load resource/u.test(message.text());
    if (["error", "warning"].includes(message.type()) && !isRemark) complaints.push(message.text());
  });
  await page.goto(url);
  return { page, context, requests, complaints };
}

/** Writes into the field and sends. */
export async function ask(where: Page | Frame, text: string): Promise<void> {
  await where.getByLabel("Câu hỏi của anh/chị").fill(text);
  await where.getByRole("button", { name: "Gửi", exact: true }).click();
}

/** The words of every bubble, in order, with who says them. */
export function bubbles(where: Page | Frame): Promise<string[]> {
  return where.locator(".bubble").allInnerTexts();
}

/** Waits for so many bubbles. */
export async function bubblesWhen(where: Page | Frame, count: number): Promise<string[]> {
  await where
    .locator(".bubble")
    .nth(count - 1)
    .waitFor();
  return bubbles(where);
}
