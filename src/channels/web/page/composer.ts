/** Where the citizen writes. What is begun is kept over a reload. */
import { TEXT_MAX } from "../contract.ts";
import type { Box } from "./box.ts";
import { find } from "./find-element.ts";

export interface Composer {
  focus(): void;
  clear(): void;
}

/** The counter shows when so few are left. */
const FEW = 300;

/** @param isPrivate what is being written belongs to a report: nothing of it is kept */
export function openComposer(box: Box, send: (text: string) => void, isPrivate: () => boolean): Composer {
  const form = find<HTMLFormElement>("composer");
  const field = find<HTMLTextAreaElement>("question");
  const counter = find("counter");

  const textOf = () => field.value.normalize("NFC").trim();
  const left = () => TEXT_MAX - [...textOf()].length;
  const change = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    const rest = left();
    const isTooLong = rest < 0;
    counter.textContent = isTooLong
      ? `Dài quá ${-rest} ký tự. Anh/chị viết ngắn lại, hoặc chia thành nhiều tin.`
      : rest <= FEW
        ? `Còn ${rest} ký tự.`
        : "";
    counter.classList.toggle("too-long", isTooLong);
    field.setAttribute("aria-invalid", String(isTooLong));
    if (isPrivate()) box.remove("draft");
    else box.write("draft", field.value);
  };
  const clear = () => {
    field.value = "";
    change();
  };

  field.addEventListener("input", change);
  field.addEventListener("keydown", (event) => {
    // While a Vietnamese keyboard is still putting a syllable together, Enter belongs to it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });

  function submit(): void {
    const text = textOf();
    if (text === "" || left() < 0) {
      field.focus();
      return;
    }
    clear();
    send(text);
  }

  const draft = box.read("draft");
  if (typeof draft === "string") field.value = draft;
  form.hidden = false;
  change();
  return { focus: () => field.focus(), clear };
}
