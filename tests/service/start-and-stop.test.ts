import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ZaloDouble } from "../doubles/zalo-double.ts";
import { until } from "../server/a-channel.ts";
import { runCommand } from "./a-command.ts";
import { newDataFolder, removeDataFolder } from "./a-data-folder.ts";
import { freePort, type RunningService, startTheService } from "./a-service.ts";
import { startZalo, ZALO_ACCOUNT, zaloEnvironment } from "./a-zalo.ts";
import { citizenOnWeb } from "./on-web.ts";

const LONG = 30_000;

let dataDir: string;
let zalo: ZaloDouble;
let running: RunningService[];

beforeEach(async () => {
  dataDir = await newDataFolder();
  zalo = await startZalo();
  running = [];
});
afterEach(async () => {
  for (const service of running) if (service.process.exitCode === null) await service.kill();
  await zalo.close();
  await removeDataFolder(dataDir);
});

async function start(environment: Record<string, string> = {}): Promise<RunningService> {
  const service = await startTheService({
    dataDir,
    environment: { ...zaloEnvironment(zalo), ...environment },
  });
  running.push(service);
  await service.ready();
  return service;
}

interface Said {
  readonly code: number | null;
  readonly text: string;
}

/** A command beside the service, on the same data. */
async function command(words: readonly string[], environment: Record<string, string> = {}): Promise<Said> {
  const running = runCommand(words, { DATA_DIR: dataDir, ...zaloEnvironment(zalo), ...environment });
  return { code: await running.ended, text: running.output() };
}

async function askOnZalo(service: RunningService, citizen: string, text: string): Promise<void> {
  const call = zalo.webhooks.sign(zalo.webhooks.text(citizen, text));
  expect(await zalo.webhooks.post(`${service.url}/webhooks/zalo`, call)).toBe(200);
}

describe("a service that is asked to end", () => {
  it("ends with zero, and what Zalo has not taken yet goes out at the next start", async () => {
    const first = await start();
    zalo.failNext("message", { kind: "hang", accepts: false });
    await askOnZalo(first, "c", "đăng ký kết hôn cần giấy tờ gì");
    await until("on its way", () => zalo.calls("message") > 0, LONG);
    const askedAt = performance.now();
    expect(await first.stop()).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    expect(zalo.deliveredTo("c")).toEqual([]);
    await start();
    await until("answered after all", () => zalo.deliveredTo("c").length === 1, LONG);
  }, 60_000);

  it("lets go of web chats that wait", async () => {
    const service = await start();
    const waiting = citizenOnWeb(service.url).replies();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const askedAt = performance.now();
    expect(await service.stop()).toBe(0);
    // An answer, and no connection that breaks.
    expect(await waiting).toEqual([]);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
  });
});

describe("a start that cannot be", () => {
  it("beside another process on the same SQLite file says so, and disturbs nobody", async () => {
    const first = await start();
    const second = await command(["start"], { PORT: String(await freePort()) });
    expect(second.code).toBe(2);
    expect(second.text).toMatch(/đang được một tiến trình khác dùng/u);
    expect((await citizenOnWeb(first.url).ask("xin chào")).length).toBeGreaterThan(0);
  });

  it("on a port that is taken says so", async () => {
    const port = await freePort();
    const other: Server = createServer().listen(port, "127.0.0.1");
    const said = await command(["start"], { PORT: String(port), HOST: "127.0.0.1" });
    expect(said.code).toBe(2);
    expect(said.text).toContain(`Cổng ${port} đang bị chương trình khác dùng`);
    await new Promise((resolve) => other.close(resolve));
  });

  it("with a setting that is wrong names it", async () => {
    const said = await command(["start"], { PORT: "many" });
    expect(said).toMatchObject({ code: 2 });
    expect(said.text).toContain("- PORT");
  });

  it("with content that is nowhere names the folder", async () => {
    const said = await command(["start"], { CONTENT_DIR: join(dataDir, "nowhere"), PORT: "0" });
    expect(said.code).toBe(2);
    expect(said.text).toContain("nowhere");
  });
});

describe("an operator", () => {
  it("sees what was not sent, and sends it again, while the service runs and when it does not", async () => {
    const service = await start();
    zalo.failNext("message", { kind: "error", code: -213 }, 1);
    await askOnZalo(service, "c", "đăng ký kết hôn cần giấy tờ gì");
    await until("given up", async () => (await command(["outbox"])).text.includes("mã -213"), LONG);
    const again = await command(["outbox", "--replay", "all"]);
    expect(again.text).toContain("Đã xếp gửi lại 1 câu trả lời");
    await until("delivered", () => zalo.deliveredTo("c").length === 1, LONG);
    await service.stop();
    expect((await command(["outbox"])).text).toContain("Không có câu trả lời nào bị bỏ");
    expect(await command(["outbox", "--replay", "mười"])).toMatchObject({ code: 2 });
  }, 60_000);

  it("learns from the doctor how each part is, while the service runs and when it does not", async () => {
    const service = await start();
    const well = await command(["doctor"], { HOST: "127.0.0.1", PORT: String(await freePort()) });
    expect(well.code).toBe(0);
    for (const part of ["Cài đặt", "Dịch vụ", "Cơ sở dữ liệu", "Nội dung", "Zalo", "OA trên Zalo"])
      expect(well.text).toContain(part);
    await service.stop();
    zalo.oauth.revoke();
    const ill = await command(["doctor"], { HOST: "127.0.0.1", PORT: String(await freePort()) });
    expect(ill.code).toBe(1);
    expect(ill.text).toMatch(/✗ OA trên Zalo: .*hoidap zalo login/u);
    expect(ill.text).not.toContain(ZALO_ACCOUNT.appSecret);
  }, 60_000);
});

describe("the figures", () => {
  it("count what came, what was decided and what was delivered, and are not for strangers", async () => {
    const service = await start({ TRUST_PROXY: "yes" });
    await askOnZalo(service, "c", "đăng ký kết hôn cần giấy tờ gì");
    await until("delivered", () => zalo.deliveredTo("c").length === 1, LONG);
    const call = zalo.webhooks.sign(zalo.webhooks.text("c", "xin chào"), "wrong");
    expect(await zalo.webhooks.post(`${service.url}/webhooks/zalo`, call)).toBe(401);
    const figures = async () => (await fetch(`${service.url}/metrics`)).text();
    await until("settled", async () => /deliveries_total\{[^}]*"delivered"\} 1/u.test(await figures()), LONG);
    const text = await figures();
    expect(text).toMatch(/hoidap_updates_total\{channel="zalo",result="accepted"\} 1/u);
    expect(text).toMatch(/hoidap_turns_total\{channel="zalo",outcome="answered"\} 1/u);
    expect(text).toMatch(/hoidap_refused_total\{channel="zalo",reason="signature"\} 1/u);
    expect(text).toMatch(/hoidap_zalo_ready 1/u);
    const stranger = await fetch(`${service.url}/metrics`, { headers: { "x-forwarded-for": "203.0.113.9" } });
    expect(stranger.status).toBe(403);
  }, 60_000);
});
