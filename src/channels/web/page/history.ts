/**
 * The conversation as it is shown, kept over a reload; but for what tells of a report: that is gone with the page. Read
 * anew each time, for another tab may have added to it.
 */
import type { PageButton, PageReply } from "../contract.ts";
import { openAside } from "./aside.ts";
import type { Box } from "./box.ts";
import { type Kept, nextOrder, openShelf } from "./shelf.ts";

/** `waiting`: could not be sent yet and will be tried again. `refused`: will not be taken as it is. */
export type SendState = "sending" | "waiting" | "sent" | "refused";

export interface OwnItem extends Kept {
  readonly kind: "own";
  readonly text: string;
  readonly state: SendState;
  /** How far it is, or why it was refused. */
  readonly note: string;
  /** A file, of which only this page knows the content: it can be sent again from here. */
  readonly isFile?: boolean;
}

export interface BotItem extends Kept {
  readonly kind: "bot";
  readonly text: string;
  readonly buttons: readonly PageButton[];
  readonly isPrivate?: boolean;
  readonly wantsFiles?: boolean;
}

export type Item = OwnItem | BotItem;

export interface History {
  items(): readonly Item[];
  /** The newest reply of the bot. */
  lastReply(): BotItem | undefined;
  addOwn(id: string, text: string): void;
  addFile(id: string, name: string): void;
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
  // Another tab may change very many at once.
  const soon = () => {
    if (isTold) return;
    isTold = true;
    setTimeout(() => {
      isTold = false;
      changed();
    });
  };
  const aside = openAside<Item>(isItem, soon);
  box.onOtherTab((name) => {
    if (shelf.owns(name)) soon();
  });

  const items = () => {
    const held = aside.all();
    if (held.length === 0) return shelf.all();
    const ids = new Set(held.map(({ id }) => id));
    return [...shelf.all().filter(({ id }) => !ids.has(id)), ...held].sort(
      (one, other) => one.order - other.order,
    );
  };
  const lastReply = () =>
    items().reduce<BotItem | undefined>((last, one) => (one.kind === "bot" ? one : last), undefined);
  const setAside = (item: Item) => {
    aside.put(item);
    shelf.remove(item.id);
  };
  const keep = (item: Item) => {
    shelf.put(item);
    for (const old of shelf.all().slice(0, -MOST_ITEMS)) shelf.remove(old.id);
  };
  /** What it answers told of the report before anybody knew that it was one. */
  const setQuestionsAside = () => {
    const after = lastReply()?.order ?? 0;
    for (const item of shelf.all()) if (item.kind === "own" && item.order > after) setAside(item);
  };

  return {
    items,
    lastReply,
    addOwn: (id, text) => {
      const item: OwnItem = { kind: "own", id, order: nextOrder(), text, state: "sending", note: "" };
      if (lastReply()?.isPrivate) aside.put(item);
      else keep(item);
      changed();
    },
    addFile: (id, name) => {
      const text = `Tệp gửi kèm: ${name}`;
      const order = nextOrder();
      aside.put({ kind: "own", id, order, text, state: "sending", note: "Đang chờ gửi…", isFile: true });
      changed();
    },
    addReplies: (replies) => {
      const fresh = replies.filter((reply) => !shelf.find(nameOf(reply)) && !aside.find(nameOf(reply)));
      for (const reply of fresh) {
        if (reply.isPrivate) setQuestionsAside();
        if (reply.isPrivate) aside.put(toItem(reply));
        else keep(toItem(reply));
      }
      if (fresh.length > 0) changed();
    },
    setState: (id, state, note) => {
      const held = aside.find(id);
      const item = held ?? shelf.find(id);
      if (item?.kind !== "own" || (item.state === state && item.note === note)) return;
      (held ? aside : shelf).put({ ...item, state, note });
      changed();
    },
    clear: () => {
      for (const { id } of shelf.all()) shelf.remove(id);
      aside.clear();
      changed();
    },
  };
}

function toItem(reply: PageReply): BotItem {
  const { text, buttons, isPrivate, wantsFiles } = reply;
  const item: BotItem = { kind: "bot", id: nameOf(reply), order: nextOrder(), text, buttons };
  return { ...item, ...(isPrivate && { isPrivate }), ...(wantsFiles && { wantsFiles }) };
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
