/** Large text and dark colours: as the device has it, unless the citizen chose otherwise. */
import type { Box } from "./box.ts";
import { find } from "./find-element.ts";

export function openSettings(box: Box): void {
  const root = document.documentElement;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const large = find("large-text");
  const dark = find("dark");

  const isDark = () => {
    const chosen = box.read("dark");
    return typeof chosen === "boolean" ? chosen : prefersDark.matches;
  };
  const isLarge = () => box.read("large") === true;
  const show = () => {
    root.dataset.theme = isDark() ? "dark" : "light";
    root.dataset.text = isLarge() ? "large" : "normal";
    dark.setAttribute("aria-pressed", String(isDark()));
    large.setAttribute("aria-pressed", String(isLarge()));
  };

  dark.addEventListener("click", () => {
    box.write("dark", !isDark());
    show();
  });
  large.addEventListener("click", () => {
    box.write("large", !isLarge());
    show();
  });
  // Older browsers know the change of a media query by another name only.
  if ("addEventListener" in prefersDark) prefersDark.addEventListener("change", show);
  box.onOtherTab(show);
  show();
}
