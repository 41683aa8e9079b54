/** `hoidap zalo login`: walks an operator through the consent that lets the bot speak for the Official Account. */
import type { Fetch } from "./call-zalo.ts";
import { challengeOf, createVerifier, createZaloOAuth, type TokenPair } from "./oauth.ts";
import { createZaloClient } from "./zalo-client.ts";
import { ZaloError } from "./zalo-errors.ts";

export interface LoginSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly oaId: string;
  readonly apiBase: string;
  readonly oauthBase: string;
  readonly provesAppSecret: boolean;
}

export interface LoginDeps {
  /** Keeps the pair; returns its generation. */
  readonly keep: (oaId: string, pair: TokenPair) => Promise<number>;
  /** Asks the operator one line. */
  readonly prompt: (question: string) => Promise<string>;
  readonly print: (text: string) => void;
  /** Under which the service is reached; the callback lies below it. */
  readonly publicUrl?: string | undefined;
  readonly now?: (() => number) | undefined;
  readonly fetch?: Fetch | undefined;
  readonly timeoutMs?: number | undefined;
  readonly createVerifier?: (() => string) | undefined;
}

export type LoginResult =
  | { readonly kind: "stored"; readonly generation: number; readonly oaName: string | undefined }
  | { readonly kind: "failed"; readonly reason: string };

/** RFC 7636: 43 to 128 characters. */
const VERIFIER = /^[\w.~-]{43,128}$/u;
/** An operator may paste the wrong thing a few times. */
const TRIES = 3;

export async function loginToZalo(settings: LoginSettings, deps: LoginDeps): Promise<LoginResult> {
  const { print, prompt, now = Date.now, fetch, timeoutMs } = deps;
  const fail = (reason: string): LoginResult => {
    print(`Chưa kết nối được. ${reason}`);
    return { kind: "failed", reason };
  };

  print(INTRODUCTION);
  const verifier = await askVerifier(deps);
  if (!verifier) return fail("Code verifier phải có từ 43 đến 128 ký tự: chữ không dấu, số, gạch, dấu chấm.");
  print(steps(settings, challengeOf(verifier), deps.publicUrl));

  const answer = await askCode(prompt, print);
  if (!answer) return fail("Không tìm thấy mã (code) trong những gì đã dán. Hãy chạy lại lệnh này.");
  if (answer.oaId !== undefined && answer.oaId !== settings.oaId)
    return fail(
      `Đã cấp quyền cho OA ${answer.oaId}, nhưng ZALO_OA_ID là ${settings.oaId}. Hãy đăng nhập bằng tài khoản quản trị đúng OA rồi làm lại.`,
    );

  let pair: TokenPair;
  try {
    pair = await createZaloOAuth({ ...settings, now, fetch, timeoutMs }).exchangeCode(answer.code, verifier);
  } catch (error) {
    if (!(error instanceof ZaloError)) throw error;
    return fail(explain(error));
  }

  const oa = await lookAtOa(settings, deps, pair);
  if (oa && oa.oaId !== settings.oaId)
    return fail(
      `Mã này thuộc OA ${oa.oaId} (${oa.name}), không phải ${settings.oaId}. Không lưu gì. Hãy kiểm tra ZALO_OA_ID.`,
    );
  const generation = await deps.keep(settings.oaId, pair);
  print(
    oa
      ? `Đã kết nối với OA “${oa.name}”.`
      : "Đã lưu mã truy cập, nhưng chưa hỏi được Zalo tên của OA; hãy gửi thử một tin nhắn cho OA.",
  );
  print(
    "Từ giờ hệ thống tự gia hạn. Chỉ cần làm lại lệnh này khi đổi quyền, đổi callback, hoặc hệ thống ngừng quá 3 tháng.",
  );
  return { kind: "stored", generation, oaName: oa?.name };
}

async function askVerifier(deps: LoginDeps): Promise<string | undefined> {
  const given = (
    await deps.prompt(
      "Nếu lần trước đã cất một code verifier, dán vào đây; nếu chưa, nhấn Enter để tạo mới: ",
    )
  ).trim();
  if (given) return VERIFIER.test(given) ? given : undefined;
  const verifier = (deps.createVerifier ?? createVerifier)();
  deps.print(
    `\nCode verifier mới (hãy cất như mật khẩu; lần sau dùng lại thì khỏi sửa trang quản trị):\n  ${verifier}`,
  );
  return verifier;
}

async function askCode(
  prompt: LoginDeps["prompt"],
  print: LoginDeps["print"],
): Promise<PastedAnswer | undefined> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const answer = readPasted(await prompt("Dán địa chỉ (hoặc riêng mã code) vào đây: "));
    if (answer) return answer;
    if (attempt < TRIES)
      print("Chưa thấy mã trong đó. Cần cả địa chỉ trên thanh trình duyệt, có đoạn “code=…”.");
  }
  return undefined;
}

export interface PastedAnswer {
  readonly code: string;
  readonly oaId: string | undefined;
}

/** The address that Zalo led the browser to, or the code alone. */
export function readPasted(pasted: string): PastedAnswer | undefined {
  const text = pasted.trim().replace(/^["'<]+|["'>]+$/gu, "");
  const query = text.includes("?") ? text.slice(text.indexOf("?") + 1) : text.includes("code=") ? text : "";
  const values = new URLSearchParams(query.split("#")[0]);
  const code = values.get("code") ?? (query === "" ? text : "");
  if (!/^[\w.~%+/=-]{10,2000}$/u.test(code)) return undefined;
  return { code, oaId: values.get("oa_id") ?? undefined };
}

/** Undefined when it cannot be asked now: the code is spent, so the pair is kept all the same. */
async function lookAtOa(settings: LoginSettings, deps: LoginDeps, pair: TokenPair) {
  const token = { value: pair.accessToken, generation: 0 };
  const client = createZaloClient({
    apiBase: settings.apiBase,
    tokens: { current: async () => token, renew: async () => token },
    appSecret: settings.provesAppSecret ? settings.appSecret : undefined,
    fetch: deps.fetch,
    timeoutMs: deps.timeoutMs,
  });
  try {
    return await client.getOa();
  } catch (error) {
    if (error instanceof ZaloError) return undefined;
    throw error;
  }
}

function explain(error: ZaloError): string {
  const said = error.detail ? ` (Zalo trả lời: ${error.detail})` : "";
  if (error.kind === "timeout" || error.kind === "unreachable" || error.kind === "broken")
    return "Không nối được tới Zalo. Kiểm tra mạng, ZALO_OAUTH_BASE và tường lửa, rồi lấy mã mới và làm lại.";
  if (error.kind === "malformed")
    return "Zalo trả lời không đúng dạng. Kiểm tra ZALO_OAUTH_BASE, rồi lấy mã mới và làm lại.";
  if (error.code === "404" || error.code === "401" || error.code === "403")
    return `Zalo không nhận yêu cầu (HTTP ${error.code}). Kiểm tra ZALO_APP_SECRET và ZALO_OAUTH_BASE.`;
  if (error.code === "-14003")
    return `Callback URL hoặc code verifier không khớp với trang quản trị ứng dụng (lỗi -14003). Kiểm tra callback và code challenge đã lưu đúng chưa, rồi lấy mã mới.${said}`;
  if (error.code === "-14002")
    return `Ứng dụng chưa ở trạng thái “Đang hoạt động” (lỗi -14002). Bật ứng dụng trên developers.zalo.me rồi lấy mã mới.${said}`;
  if (error.failure === "transient")
    return `Máy chủ Zalo đang lỗi (${error.code}). Chờ ít phút, lấy mã mới và làm lại.${said}`;
  return `Zalo từ chối mã này (lỗi ${error.code}). Mã chỉ dùng được một lần và hết hạn sau 10 phút: mở lại liên kết cấp quyền để lấy mã mới.${said}`;
}

const INTRODUCTION = `Kết nối Zalo Official Account với Cổng Hỏi Đáp.
Cần: tài khoản quản trị của OA, và quyền vào ứng dụng trên developers.zalo.me. Mất khoảng 10 phút.
`;

function steps(settings: LoginSettings, challenge: string, publicUrl: string | undefined): string {
  const callback = publicUrl ? `${publicUrl}/zalo/callback` : "https://<tên miền của cổng>/zalo/callback";
  return `
Bước 1. Mở developers.zalo.me, chọn ứng dụng có ID ${settings.appId}, vào “Official Account” → “Thiết lập chung”.
Bước 2. Lưu Callback URL:
  ${callback}
Bước 3. Lưu Code challenge:
  ${challenge}
Bước 4. Chọn các quyền: gửi tin nhắn; quản lý thông tin OA; quản lý tin nhắn và thông tin người dùng; nhận sự kiện tin nhắn; nhận sự kiện người dùng.
Bước 5. Bấm Lưu. Trang quản trị sinh ra liên kết cấp quyền: chép nguyên văn, mở trong trình duyệt đã đăng nhập bằng tài khoản quản trị OA ${settings.oaId}, bấm đồng ý.
Bước 6. Trình duyệt chuyển sang một địa chỉ có đoạn “code=…” (trang có thể báo lỗi, không sao). Chép cả địa chỉ đó. Mã hết hạn sau 10 phút.
`;
}
