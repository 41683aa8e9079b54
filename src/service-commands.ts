/** Part of the composition root: the commands of those who run the service. Loaded by these commands only. */
import { createServer } from "node:net";
import { createAsker, InputEnded } from "./channels/terminal/ask-lines.ts";
import { loginToZalo } from "./channels/zalo/index.ts";
import type { Config } from "./config.ts";
import { countErrors } from "./content/index.ts";
import { loadQuickly } from "./load-quickly.ts";
import { startService } from "./main.ts";
import { showOutbox } from "./officers/desk.ts";
import { type Finding, runDoctor } from "./officers/doctor.ts";
import { openSealing, sealingCheck } from "./open-sealing.ts";
import { createLog } from "./server/index.ts";
import { assembleChannels } from "./service-channels.ts";
import { examine, serviceChecks } from "./service-checks.ts";
import { askFindings, openDesk } from "./service-desk.ts";
import { openStore } from "./storage/index.ts";

export { describeError } from "./server/index.ts";

const clock = () => Date.now();

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly errorOutput: NodeJS.WritableStream;
  readonly print: (line: string) => void;
  readonly warn: (line: string) => void;
}

/** The service cannot start; the message says what to do. */
export class StartError extends Error {
  override readonly name = "StartError";
}

function isOfPort(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall === "listen";
}

/** `hoidap start`: until a stop is asked for. */
export async function start(config: Config, terminal: Terminal, stopAsked: Promise<void>): Promise<number> {
  const service = await startService(config).catch((error: unknown) => {
    if (isOfPort(error)) throw new StartError(explainPort(error, config.server.port), { cause: error });
    throw error;
  });
  terminal.warn(`Cổng Hỏi Đáp đang chạy tại http://localhost:${service.port} (dừng: Ctrl+C)`);
  for (const notice of service.notices) terminal.warn(`\n!!! ${notice}\n`);
  try {
    await Promise.race([stopAsked, service.ready.then(() => stopAsked)]);
  } finally {
    await service.stop();
  }
  return 0;
}

/** `hoidap outbox`: shows what was not sent, and lets it wait again. */
export async function outbox(
  config: Config,
  terminal: Terminal,
  options: { readonly replay?: string; readonly replayInbox?: boolean },
): Promise<number> {
  const id = options.replay === undefined || options.replay === "all" ? undefined : Number(options.replay);
  if (id !== undefined && !Number.isSafeInteger(id)) {
    terminal.warn("Sau --replay là số của câu trả lời, hoặc all. Ví dụ: hoidap outbox --replay 12");
    return 2;
  }
  const desk = await openDesk(config, clock);
  try {
    if (options.replayInbox)
      terminal.print(`Đã cho xử lý lại ${await desk.replayInbox()} tin nhắn của người dân.`);
    if (options.replay !== undefined) {
      const count = await desk.replayOutbox(id);
      terminal.print(
        count > 0 ? `Đã xếp gửi lại ${count} câu trả lời.` : "Không có câu trả lời nào như vậy.",
      );
    }
    if (options.replay === undefined && !options.replayInbox) return await showOutbox(desk, terminal.print);
    return 0;
  } finally {
    await desk.close();
  }
}

/** `hoidap zalo login`: a person's consent, kept where the service finds it. */
export async function zaloLogin(config: Config, terminal: Terminal): Promise<number> {
  const { zalo } = config;
  if (!zalo) {
    terminal.warn(
      "Chưa cài đặt kênh Zalo. Hãy đặt ZALO_APP_ID, ZALO_APP_SECRET, ZALO_OA_ID, ZALO_OA_SECRET_KEY trước.",
    );
    return 2;
  }
  const desk = await openDesk(config, clock);
  const operator = createAsker(terminal.input, terminal.output);
  try {
    const result = await loginToZalo(zalo, {
      keep: desk.putZaloTokens,
      prompt: operator.ask,
      print: terminal.print,
      publicUrl: config.server.publicUrl,
      now: clock,
    });
    return result.kind === "stored" ? 0 : 1;
  } catch (error) {
    if (!(error instanceof InputEnded)) throw error;
    terminal.warn("\nĐã dừng giữa chừng, chưa lưu gì. Chạy lại khi sẵn sàng: hoidap zalo login");
    return 1;
  } finally {
    operator.close();
    await desk.close();
  }
}

/** `hoidap doctor`: how each part is, and what to do; asks the running service, or else looks for itself. */
export async function doctor(config: Config, terminal: Terminal): Promise<number> {
  const running = await askFindings(config.dataDir);
  return runDoctor(
    [
      ["Cài đặt", async () => describeSettings(config)],
      [
        "Dịch vụ",
        async (): Promise<Finding> =>
          running
            ? { name: "Dịch vụ", state: "ok", advice: "đang chạy" }
            : { name: "Dịch vụ", state: "warning", advice: "chưa chạy. Chạy bằng: npm start" },
      ],
      running ? ["Các phần", async () => running] : ["Các phần", () => examineClosedHouse(config)],
      ...(running ? [] : ([["Cổng mạng", () => examinePort(config)]] as const)),
    ],
    terminal.print,
  );
}

async function examineClosedHouse(config: Config): Promise<readonly Finding[]> {
  const store = await openStore({ ...config.storage, dataDir: config.dataDir });
  try {
    const content = await loadQuickly(config);
    const contentErrors = () => countErrors(content.problems);
    const channels = assembleChannels(
      config,
      store,
      createLog("silent", (text) => text),
      clock,
    );
    const checks = serviceChecks({ store, channels, contentErrors, clock });
    return await examine([...checks, sealingCheck(await openSealing(config, "refuse"))], channels);
  } finally {
    await store.close();
  }
}

function describeSettings({ server, zalo, telegram, web, storage }: Config): readonly Finding[] {
  const channels = ["web", zalo && "Zalo", telegram && "Telegram"].filter(Boolean).join(", ");
  const findings: Finding[] = [
    {
      name: "Cài đặt",
      state: "ok",
      advice: `kênh: ${channels}; lưu ở ${storage.databaseUrl ? "PostgreSQL" : "SQLite"}`,
    },
  ];
  const advise = (advice: string) => void findings.push({ name: "Cài đặt", state: "warning", advice });
  if (zalo && !server.publicUrl)
    advise("PUBLIC_URL chưa đặt: Zalo chỉ gọi được tới một địa chỉ https công khai.");
  if (server.publicUrl?.startsWith("http://"))
    advise("PUBLIC_URL dùng http: Zalo và Telegram chỉ gọi tới https.");
  if (zalo?.signatureMode === "log")
    advise("ZALO_SIGNATURE_MODE=log: tin giả chữ ký vẫn lọt. Chỉ dùng khi cài đặt, rồi đặt lại enforce.");
  if (zalo && !web.zaloSiteVerification)
    advise("ZALO_SITE_VERIFICATION chưa đặt: cần khi xác thực tên miền trên developers.zalo.me.");
  return findings;
}

function examinePort({ server }: Config): Promise<Finding> {
  const name = "Cổng mạng";
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      resolve({ name, state: "failing", advice: explainPort(error, server.port) }),
    );
    probe.listen(server.port, server.host, () =>
      probe.close(() => resolve({ name, state: "ok", advice: `${server.port} còn trống` })),
    );
  });
}

/** What keeps us from a port. */
function explainPort(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === "EADDRINUSE")
    return `Cổng ${port} đang bị chương trình khác dùng. Tắt chương trình đó, hoặc đặt PORT khác.`;
  if (error.code === "EACCES") return `Không có quyền dùng cổng ${port}. Hãy đặt PORT từ 1024 trở lên.`;
  return `Không mở được cổng ${port} (${error.code ?? error.name}). Kiểm tra PORT và HOST.`;
}
