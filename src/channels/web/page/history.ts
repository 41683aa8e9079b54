/** The conversation as it is shown, kept over a reload. Read anew each time, for another tab may have added to it. */
import type { PageButton, PageReply } from "../contract.ts";
import type { Box } from "./box.ts";
import { type Kept, nextOrder, openShelf } from "./shelf.ts";

/** `waiting`: could not be sent yet and will be tried again. `refused`: will never be taken. */
export type SendState = "sending" | "waiting" | "sent" | "refused";

export interface OwnItem extends Kept {
  readonly kind: "own";
  readonly text: string;
  readonly state: SendState;
  /** Why it was refused. */
  readonly note: string;
}

export interface BotItem extends Kept {
  readonly kind: "bot";
  readonly text: string;
  readonly buttons: readonly PageButton[];
}

export type Item = OwnItem | BotItem;

export interface History {
  items(): readonly Item[];
  addOwn(id: string, text: string): void;
  /** Adds those that are not there yet. */
  addReplies(replies: readonly PageReply[]): void;
  setState(id: string, state: SendState, note: string): void;
  clear(): void;
}

const MOST_ITEMS = 200;
const STATES = ["sending", "waiting", "sent", "refused"];

/** @param changed called after every change, also of another tab */
export function openHistory(box: Box, changed: () => void): History {
  const shelf = openShelf<Item>(box, "item.", isItem);
  let isTold = false;

  box.onOtherTab((name) => {
    // Another tab may change very many at once.
    if (!shelf.owns(name) || isTold) return;
    isTold = true;
    setTimeout(() => {
      isTold = false;
      changed();
    });
  });
  const add = (items: readonly Item[]) => {
    for (const item of items) shelf.put(item);
    for (const old of shelf.all().slice(0, -MOST_ITEMS)) shelf.remove(old.id);
    changed();
  };

  return {
    items: shelf.all,
    addOwn: (id, text) => add([{ kind: "own", id, order: nextOrder(), text, state: "sending", note: "" }]),
    addReplies: (replies) => {
      const fresh = replies.filter((reply) => !shelf.find(nameOf(reply)));
      if (fresh.length > 0) add(fresh.map(toItem));
    },
    setState: (id, state, note) => {
      const item = shelf.find(id);
      if (item?.kind !== "own" || item.state === state) return;
      shelf.put({ ...item, state, note });
      changed();
    },
    clear: () => {
      for (const { id } of shelf.all()) shelf.remove(id);
      changed();
    },
  };
}

function toItem(reply: PageReply): BotItem {
  const { text, buttons } = reply;
  return { kind: "bot", id: nameOf(reply), order: nextOrder(), text, buttons };
}

/** The service's numbers may begin anew; together with its moment a number is never repeated. */
function nameOf({ id, at }: PageReply): string {
  return `${id}@${at}`;
}

function isItem({ kind, text, state, note, buttons }: Readonly<Record<string, unknown>>): boolean {
  if (typeof text !== "string") return false;
  if (kind === "own") return STATES.includes(String(state)) && typeof note === "string";
  return kind === "bot" && Array.isArray(buttons);
}
