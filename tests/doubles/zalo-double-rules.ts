/** What Zalo refuses of a consultation message, and how: the limits of the OA documentation, taken at their word. */

export interface Refusal {
  readonly error: number;
  readonly message: string;
}

export const DAY_MS = 24 * 3_600_000;
const TEXT_MAX = 2000;
const BUTTONS_MAX = 5;
const TITLE_MAX = 100;
const PAYLOAD_MAX = 1000;

type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const invalid = (field: string): Refusal => ({ error: -201, message: `${field} is invalid` });
const lengthOf = (text: string) => [...text].length;

/** The first fault of a message's content; undefined when Zalo would take it. */
export function faultOfMessage(body: unknown): Refusal | undefined {
  if (!isFields(body) || !isFields(body.recipient) || !isFields(body.message)) return invalid("message");
  const { text, attachment, quote_message_id: quote, ...others } = body.message;
  if (Object.keys(others).length > 0) return invalid(Object.keys(others)[0] ?? "message");
  if (quote !== undefined && typeof quote !== "string") return invalid("quote_message_id");
  if (typeof text !== "string" || text.trim() === "") return invalid("text");
  if (lengthOf(text) > TEXT_MAX)
    return { error: -210, message: `text exceeds the limit of ${TEXT_MAX} characters` };
  return attachment === undefined ? undefined : faultOfAttachment(attachment);
}

function faultOfAttachment(attachment: unknown): Refusal | undefined {
  if (!isFields(attachment) || attachment.type !== "template" || !isFields(attachment.payload))
    return invalid("attachment");
  const { buttons, ...others } = attachment.payload;
  if (Object.keys(others).length > 0) return { error: -233, message: "message type is not supported" };
  if (!Array.isArray(buttons) || buttons.length === 0 || buttons.length > BUTTONS_MAX)
    return invalid("buttons");
  for (const button of buttons) {
    const fault = faultOfButton(button);
    if (fault) return fault;
  }
  return undefined;
}

function faultOfButton(button: unknown): Refusal | undefined {
  if (!isFields(button)) return invalid("button");
  const { title, type, payload } = button;
  if (typeof title !== "string" || title === "" || lengthOf(title) > TITLE_MAX) return invalid("title");
  switch (type) {
    case "oa.query.show":
    case "oa.query.hide":
      return typeof payload === "string" && payload !== "" && lengthOf(payload) <= PAYLOAD_MAX
        ? undefined
        : invalid("payload");
    case "oa.open.url":
      return isFields(payload) && typeof payload.url === "string" && /^https?:\/\/\S+$/u.test(payload.url)
        ? undefined
        : invalid("url");
    case "oa.open.phone":
      return isFields(payload) &&
        typeof payload.phone_code === "string" &&
        /^[\d+*#]+$/u.test(payload.phone_code)
        ? undefined
        : invalid("phone_code");
    default:
      return invalid("type");
  }
}
