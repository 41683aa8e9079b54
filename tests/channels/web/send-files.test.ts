import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PageAssets } from "../../../src/channels/web/index.ts";
import type { KeepUpload } from "../../../src/core/feedback/index.ts";
import { aJpeg, aPdf } from "../../files/some-files.ts";
import { until } from "../../server/a-channel.ts";
import { openBrowser } from "./a-browser.ts";
import { ask, bubblesWhen, type OpenPage, openPage, SMALL_PHONE } from "./a-page.ts";
import { startWebService, type WebService } from "./a-web-service.ts";
import { findBarriers } from "./axe.ts";
import { builtPage } from "./built-page.ts";

let browser: Browser;
let assets: PageAssets;
let service: WebService;
let opened: OpenPage;
let answers: Awaited<ReturnType<KeepUpload>>[];
let uploads: number[];

beforeAll(async () => {
  [browser, assets] = await Promise.all([openBrowser(), builtPage()]);
});
afterAll(() => browser?.close());
beforeEach(async () => {
  answers = [];
  uploads = [];
  const keepUpload: KeepUpload = async (_citizen, id, bytes) => {
    uploads.push(bytes.byteLength);
    return answers.shift() ?? { kind: "kept", handle: `upload:${id}`, mediaType: "image/jpeg" };
  };
  service = await startWebService({ assets, keepUpload });
});
afterEach(async () => {
  await opened.context.close();
  await service.close();
  expect(opened.complaints).toEqual([]);
});

/** A page on which the bot has just asked for photos. */
async function whereFilesAreWelcome(options: Parameters<typeof openPage>[2] = {}): Promise<Page> {
  opened = await openPage(browser, service.url, options);
  const { page } = opened;
  await ask(page, "tôi muốn gửi ảnh");
  await until("it has arrived", () => service.accepted.length === 2);
  await service.answer();
  expect(await page.locator("#files").isVisible()).toBe(false);
  await service.answer({ text: "Anh/chị gửi ảnh nếu có ạ.", buttons: [], isPrivate: true, wantsFiles: true });
  await page.getByRole("button", { name: "Gửi ảnh hoặc tệp" }).waitFor();
  return page;
}

const photo = (name: string, buffer = aJpeg()) => ({ name, mimeType: "image/jpeg", buffer });
const choose = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator("#file-input").setInputFiles(files, { timeout: 60_000 });
const states = (page: Page) => page.locator(".own .state").allInnerTexts();
const names = () =>
  service.accepted.flatMap(({ event }) =>
    event.kind === "media" ? event.attachments.map(({ name }) => name) : [],
  );

describe("the page", () => {
  it("sends what is chosen, one after the other, and shows what became of each", async () => {
    const page = await whereFilesAreWelcome();
    await choose(page, photo("giấy mời.jpg"), {
      name: "đơn.pdf",
      mimeType: "application/pdf",
      buffer: aPdf(),
    });
    await until("both are sent", async () => (await states(page)).join() === "Đã gửi,Đã gửi,Đã gửi");
    expect(names()).toEqual(["giấy mời.jpg", "đơn.pdf"]);
    expect(uploads).toEqual([aJpeg().byteLength, aPdf().byteLength]);
    expect((await bubblesWhen(page, 4))[2]).toContain("Tệp gửi kèm: giấy mời.jpg");
    expect(await page.evaluate("JSON.stringify({ ...localStorage })")).not.toContain("giấy mời");
  });

  it("opens the choice by keyboard", async () => {
    const page = await whereFilesAreWelcome();
    const button = page.getByRole("button", { name: "Gửi ảnh hoặc tệp" });
    // Asked for first: what comes after it is done in order.
    const chooser = page.waitForEvent("filechooser", { timeout: 60_000 });
    await button.focus();
    await page.keyboard.press("Enter");
    expect((await chooser).isMultiple()).toBe(true);
  });

  it("takes the button away when files are no longer asked for", async () => {
    const page = await whereFilesAreWelcome();
    await ask(page, "xong");
    await until("it has arrived", () => service.accepted.length === 3);
    await service.answer({ text: "Tóm tắt.", buttons: [], isPrivate: true });
    await page.locator("#files").waitFor({ state: "hidden" });
  });

  it("says in the service's words why a file is not taken, and offers no second try for it", async () => {
    const page = await whereFilesAreWelcome();
    answers = [{ kind: "refused", reason: "wrong-type" }];
    await choose(page, photo("chương trình.jpg"));
    await page.locator("#notice", { hasText: "Chưa gửi được tệp “chương trình.jpg”" }).waitFor();
    expect((await states(page)).at(-1)).toContain("không đúng loại");
    expect(await page.getByRole("button", { name: "Gửi lại" }).count()).toBe(0);
  });

  it("says so when there is no line, and sends it again when told to", async () => {
    const page = await whereFilesAreWelcome();
    await page.route("**/web/files", (route) => route.abort());
    await choose(page, photo("giấy mời.jpg"));
    await page.getByText("Chưa gửi được tệp. Anh/chị kiểm tra mạng rồi bấm Gửi lại.").first().waitFor();
    await page.unroute("**/web/files");
    await page.getByRole("button", { name: "Gửi lại" }).click();
    await until("it is sent", async () => (await states(page)).at(-1) === "Đã gửi");
    expect(names()).toEqual(["giấy mời.jpg"]);
    expect(await page.getByRole("button", { name: "Gửi lại" }).count()).toBe(0);
  });

  it("says honestly that a file was not recorded when storage cannot write", async () => {
    const page = await whereFilesAreWelcome();
    answers = [{ kind: "refused", reason: "not-kept" }];
    await choose(page, photo("giấy mời.jpg"));
    await page.locator(".own .state", { hasText: /CHƯA được ghi nhận.*1022/u }).waitFor();
    await page.getByRole("button", { name: "Gửi lại" }).click();
    await until("it is sent", async () => (await states(page)).at(-1) === "Đã gửi");
  });

  it("refuses by itself what is empty or too large, and makes a large photo smaller", async () => {
    const page = await whereFilesAreWelcome();
    const large = (await page.evaluate(
      `(async () => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 2000 });
        const context = canvas.getContext("2d");
        const picture = context.createImageData(3000, 2000);
        for (let at = 0; at < picture.data.length; at += 4) {
          picture.data[at] = at % 251; picture.data[at + 1] = (at * 7) % 241; picture.data[at + 2] = 90; picture.data[at + 3] = 255;
        }
        context.putImageData(picture, 0, 0);
        const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 1));
        const bytes = new Uint8Array(await blob.arrayBuffer());
        let text = "";
        for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
        return btoa(text);
      })()`,
    )) as string;
    const pad = Buffer.alloc(5 * 1024 * 1024);
    await choose(
      page,
      photo("trống.jpg", Buffer.alloc(0)),
      { name: "phim.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(5 * 1024 * 1024 + 1) },
      photo("ảnh to.png", Buffer.concat([Buffer.from(large, "base64"), pad])),
    );
    await until("the photo is sent", async () => (await states(page)).at(-1) === "Đã gửi (ảnh được thu nhỏ)");
    const [, empty, film] = await states(page);
    expect([empty, film]).toEqual([expect.stringContaining("trống"), expect.stringContaining("5 MB")]);
    expect(uploads).toHaveLength(1);
    expect(uploads[0]).toBeLessThanOrEqual(5 * 1024 * 1024);
    expect(names()).toEqual(["ảnh to.jpg"]);
  });

  it("sends no more than five at once, and says so", async () => {
    const page = await whereFilesAreWelcome();
    await choose(page, ...Array.from({ length: 7 }, (_, at) => photo(`${at + 1}.jpg`)));
    await until("they are sent", () => names().length === 5);
    expect((await states(page)).at(-1)).toContain("Mỗi lần gửi tối đa 5 tệp");
    expect((await page.locator(".own .words").allInnerTexts()).at(-1)).toContain("2 tệp còn lại");
    expect(names()).toEqual(["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"]);
  });

  it.each(["light", "dark"] as const)("shuts nobody out on a small phone: %s", async (colorScheme) => {
    const page = await whereFilesAreWelcome({ viewport: SMALL_PHONE, colorScheme, bypassCSP: true });
    answers = [{ kind: "refused", reason: "not-kept" }];
    await choose(page, photo("một cái tên rất dài của một tấm ảnh chụp giấy mời họp.jpg"));
    await page.getByRole("button", { name: "Gửi lại" }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    expect(await page.evaluate("document.documentElement.scrollHeight - innerHeight")).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    const button = await page.getByRole("button", { name: "Gửi ảnh hoặc tệp" }).boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(44);
  });
});
