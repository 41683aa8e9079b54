/** Things that are kept one by one, each under its own name: two tabs that write at once lose nothing of each other. */
import type { Box } from "./box.ts";

export interface Kept {
  readonly id: string;
  /** The lower comes first. */
  readonly order: number;
}

export interface Shelf<One extends Kept> {
  /** In their order; what an older page has left in another form is passed over. */
  all(): One[];
  find(id: string): One | undefined;
  put(one: One): void;
  remove(id: string): void;
  /** Is one of this shelf's names. */
  owns(name: string): boolean;
}

/** @param isOne recognises what is in order, apart from `id` and `order` */
export function openShelf<One extends Kept>(
  box: Box,
  beginning: string,
  isOne: (value: Readonly<Record<string, unknown>>) => boolean,
): Shelf<One> {
  const read = (name: string): One | undefined => {
    const value = box.read(name);
    if (typeof value !== "object" || value === null) return undefined;
    const fields = value as Readonly<Record<string, unknown>>;
    const isKept = typeof fields.id === "string" && typeof fields.order === "number";
    return isKept && isOne(fields) ? (value as One) : undefined;
  };
  return {
    all: () =>
      box
        .names(beginning)
        .flatMap((name) => read(name) ?? [])
        .sort((one, other) => one.order - other.order),
    find: (id) => read(beginning + id),
    put: (one) => box.write(beginning + one.id, one),
    remove: (id) => box.remove(beginning + id),
    owns: (name) => name.startsWith(beginning),
  };
}

let lastOrder = 0;

/** Grows with every call, and as a clock does: what other tabs put there lies in between. */
export function nextOrder(): number {
  lastOrder = Math.max(Date.now(), lastOrder + 0.01);
  return lastOrder;
}
