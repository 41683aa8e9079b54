/** `npm run doubles`: Zalo and Telegram on loopback, and a citizen's keyboard, for who has no account anywhere. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { startTelegramDouble } from "./telegram-double.ts";
import { startZaloDouble } from "./zalo-double.ts";

const SERVICE = process.argv[2] ?? "http://127.0.0.1:3000";
const ACCOUNT = {
  appId: "1234567890",
  appSecret: "app-secret-of-the-double",
  oaId: "2222222222",
  oaSecretKey: "oa-secret-of-the-double",
  refreshToken: "first-refresh-token-of-the-double",
};
const BOT_TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr";
const CITIZEN = "1001";

const zalo = await startZaloDouble({ ...ACCOUNT, port: 4010 });
const telegram = await startTelegramDouble({ botToken: BOT_TOKEN, port: 4020 });
const webhook = `${SERVICE}/webhooks/zalo`;
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`Zalo (thử): ${zalo.url} · Telegram (thử): ${telegram.url}
Trong một cửa sổ lệnh khác, chạy dịch vụ với các biến sau (DATA_DIR riêng, để không đụng tới dữ liệu thật):

DATA_DIR=data/thu \\
ZALO_APP_ID=${ACCOUNT.appId} ZALO_APP_SECRET=${ACCOUNT.appSecret} \\
ZALO_OA_ID=${ACCOUNT.oaId} ZALO_OA_SECRET_KEY=${ACCOUNT.oaSecretKey} \\
ZALO_REFRESH_TOKEN=${ACCOUNT.refreshToken} \\
ZALO_API_BASE=${zalo.url} ZALO_OAUTH_BASE=${zalo.url} \\
TELEGRAM_BOT_TOKEN=${BOT_TOKEN} TELEGRAM_API_ROOT=${telegram.url} \\
npm start

Rồi gõ ở đây như một người dân: câu hỏi, hoặc số của nút để bấm.
/zalo, /telegram: đổi kênh · /theo: quan tâm OA · /thoat: dừng
/anh: gửi một ảnh nhỏ có sẵn · /anh ĐƯỜNG_DẪN: gửi ảnh đó · /tep ĐƯỜNG_DẪN: gửi tệp đó (PDF, DOCX …)`);

let channel: "zalo" | "telegram" = "zalo";
let shown = { zalo: 0, telegram: 0 };

/** What a citizen can press, in the order in which it is shown. */
function labels(): string[] {
  if (channel === "zalo") return (zalo.delivered.at(-1)?.buttons ?? []).map(({ title }) => title);
  return (telegram.delivered.at(-1)?.buttons ?? []).map(({ text }) => text);
}

async function send(text: string): Promise<void> {
  if (channel === "telegram") return void telegram.say(CITIZEN, text);
  await toZalo(zalo.webhooks.text(CITIZEN, text));
}

async function press(label: string): Promise<void> {
  if (channel === "telegram") return void telegram.press(CITIZEN, label);
  const button = zalo.delivered.at(-1)?.buttons.find(({ title }) => title === label);
  if (!button) return;
  if (button.type.startsWith("oa.query")) await toZalo(zalo.webhooks.text(CITIZEN, String(button.payload)));
  else say(`(điện thoại mở: ${JSON.stringify(button.payload)})`);
}

async function toZalo(event: object): Promise<void> {
  const status = await zalo.webhooks.post(webhook, zalo.webhooks.sign(event), 0, 5_000);
  if (status !== 200)
    say(status === 0 ? `(không gọi được ${webhook}: dịch vụ chưa chạy?)` : `(bị từ chối: ${status})`);
}

/** The smallest real photo: one grey dot. */
const A_DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
  "base64",
);

/** Sends a photo (without a name) or a file (with one), as the citizen's telephone would. */
async function sendFile(path: string, isPhoto: boolean): Promise<void> {
  let bytes: Buffer;
  try {
    bytes = path ? await readFile(path) : A_DOT;
  } catch {
    say(`(không đọc được ${path})`);
    return;
  }
  const name = isPhoto ? undefined : basename(path);
  if (channel === "telegram") return void telegram.sendFile(CITIZEN, bytes, name);
  const payload = { url: zalo.serve(bytes), ...(name && { name, size: String(bytes.byteLength) }) };
  await toZalo(zalo.webhooks.media(CITIZEN, isPhoto ? "image" : "file", payload));
}

/** What has come since the last look. */
function show(): void {
  for (const name of ["zalo", "telegram"] as const) {
    const { delivered } = name === "zalo" ? zalo : telegram;
    for (const { text } of delivered.slice(shown[name])) say(`\n[${name}] ${text}`);
    if (delivered.length > shown[name] && name === channel)
      labels().forEach((label, at) => {
        say(`   ${at + 1}. [${label}]`);
      });
    shown = { ...shown, [name]: delivered.length };
  }
}

const looking = setInterval(show, 100);
for await (const line of createInterface({ input: process.stdin })) {
  const text = line.trim();
  if (text === "/thoat") break;
  const label = /^\d{1,2}$/u.test(text) ? labels()[Number(text) - 1] : undefined;
  if (text === "/zalo" || text === "/telegram") {
    channel = text === "/zalo" ? "zalo" : "telegram";
    say(`(đang ở ${channel})`);
  } else if (/^\/(anh|tep)(\s|$)/u.test(text)) await sendFile(text.slice(4).trim(), text.startsWith("/anh"));
  else if (text === "/theo") await toZalo(zalo.webhooks.follow(CITIZEN));
  else if (label) await press(label);
  else if (text) await send(text);
}
// What is still on its way is shown.
await pause(1_500);
clearInterval(looking);
show();
await Promise.all([zalo.close(), telegram.close()]);
