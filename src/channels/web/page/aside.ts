/**
 * What must not stay on the device: held in memory, so that it goes when the page is closed. Pages that are open at the
 * same time tell each other, for a reply comes to one of them only.
 */
import type { Kept } from "./shelf.ts";

export interface Aside<One extends Kept> {
  /** In no order. */
  all(): One[];
  find(id: string): One | undefined;
  put(one: One): void;
  clear(): void;
}

type Word = { readonly put: unknown } | { readonly asks: true } | { readonly clears: true };

/**
 * @param isOne recognises what is in order, apart from `id` and `order`
 * @param changed another page has changed something
 */
export function openAside<One extends Kept>(
  isOne: (value: Readonly<Record<string, unknown>>) => boolean,
  changed: () => void,
): Aside<One> {
  const held = new Map<string, One>();
  const channel = openChannel();
  const tell = (word: Word) => channel?.postMessage(word);

  channel?.addEventListener("message", ({ data }: MessageEvent<Partial<Record<string, unknown>>>) => {
    if (data.asks) for (const one of held.values()) tell({ put: one });
    else if (data.clears) held.clear();
    else {
      const one = data.put as Readonly<Record<string, unknown>> | undefined;
      if (typeof one?.id !== "string" || typeof one.order !== "number" || !isOne(one)) return;
      held.set(one.id, one as unknown as One);
    }
    changed();
  });
  tell({ asks: true });

  return {
    all: () => [...held.values()],
    find: (id) => held.get(id),
    put: (one) => {
      held.set(one.id, one);
      tell({ put: one });
    },
    clear: () => {
      held.clear();
      tell({ clears: true });
    },
  };
}

/** Undefined in browsers that have none, or forbid it in the frame of another page. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel("hoidap");
  } catch {
    return undefined;
  }
}
