/** What the browser keeps for us; where it is forbidden to keep anything, it lives as long as the page. */

export interface Box {
  /** Undefined when there is nothing, or nothing that can be read. */
  read(name: string): unknown;
  write(name: string, value: unknown): void;
  remove(name: string): void;
  /** Names that begin so, in no order. */
  names(beginning: string): readonly string[];
  /** False when everything is gone with the page. */
  readonly isKept: boolean;
  /** Calls back when another tab has changed something. */
  onOtherTab(listener: (name: string) => void): void;
}

const PREFIX = "hoidap.";

export function openBox(): Box {
  const shelf = findShelf();
  const memory = new Map<string, string>();
  return {
    isKept: shelf !== undefined,
    read: (name) => {
      const text = memory.get(name) ?? shelf?.getItem(PREFIX + name);
      try {
        return text ? (JSON.parse(text) as unknown) : undefined;
      } catch {
        return undefined;
      }
    },
    write: (name, value) => {
      const text = JSON.stringify(value);
      try {
        if (!shelf) throw new Error("nothing can be kept");
        shelf.setItem(PREFIX + name, text);
        memory.delete(name);
      } catch {
        memory.set(name, text);
      }
    },
    remove: (name) => {
      memory.delete(name);
      shelf?.removeItem(PREFIX + name);
    },
    names: (beginning) => {
      const kept = shelf ? Object.keys(shelf).filter((key) => key.startsWith(PREFIX)) : [];
      const all = new Set([...memory.keys(), ...kept.map((key) => key.slice(PREFIX.length))]);
      return [...all].filter((name) => name.startsWith(beginning));
    },
    onOtherTab: (listener) =>
      addEventListener("storage", ({ key }) => {
        if (key?.startsWith(PREFIX)) listener(key.slice(PREFIX.length));
      }),
  };
}

/** Even asking for it may throw, when cookies are blocked or the page is in another's frame. */
function findShelf(): Storage | undefined {
  try {
    const shelf = window.localStorage;
    shelf.setItem(`${PREFIX}try`, "1");
    shelf.removeItem(`${PREFIX}try`);
    return shelf;
  } catch {
    return undefined;
  }
}
