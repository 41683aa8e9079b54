import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PageAssets } from "../../../src/channels/web/index.ts";
import type { Brain } from "../../../src/core/conversation/index.ts";
import { realBrain } from "../../real-brain.ts";
import { until } from "../../server/a-channel.ts";
import { openBrowser } from "./a-browser.ts";
import { ask, bubbles, bubblesWhen, DESKTOP, type OpenPage, openPage, SMALL_PHONE } from "./a-page.ts";
import { startWebService, type WebService } from "./a-web-service.ts";
import { builtPage } from "./built-page.ts";

let browser: Browser;
let assets: PageAssets;
let brain: Brain;
let service: WebService;
let open: OpenPage[];

beforeAll(async () => {
  [browser, assets, brain] = await Promise.all([openBrowser(), builtPage(), realBrain()]);
});
afterAll(() => browser?.close());

beforeEach(async () => {
  open = [];
  service = await startWebService({ assets, brain });
});
afterEach(async () => {
  const seen = await Promise.all(
    open.map(async ({ page, context, requests, complaints }) => {
      const token = String(await page.evaluate("localStorage.getItem('hoidap.token')").catch(() => ""));
      await context.close();
      return { token: token.replaceAll('"', "") || "none", requests, complaints };
    }),
  );
  await service.close();
  // Whatever a test does: only the service is asked, the token stays out of addresses, nobody complains.
  for (const { token, requests, complaints } of seen) {
    expect(complaints).toEqual([]);
    for (const address of requests) {
      expect(address.startsWith(`${service.url}/`) || address.startsWith("data:")).toBe(true);
      expect(address).not.toContain(token);
    }
  }
});

async function visit(options?: Parameters<typeof openPage>[2], path = "/"): Promise<OpenPage> {
  const opened = await openPage(browser, service.url + path, options);
  open.push(opened);
  return opened;
}

const asked = () => service.accepted.flatMap(({ event }) => (event.kind === "message" ? [event.text] : []));

describe("the page", () => {
  it("brings the newest answer into view, also when it comes while the page is moving to the question", async () => {
    const { page } = await visit();
    await bubblesWhen(page, 1);
    for (const [at, question] of ["đăng ký khai sinh cần giấy tờ gì", "thế phí bao nhiêu?"].entries()) {
      await ask(page, question);
      await bubblesWhen(page, 3 + 2 * at);
    }
    // Smooth scrolling takes its time.
    const answer = page.locator("#log > *").last();
    await until("the answer is in view", async () => {
      const box = await answer.boundingBox();
      return box !== null && box.y > 0 && box.y < 300;
    });
  });

  it("greets, answers with a link to the source, and shows that it is at it", async () => {
    const { page } = await visit();
    expect((await bubblesWhen(page, 1))[0]).toContain("Xin chào anh/chị");
    await ask(page, "đăng ký khai sinh cần giấy tờ gì");
    const [, question, answer] = await bubblesWhen(page, 3);
    expect(question).toContain("đăng ký khai sinh cần giấy tờ gì");
    expect(answer).toMatch(/Giấy tờ cần có/u);
    const source = page.locator(".bubble .source a").last();
    expect(await source.getAttribute("href")).toMatch(/^https:\/\/dichvucong\.gov\.vn\//u);
    expect(await source.getAttribute("rel")).toBe("noopener noreferrer");
    expect(await page.locator(".own .state").innerText()).toBe("Đã gửi");
    expect(await page.locator("#typing").isVisible()).toBe(false);
  });

  it("says with a button what the button carries", async () => {
    const { page } = await visit();
    await ask(page, "đăng ký khai sinh cần giấy tờ gì");
    await bubblesWhen(page, 3);
    await page.getByRole("button", { name: "Phí, lệ phí" }).click();
    expect((await bubblesWhen(page, 5))[4]).toMatch(/Phí, lệ phí/u);
    expect(service.accepted.at(-1)?.event).toMatchObject({
      kind: "message",
      payload: expect.stringMatching(/^entry:/u),
    });
  });

  it("keeps the conversation over a reload, and shows nothing twice", async () => {
    const { page } = await visit();
    await bubblesWhen(page, 1);
    await page.getByRole("button", { name: "Đăng ký kết hôn" }).click();
    const before = await bubblesWhen(page, 3);
    await page.getByLabel("Câu hỏi của anh/chị").fill("đang viết dở");
    await page.reload();
    await page.waitForTimeout(300);
    expect(await bubbles(page)).toEqual(before);
    expect(await page.getByLabel("Câu hỏi của anh/chị").inputValue()).toBe("đang viết dở");
    expect(service.accepted.filter(({ event }) => event.kind === "arrived")).toHaveLength(1);
    expect(await page.locator("#quick").isVisible()).toBe(false);
  });

  it("sends what was written without a line when there is one again, in order and once", async () => {
    const { page, context } = await visit();
    await bubblesWhen(page, 1);
    await context.setOffline(true);
    const questions = ["xin chào", "đăng ký kết hôn ở đâu", "cảm ơn"];
    for (const question of questions) await ask(page, question);
    await page.getByText("Đang mất mạng.").waitFor();
    await page.getByText("Chưa gửi được, sẽ tự gửi lại khi có mạng").first().waitFor();
    expect(asked()).toEqual([]);
    await context.setOffline(false);
    await bubblesWhen(page, 7);
    expect(asked()).toEqual(questions);
    expect(await page.locator(".state").allInnerTexts()).toEqual(["Đã gửi", "Đã gửi", "Đã gửi"]);
    expect(await page.getByText("Đang mất mạng.").isVisible()).toBe(false);
  });

  it("sends what is not sent yet after a reload, and once though the answer to it was lost", async () => {
    const { page } = await visit();
    await bubblesWhen(page, 1);
    await page.route("**/web/messages", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await ask(page, "đăng ký kết hôn ở đâu");
    await page.getByText("Chưa gửi được").first().waitFor();
    await page.unroute("**/web/messages");
    await page.reload();
    await page.getByText("Đã gửi").waitFor();
    await bubblesWhen(page, 3);
    await page.waitForTimeout(300);
    expect(await bubbles(page)).toHaveLength(3);
    expect(new Set(service.accepted.map(({ key }) => key)).size).toBe(2);
  });

  it("comes again when the service is too busy", async () => {
    const { page } = await visit();
    await bubblesWhen(page, 1);
    await page.route("**/web/messages", (route) =>
      route.fulfill({ status: 503, headers: { "retry-after": "1" }, body: "{}" }),
    );
    await ask(page, "đăng ký kết hôn ở đâu");
    await page.getByText("Chưa gửi được. Tin nhắn sẽ tự gửi lại.").waitFor();
    await page.unroute("**/web/messages");
    await bubblesWhen(page, 3);
    expect(asked()).toEqual(["đăng ký kết hôn ở đâu"]);
  });

  it("shows a reply of two tabs in both, once each", async () => {
    const { page, context } = await visit();
    await bubblesWhen(page, 1);
    const second = await context.newPage();
    await second.goto(service.url);
    await bubblesWhen(second, 1);
    await ask(page, "đăng ký kết hôn ở đâu");
    await bubblesWhen(page, 3);
    await bubblesWhen(second, 3);
    await ask(second, "lệ phí bao nhiêu");
    await bubblesWhen(page, 5);
    await page.waitForTimeout(300);
    expect(await bubbles(page)).toEqual(await bubbles(second));
    expect(await bubbles(page)).toHaveLength(5);
  });

  it("erases here and there when it is told so, and begins anew", async () => {
    const { page } = await visit();
    await ask(page, "đăng ký kết hôn ở đâu");
    await bubblesWhen(page, 3);
    await page.locator("#erase-here").click();
    await page.getByRole("button", { name: "Không xóa" }).click();
    await page.locator("#erase").click();
    await page.getByRole("button", { name: "Xóa hết" }).click();
    await until("the old name is forgotten and a new one has come", () => service.accepted.length === 5);
    const [arrived, , wish, yes, again] = service.accepted;
    expect([wish, yes].map((update) => update?.citizen.id)).toEqual(Array(2).fill(arrived?.citizen.id));
    expect(yes?.event).toMatchObject({ payload: "erase:yes" });
    expect(again?.event.kind).toBe("arrived");
    expect(again?.citizen.id).not.toBe(arrived?.citizen.id);
    expect(await bubblesWhen(page, 1)).toHaveLength(1);
    expect((await bubbles(page))[0]).toContain("Xin chào");
  });

  it("shows whatever was written as text", async () => {
    const { page } = await visit();
    const wicked =
      '<img src=x onerror="document.title=1"><script>document.title=2</script> https://a.vn/"><b>';
    await ask(page, wicked);
    await bubblesWhen(page, 3);
    expect((await bubbles(page))[1]).toContain(wicked);
    expect(await page.locator("#log img, #log script, #log b").count()).toBe(0);
    expect(await page.title()).toBe("Cổng Hỏi Đáp Hải Phòng");
  });

  it("makes no button of what leads nowhere safe, and calls with a number", async () => {
    await service.close();
    service = await startWebService({ assets });
    const { page } = await visit();
    await until("somebody has come", () => service.accepted.length === 1);
    await service.answer({
      text: "Chọn một việc <b>",
      buttons: [
        { label: "Xấu", url: "javascript:alert(1)" },
        { label: "Lạ", phone: "12;34" },
        { label: "Gọi 1022", phone: "1022" },
        { label: "Trang", url: "https://dichvucong.gov.vn" },
      ],
    });
    await bubblesWhen(page, 1);
    expect(await page.locator("#log .button").allInnerTexts()).toEqual([
      "Gọi 1022",
      expect.stringContaining("Trang"),
    ]);
    expect(await page.locator("#log .phone").getAttribute("href")).toBe("tel:1022");
  });

  it("shows and tells that an answer is being written", async () => {
    await service.close();
    service = await startWebService({ assets });
    const { page } = await visit();
    await ask(page, "chào");
    await page.locator("#typing").waitFor();
    expect(await page.locator("#announce").innerText()).toBe("Đang soạn câu trả lời…");
    await service.answer();
    await service.answer({ text: "Đây ạ.", buttons: [] });
    await page.getByText("Đây ạ.").waitFor();
    expect(await page.locator("#typing").isVisible()).toBe(false);
    expect(await page.locator("#announce").innerText()).toBe("");
  });

  it("does not send what is too long, says by how much, and keeps it", async () => {
    const { page } = await visit();
    await ask(page, "ộ".repeat(4_010));
    expect(await page.locator("#counter").innerText()).toContain("Dài quá 10 ký tự");
    expect(asked()).toEqual([]);
    await page.getByLabel("Câu hỏi của anh/chị").fill("ộ".repeat(3_990));
    expect(await page.locator("#counter").innerText()).toBe("Còn 10 ký tự.");
  });

  it("works with the keyboard alone", async () => {
    const { page } = await visit({ viewport: DESKTOP });
    await bubblesWhen(page, 1);
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 25; presses += 1) {
        await page.keyboard.press("Tab");
        const words = await page.evaluate("document.activeElement.innerText || document.activeElement.id");
        if (String(words).includes(name)) return;
      }
      throw new Error(`the Tab key never comes to ${name}`);
    };
    await tabTo("Tùy chọn");
    await page.keyboard.press("Enter");
    await tabTo("Chữ to");
    await page.keyboard.press("Space");
    expect(await page.evaluate("document.documentElement.dataset.text")).toBe("large");
    await page.keyboard.press("Escape");
    expect(await page.locator(".menu-body").isVisible()).toBe(false);
    await tabTo("question");
    await page.keyboard.type("đăng ký kết hôn ở đâu");
    await page.keyboard.press("Enter");
    await bubblesWhen(page, 3);
    expect(await page.evaluate("document.activeElement.id")).toBe("question");
  });

  it("works where nothing may be kept", async () => {
    const { page, context, complaints } = await visit();
    await context.addInitScript(
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
    );
    await page.reload();
    await ask(page, "đăng ký kết hôn ở đâu");
    await bubblesWhen(page, 3);
    await page.locator("summary").click();
    expect(await page.locator("#keeping").innerText()).toContain("không cho giữ tin nhắn");
    expect(complaints).toEqual([]);
  });

  it("has room for everything on a phone of 320 px, also with large text", async () => {
    const { page } = await visit({ viewport: SMALL_PHONE });
    await ask(page, "đăng ký khai sinh cần giấy tờ gì");
    await bubblesWhen(page, 3);
    await page.locator("summary").click();
    await page.getByRole("button", { name: "Chữ to" }).click();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    await page.keyboard.press("Escape");
    await page.evaluate("document.querySelector('#log').lastElementChild.scrollIntoView()");
    // Only the messages move: the head and the place to write stay where they are.
    expect(await page.evaluate("document.documentElement.scrollHeight - innerHeight + scrollY")).toBe(0);
    for (const place of [".top", "#composer"]) {
      const box = await page.locator(place).boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(SMALL_PHONE.height);
    }
    await page.locator("summary").click();
    const sizes = (await page.evaluate(
      "[...document.querySelectorAll('button, summary, a.button, a.top-button, textarea')].filter((e) => e.offsetParent).map((e) => [e.innerText, e.offsetWidth, e.offsetHeight])",
    )) as [string, number, number][];
    expect(sizes.length).toBeGreaterThan(8);
    expect(sizes.filter(([, width, height]) => width < 44 || height < 44)).toEqual([]);
  });

  it("shows whom to call where scripts are off", async () => {
    const { page } = await visit({ javaScriptEnabled: false });
    expect(await page.locator("#starting").innerText()).toContain("đang tắt JavaScript");
    expect(await page.getByRole("link", { name: "Gọi 1022" }).getAttribute("href")).toBe("tel:1022");
    expect(await page.getByRole("link", { name: "Mở Cổng Dịch vụ công" }).getAttribute("href")).toBe(
      "https://dichvucong.gov.vn",
    );
    expect(await page.locator("#composer").isVisible()).toBe(false);
  });
});
