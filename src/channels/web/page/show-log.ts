/** The messages on the page, kept like the history. */
import { find } from "./find-element.ts";
import type { Item } from "./history.ts";
import { type Acts, makeMessage, showState } from "./make-message.ts";

export interface LogView {
  show(items: readonly Item[]): void;
}

/** Nearer than this to the end, the reader wants to see what comes. */
const NEAR_PX = 160;

export function createLogView(acts: Acts): LogView {
  const log = find("log");
  const talk = find("talk");
  // With the keyboard it can be moved only when it can have the focus.
  talk.tabIndex = 0;
  const shown = new Map<string, HTMLElement>();
  let isFirst = true;
  // The page is on its way to the newest question, which takes longer than most answers.
  let isFollowing = false;
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"] as const)
    talk.addEventListener(
      kind,
      () => {
        isFollowing = false;
      },
      { passive: true },
    );

  const show = (items: readonly Item[]) => {
    const wasAtEnd = isFirst || talk.scrollHeight - talk.clientHeight - talk.scrollTop < NEAR_PX;
    const ids = new Set(items.map(({ id }) => id));
    for (const [id, element] of shown)
      if (!ids.has(id)) {
        element.remove();
        shown.delete(id);
      }
    let added: Item | undefined;
    let previous: HTMLElement | undefined;
    for (const item of items) {
      const known = shown.get(item.id);
      const element = known ?? makeMessage(item, acts);
      if (known && item.kind === "own") showState(known, item, acts);
      if (!known) {
        shown.set(item.id, element);
        // What another tab has written may belong further up.
        if (previous) previous.after(element);
        else log.prepend(element);
        added = item;
      }
      previous = element;
    }
    if (added) scroll(items, added, wasAtEnd);
    if (isFirst) {
      isFirst = false;
      // What was said before the reload is not read out again.
      setTimeout(() => log.setAttribute("aria-live", "polite"), 300);
    }
  };

  /** A long answer is read from its beginning: the question goes to the top, as far as there is enough below it. */
  const scroll = (items: readonly Item[], added: Item, wasAtEnd: boolean) => {
    if (added.kind === "own") isFollowing = true;
    if (added.kind === "bot" && !wasAtEnd && !isFollowing) return;
    const lastOwn = [...items].reverse().find(({ kind }) => kind === "own");
    const target = shown.get((lastOwn ?? added).id);
    if (!lastOwn && !isFirst) return;
    const isCalm = isFirst || matchMedia("(prefers-reduced-motion: reduce)").matches;
    requestAnimationFrame(() =>
      target?.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" }),
    );
  };

  return { show };
}
