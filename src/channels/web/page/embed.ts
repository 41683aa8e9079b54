/** The widget for other pages: a button that opens the chat in a frame. Neither leaks its style into the other. */
import { WIDGET_STYLE } from "./widget-style.ts";

const TITLE = "Hỏi Đáp Hải Phòng";
const MADE = "data-hoidap";

const script = document.currentScript;
const address = script instanceof HTMLScriptElement ? script.src : "";
// One chat is enough, also for a page that names the script twice.
if (address && !document.documentElement.hasAttribute(MADE)) {
  document.documentElement.setAttribute(MADE, "");
  if (document.body) build(new URL(address).origin);
  else document.addEventListener("DOMContentLoaded", () => build(new URL(address).origin));
}

function build(origin: string): void {
  const host = document.createElement("hoi-dap-hai-phong");
  const shadow = host.attachShadow({ mode: "closed" });
  dress(shadow);
  const launcher = make("button", "launcher", "Hỏi đáp thủ tục");
  launcher.type = "button";
  launcher.setAttribute("aria-haspopup", "dialog");
  const dialog = make("dialog", "panel");
  dialog.setAttribute("aria-label", TITLE);
  // Lies under the frame: seen only as long as that has not come.
  const bar = make("div", "bar", TITLE);
  bar.setAttribute("aria-hidden", "true");
  const closer = make("button", "close", "Đóng");
  closer.type = "button";
  dialog.append(bar, closer);
  shadow.append(launcher, dialog);
  // Beside the body: what the page does to its body does not reach us.
  document.documentElement.append(host);

  let frame: HTMLIFrameElement | undefined;

  const makeFrame = () => {
    const made = make("iframe", "frame");
    made.title = TITLE;
    made.src = `${origin}/?khung=1`;
    made.addEventListener("load", greet);
    // Before the button in reading order and under it to the eye: what comes later lies above.
    closer.before(made);
    return made;
  };
  const greet = () => {
    if (!dialog.open) return;
    frame?.focus();
    frame?.contentWindow?.postMessage("hoidap:opened", origin);
  };
  const open = () => {
    // Only who opens the chat pays for it.
    const isFirst = !frame;
    frame ??= makeFrame();
    // On a small screen the chat is all there is, and the page behind it is out of reach.
    if (matchMedia("(max-width: 30rem), (max-height: 30rem)").matches) dialog.showModal();
    else dialog.show();
    launcher.hidden = true;
    if (!isFirst) greet();
  };
  const close = () => dialog.close();

  launcher.addEventListener("click", open);
  closer.addEventListener("click", close);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  dialog.addEventListener("close", () => {
    launcher.hidden = false;
    launcher.focus();
  });
  addEventListener("message", ({ source, origin: from, data }) => {
    if (frame && source === frame.contentWindow && from === origin && data === "hoidap:close") close();
  });
}

/** By a sheet of its own, which a strict policy of the page allows; older browsers know only the element. */
function dress(shadow: ShadowRoot): void {
  if ("adoptedStyleSheets" in shadow && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(WIDGET_STYLE);
    shadow.adoptedStyleSheets = [sheet];
  } else shadow.append(make("style", "", WIDGET_STYLE));
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
