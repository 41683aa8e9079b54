/** What Telegram refuses of a message, and in which words: the limits of the Bot API, taken at their word. */

export interface Refusal {
  readonly code: number;
  readonly description: string;
  readonly retryAfter?: number;
}

export interface DoubleButton {
  readonly text: string;
  readonly url?: string;
  readonly callback_data?: string;
}

export interface ReadMessage {
  /** As the citizen sees it. */
  readonly visible: string;
  readonly keyboard: readonly (readonly DoubleButton[])[];
}

const TEXT_MAX = 4096;
const BUTTONS_MAX = 100;
const BUTTON_DATA_MAX = 64;
const SEND_FIELDS = new Set([
  ...["chat_id", "text", "parse_mode", "link_preview_options", "reply_markup"],
  ...["disable_notification", "protect_content", "reply_parameters", "entities"],
]);
const TAGS = new Set([
  ...["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "tg-spoiler", "code", "pre", "blockquote"],
]);

type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const badRequest = (words: string): Refusal => ({ code: 400, description: `Bad Request: ${words}` });

export function isRefusal(value: object): value is Refusal {
  return "code" in value;
}

/** The body of a `sendMessage`, or the first thing that Telegram would not take. */
export function readSentMessage(body: Fields): ReadMessage | Refusal {
  const unknown = Object.keys(body).find((name) => !SEND_FIELDS.has(name));
  if (unknown) return badRequest(`unknown field ${unknown}`);
  if (typeof body.text !== "string") return badRequest("message text is empty");
  if (body.parse_mode !== undefined && body.parse_mode !== "HTML")
    return badRequest("unsupported parse_mode");
  const visible = body.parse_mode === "HTML" ? visibleText(body.text) : body.text;
  if (typeof visible !== "string") return visible;
  if (visible.trim() === "") return badRequest("message text is empty");
  if (visible.length > TEXT_MAX) return badRequest("message is too long");
  const keyboard = readKeyboard(body.reply_markup);
  return isRefusal(keyboard) ? keyboard : { visible, keyboard };
}

/** The text behind the HTML. Stricter than Telegram in one thing: a bare `&` or `>` is refused, as its manual says. */
export function visibleText(html: string): string | Refusal {
  const open: string[] = [];
  let visible = "";
  for (const [piece] of html.matchAll(/<[^<>]*>|&(?:lt|gt|amp|quot|#\d+);|[\s\S]/gu)) {
    if (piece.length > 1 && piece.startsWith("<")) {
      const { closing, name } = /^<(?<closing>\/?)(?<name>[a-z-]+)(?:\s[^<>]*)?>$/u.exec(piece)?.groups ?? {};
      if (name === undefined || !(TAGS.has(name) || name === "a"))
        return badRequest(`can't parse entities: Unsupported start tag "${piece}"`);
      if (name === "a" && closing === "" && !/^<a href="[^"]+">$/u.test(piece))
        return badRequest("can't parse entities: Tag a without href");
      if (closing === "") open.push(name);
      else if (open.pop() !== name)
        return badRequest(`can't parse entities: Unmatched end tag, found "</${name}>"`);
    } else if (piece === "<" || piece === ">" || piece === "&")
      return badRequest(`can't parse entities: Character "${piece}" must be escaped`);
    else visible += piece.length > 2 && piece.startsWith("&") ? entity(piece) : piece;
  }
  return open.length === 0
    ? visible
    : badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${open.at(-1)}"`);
}

function entity(piece: string): string {
  const named: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };
  return named[piece] ?? String.fromCodePoint(Number(piece.slice(2, -1)));
}

function readKeyboard(markup: unknown): ReadMessage["keyboard"] | Refusal {
  if (markup === undefined) return [];
  if (!isFields(markup) || !Array.isArray(markup.inline_keyboard))
    return badRequest("object expected as reply markup");
  const rows: unknown[] = markup.inline_keyboard;
  for (const row of rows) {
    if (!Array.isArray(row)) return badRequest("inline keyboard row must be an Array");
    for (const button of row) {
      const fault = faultOfButton(button);
      if (fault) return badRequest(fault);
    }
  }
  const keyboard = rows as DoubleButton[][];
  return keyboard.flat().length > BUTTONS_MAX ? badRequest("reply markup is too long") : keyboard;
}

function faultOfButton(button: unknown): string | undefined {
  if (!isFields(button) || typeof button.text !== "string" || button.text.trim() === "")
    return "Text buttons are unallowed in the inline keyboard";
  const { text: _, url, callback_data: data, ...others } = button;
  if (Object.keys(others).length > 0) return `unknown button field ${Object.keys(others)[0]}`;
  if ((url === undefined) === (data === undefined))
    return "Text buttons are unallowed in the inline keyboard";
  if (data !== undefined) {
    const bytes = typeof data === "string" ? Buffer.byteLength(data) : 0;
    return bytes < 1 || bytes > BUTTON_DATA_MAX ? "BUTTON_DATA_INVALID" : undefined;
  }
  const isUrl = typeof url === "string" && URL.canParse(url);
  if (!isUrl || !/^(https?|tg):$/u.test(new URL(url).protocol))
    return `inline keyboard button URL '${url}' is invalid: Unsupported URL protocol`;
  return new URL(url).hostname.includes(".")
    ? undefined
    : `inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`;
}

/** A `setWebhook`; for tests, an address of this machine is as good as a public one with HTTPS. */
export function faultOfWebhook(body: Fields): Refusal | undefined {
  const { url, secret_token: secret, max_connections: connections } = body;
  if (typeof url !== "string" || !URL.canParse(url)) return badRequest("invalid webhook URL specified");
  const { protocol, hostname, port } = new URL(url);
  const isOwnMachine = protocol === "http:" && hostname === "127.0.0.1";
  if (!isOwnMachine && protocol !== "https:")
    return badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  if (!isOwnMachine && !["", "443", "80", "88", "8443"].includes(port))
    return badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
  if (secret !== undefined && (typeof secret !== "string" || !/^[\w-]{1,256}$/u.test(secret)))
    return badRequest("secret token contains unallowed characters");
  const isCount = Number.isInteger(connections) && Number(connections) >= 1 && Number(connections) <= 100;
  return connections === undefined || isCount ? undefined : badRequest("invalid max_connections");
}

export function faultOfCommands(body: Fields): Refusal | undefined {
  if (!Array.isArray(body.commands) || body.commands.length > 100) return badRequest("BOT_COMMANDS_TOO_MUCH");
  const isRight = (one: unknown) =>
    isFields(one) &&
    /^[a-z0-9_]{1,32}$/u.test(String(one.command)) &&
    typeof one.description === "string" &&
    one.description.length >= 1 &&
    one.description.length <= 256;
  return body.commands.every(isRight) ? undefined : badRequest("BOT_COMMAND_INVALID");
}
