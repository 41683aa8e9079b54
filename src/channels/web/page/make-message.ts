/** Makes the elements of one message. Whatever anybody has written comes in as text, never as markup. */
import type { PageButton } from "../contract.ts";
import { copyText, findCode } from "./copy-code.ts";
import type { BotItem, Item, OwnItem, SendState } from "./history.ts";
import { type Block, type Piece, readLink, readText } from "./read-text.ts";

export interface Acts {
  readonly press: (say: string, payload: string) => void;
  readonly canRetry: (id: string) => boolean;
  readonly retry: (id: string) => void;
}

const STATE_WORDS: Readonly<Record<SendState, string>> = {
  sending: "Đang gửi…",
  waiting: "Chưa gửi được, sẽ tự gửi lại khi có mạng",
  sent: "Đã gửi",
  refused: "Không gửi được",
};

export function makeMessage(item: Item, acts: Acts): HTMLElement {
  return item.kind === "own" ? makeOwn(item, acts) : makeBot(item, acts);
}

/** Shows what became of an own message. */
export function showState(message: HTMLElement, { id, state, note, isFile }: OwnItem, acts: Acts): void {
  const line = message.querySelector(".state");
  const text = note || STATE_WORDS[state];
  if (line && line.textContent !== text) line.textContent = text;
  message.dataset.state = state;
  const isRetried = Boolean(isFile) && state === "refused" && acts.canRetry(id);
  const button = message.querySelector(".retry");
  if (!isRetried) button?.remove();
  else if (!button) message.append(makePressed("Gửi lại", () => acts.retry(id), "button retry"));
}

function makeOwn(item: OwnItem, acts: Acts): HTMLElement {
  const message = make("div", "message own");
  const bubble = make("div", "bubble");
  bubble.append(make("span", "sr-only", "Anh/chị: "), make("p", "words", item.text));
  const state = make("p", "state");
  // How it fares is not read out each time; that it cannot be sent is said elsewhere.
  state.setAttribute("aria-live", "off");
  message.append(bubble, state);
  showState(message, item, acts);
  return message;
}

function makeBot(item: BotItem, { press }: Acts): HTMLElement {
  const message = make("div", "message bot");
  const bubble = make("div", "bubble");
  bubble.append(make("span", "sr-only", "Trả lời: "), ...readText(item.text).map(makeBlock));
  message.append(bubble);
  const code = item.isPrivate ? findCode(item.text) : undefined;
  const buttons = [
    ...(code ? [makeCopier(code)] : []),
    ...item.buttons.flatMap((button) => makeButton(button, press) ?? []),
  ];
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
function makeButton(button: PageButton, press: Acts["press"]): HTMLElement | undefined {
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
  return makePressed(button.label, () => press(button.say, button.payload));
}

function makePressed(label: string, act: () => void, className = "button"): HTMLElement {
  const element = make("button", className, label) as HTMLButtonElement;
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}

const COPY = "Chép mã";

function makeCopier(code: string): HTMLElement {
  const element = makePressed(COPY, () => {
    void copyText(code).then((isDone) => {
      // The button has the focus, so its new words are read out.
      element.textContent = isDone ? "Đã chép mã" : `Chưa chép được. Xin ghi lại: ${code}`;
    });
  });
  element.setAttribute("aria-live", "polite");
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
