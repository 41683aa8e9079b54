/** The two answers to the question in which part of the city one files. */
import type { Area, EntryId } from "../knowledge/index.ts";
import type { Button } from "./reply.ts";

const CODES = { hp: "hai-phong", hd: "hai-duong" } as const satisfies Record<string, Area>;

/** @example areaButtons("1.001193")[0].payload // "area:hp:1.001193" */
export function areaButtons(entry: EntryId): readonly Button[] {
  return [
    { label: "Hải Phòng trước 7/2025", say: "Nộp ở Hải Phòng trước 7/2025", payload: `area:hp:${entry}` },
    { label: "Hải Dương trước 7/2025", say: "Nộp ở Hải Dương trước 7/2025", payload: `area:hd:${entry}` },
  ];
}

/** Undefined for anything that is no such button: it comes from outside. */
export function readAreaButton(
  payload: string,
): { readonly area: Area; readonly entry: EntryId } | undefined {
  const { code, entry } = /^area:(?<code>hp|hd):(?<entry>[a-z0-9.-]{1,50})$/u.exec(payload)?.groups ?? {};
  return entry === undefined ? undefined : { area: CODES[code as keyof typeof CODES], entry };
}
