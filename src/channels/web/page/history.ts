/** The conversation as it is shown, kept over a reload. Read anew each time, for another tab may have added to it. */
import type { PageButton, PageReply } from "../contract.ts";
import type { Box } from "./box.ts";

/** `waiting`: could not be sent yet and will be tried again. `refused`: will never be taken. */
export type SendState = "sending" | "waiting" | "sent" | "refused";

export interface OwnItem {
  readonly kind: "own";
  readonly id: string;
  readonly text: string;
  readonly state: SendState;
  /** Why it was refused. */
  readonly note: string;
}

export interface BotItem {
  readonly kind: "bot";
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly PageButton[];
}

export type Item = OwnItem | BotItem;

export interface History {
  items(): readonly Item[];
  addOwn(id: string, text: string): void;
  /** Adds those that were never shown. Returns whether there were any. */
  addReplies(replies: readonly PageReply[]): boolean;
  setState(id: string, state: SendState, note: string): void;
  clear(): void;
}

const MOST_ITEMS = 200;
/** Names of replies that were shown; more than can be fetched twice. */
const MOST_SEEN = 100;

/** @param changed called after every change, also of another tab */
export function openHistory(box: Box, changed: () => void): History {
  const items = () => readList(box.read("history"), isItem);
  const keep = (list: readonly Item[]) => {
    box.write("history", list.slice(-MOST_ITEMS));
    changed();
  };
  box.onOtherTab((name) => {
    if (name === "history") changed();
  });
  return {
    items,
    addOwn: (id, text) => keep([...items(), { kind: "own", id, text, state: "sending", note: "" }]),
    addReplies: (replies) => {
      const seen = readList(box.read("seen"), isText);
      const fresh = replies.filter((reply) => !seen.includes(nameOf(reply)));
      if (fresh.length === 0) return false;
      box.write("seen", [...seen, ...fresh.map(nameOf)].slice(-MOST_SEEN));
      keep([
        ...items(),
        ...fresh.map(
          (reply): BotItem => ({
            kind: "bot",
            id: nameOf(reply),
            text: reply.text,
            buttons: reply.buttons,
          }),
        ),
      ]);
      return true;
    },
    setState: (id, state, note) => {
      const list = items();
      if (!list.some((item) => item.kind === "own" && item.id === id && item.state !== state)) return;
      keep(list.map((item) => (item.kind === "own" && item.id === id ? { ...item, state, note } : item)));
    },
    clear: () => {
      box.remove("history");
      changed();
    },
  };
}

/** The service's numbers may begin anew; together with its moment a number is never repeated. */
function nameOf({ id, at }: PageReply): string {
  return `${id}@${at}`;
}

/** The members of a list that are in order; what is kept may have been written by an older page. */
export function readList<One>(kept: unknown, isOne: (value: unknown) => value is One): One[] {
  return Array.isArray(kept) ? kept.filter(isOne) : [];
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isItem(value: unknown): value is Item {
  if (typeof value !== "object" || value === null) return false;
  const { kind, id, text, buttons, state } = value as Record<string, unknown>;
  if (!isText(id) || !isText(text)) return false;
  return kind === "own" ? isText(state) : kind === "bot" && Array.isArray(buttons);
}
