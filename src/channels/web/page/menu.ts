/** The menu: closes when it is left, and asks before it erases. */
import { find } from "./find-element.ts";

/** @param isKept whether messages are kept over a reload */
export function openMenu(isKept: boolean, erase: () => void): void {
  const menu = find<HTMLDetailsElement>("menu");
  const button = find("erase");
  const confirm = find("erase-confirm");
  const summary = menu.querySelector("summary");

  const ask = (isAsking: boolean) => {
    confirm.hidden = !isAsking;
    button.hidden = isAsking;
    find(isAsking ? "erase-no" : "erase").focus();
  };
  const close = () => {
    if (!confirm.hidden) ask(false);
    menu.open = false;
  };

  button.addEventListener("click", () => ask(true));
  // The same question, from above the messages.
  find("erase-here").addEventListener("click", (event) => {
    event.stopPropagation();
    menu.open = true;
    ask(true);
  });
  find("erase-no").addEventListener("click", () => ask(false));
  find("erase-yes").addEventListener("click", () => {
    close();
    erase();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    // In a frame the next Escape closes the whole chat, this one only the menu.
    event.stopPropagation();
    close();
    summary?.focus();
  });
  document.addEventListener("click", ({ target }) => {
    if (menu.open && target instanceof Node && !menu.contains(target)) close();
  });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
  menu.hidden = false;
  if (!isKept)
    find("keeping").textContent =
      "Trình duyệt này không cho giữ tin nhắn: tải lại trang là cuộc trò chuyện mất.";
}
