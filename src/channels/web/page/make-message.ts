/** Makes the elements of one message. Whatever anybody has written comes in as text, never as markup. */
import type { PageButton } from "../contract.ts";
import type { BotItem, Item, OwnItem, SendState } from "./history.ts";
import { type Block, type Piece, readLink, readText } from "./read-text.ts";

export type Press = (say: string, payload: string) => void;

const STATE_WORDS: Readonly<Record<SendState, string>> = {
  sending: "Đang gửi…",
  waiting: "Chưa gửi được, sẽ tự gửi lại khi có mạng",
  sent: "Đã gửi",
  refused: "Không gửi được",
};

export function makeMessage(item: Item, press: Press): HTMLElement {
  return item.kind === "own" ? makeOwn(item) : makeBot(item, press);
}

/** Shows what became of an own message. */
export function showState(message: HTMLElement, { state, note }: OwnItem): void {
  const line = message.querySelector(".state");
  const text = note || STATE_WORDS[state];
  if (line && line.textContent !== text) line.textContent = text;
  message.dataset.state = state;
}

function makeOwn(item: OwnItem): HTMLElement {
  const message = make("div", "message own");
  const bubble = make("div", "bubble");
  bubble.append(make("span", "sr-only", "Anh/chị: "), make("p", "words", item.text));
  const state = make("p", "state");
  // How it fares is not read out each time; that it cannot be sent is said elsewhere.
  state.setAttribute("aria-live", "off");
  message.append(bubble, state);
  showState(message, item);
  return message;
}

function makeBot(item: BotItem, press: Press): HTMLElement {
  const message = make("div", "message bot");
  const bubble = make("div", "bubble");
  bubble.append(make("span", "sr-only", "Trả lời: "), ...readText(item.text).map(makeBlock));
  message.append(bubble);
  const buttons = item.buttons.flatMap((button) => makeButton(button, press) ?? []);
  if (buttons.length > 0) {
    const group = make("div", "buttons");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Chọn tiếp");
    group.append(...buttons);
    message.append(group);
  }
  return message;
}

function makeBlock({ kind, lines }: Block): HTMLElement {
  if (kind === "list") {
    const list = make("ul");
    for (const line of lines) {
      const entry = make("li");
      entry.append(...line.map(makePiece));
      list.append(entry);
    }
    return list;
  }
  const paragraph = make("p", kind);
  lines.forEach((line, at) => {
    if (at > 0) paragraph.append(document.createElement("br"));
    paragraph.append(...line.map(makePiece));
  });
  return paragraph;
}

function makePiece(piece: Piece): Node {
  return "href" in piece ? makeLink(piece.href, piece.text, "") : document.createTextNode(piece.text);
}

/** Undefined for a button that leads nowhere safe. */
function makeButton(button: PageButton, press: Press): HTMLElement | undefined {
  if (typeof button.label !== "string") return undefined;
  if ("url" in button) {
    const link = readLink(button.url);
    return link && makeLink(link.href, button.label, "button link");
  }
  if ("phone" in button) {
    const digits = button.phone.replace(/[\s.-]/g, "");
    if (!/^\+?\d{2,15}$/.test(digits)) return undefined;
    const link = make("a", "button phone", button.label) as HTMLAnchorElement;
    link.href = `tel:${digits}`;
    return link;
  }
  const element = make("button", "button", button.label) as HTMLButtonElement;
  element.type = "button";
  element.addEventListener("click", () => press(button.say, button.payload));
  return element;
}

function makeLink(href: string, text: string, className: string): HTMLElement {
  const link = make("a", className, text) as HTMLAnchorElement;
  link.href = href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.append(make("span", "sr-only", " (mở trang mới)"));
  return link;
}

function make(name: string, className = "", text = ""): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
