/** Talks with the page that shows the chat in a frame: only of opening and closing. */

/** @param opened the frame was opened and has the word */
export function talkToFrame(opened: () => void): void {
  const { parent } = window;
  if (parent === window || document.documentElement.dataset.form !== "framed") return;
  addEventListener("keydown", ({ key }) => {
    // Says nothing but this, so whoever the page belongs to may hear it.
    if (key === "Escape") parent.postMessage("hoidap:close", "*");
  });
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data === "hoidap:opened") opened();
  });
}
