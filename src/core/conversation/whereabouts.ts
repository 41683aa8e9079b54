/** Where a citizen lives or files: which place is meant by what was said, and in which part of the city it lies. */
import { normalize, type Word } from "../../language/index.ts";
import type { Area } from "../knowledge/index.ts";
import type { PlaceFacts, PlaceMatch, Places } from "../places/index.ts";
import type { Session } from "./session.ts";

export interface Whereabouts {
  readonly place?: PlaceFacts | undefined;
  readonly area?: Area | undefined;
}

/** What one message tells. Of places of one name that lie in both parts of the city nothing is taken. */
export function readWhereabouts(places: Places, text: string): Whereabouts {
  const matches = places.find(text);
  // "Ở Hải Dương" is the former province; its city and the ward are named with their kind word.
  if (namesProvince(text)) return { area: "hai-duong" };
  const place = placeMeant(places, matches);
  const areas = new Set(matches.flatMap(({ id }) => places.facts(id)?.area ?? []));
  const [only] = areas;
  return {
    place,
    area: areas.size === 0 ? readAreaName(normalize(text)) : areas.size === 1 ? only : undefined,
  };
}

export function rememberedWhereabouts(places: Places, { place, area }: Session): Whereabouts {
  const facts = place === undefined ? undefined : places.facts(place);
  return { place: facts, area: facts?.area ?? area };
}

/** "Lê Chân" is the ward and the former district; the district is right for both. */
export function placeMeant(places: Places, matches: readonly PlaceMatch[]): PlaceFacts | undefined {
  const known = matches.flatMap(({ id }) => places.facts(id) ?? []).filter(({ kind }) => kind !== "office");
  if (known.length <= 1) return known[0];
  const around = known.find(({ isDistrict }) => isDistrict);
  const isAround = around && known.every(({ today }) => today.every((id) => around.today.includes(id)));
  return isAround ? around : undefined;
}

/** "Hải Dương" without a kind word that would make it the former city or the ward. */
export function namesProvince(text: string): boolean {
  const words = normalize(text);
  return words.some(
    ({ folded }, at) =>
      folded === "hai" &&
      readAreaName(words.slice(at, at + 2)) === "hai-duong" &&
      !CITY_OR_WARD.has(words[at - 1]?.folded ?? ""),
  );
}

/** The last words of "thành phố", "tp", "phường", "p". */
const CITY_OR_WARD = new Set(["pho", "tp", "phuong", "p"]);

/** All of it is "Hải Phòng" now: alone that name says nothing. */
const OF_BEFORE = new Set(["cũ", "cu", "trước", "truoc", "gốc"]);

function readAreaName(words: readonly Word[]): Area | undefined {
  for (const [at, word] of words.entries()) {
    const [next, after] = [words[at + 1]?.text, words[at + 2]?.text];
    const isHai = word.text === "hải" || word.text === "hai";
    if (isHai && (next === "dương" || next === "duong")) return "hai-duong";
    if (isHai && (next === "phòng" || next === "phong") && OF_BEFORE.has(after ?? "")) return "hai-phong";
  }
  return undefined;
}

/** Words around the name of an area in the answer to "where does one file?". Folded. */
const BESIDE_AN_AREA = new Set(
  "hai phong duong truoc thang 7 2025 7/2025 cu goc tinh thanh pho tp dia ban nop truc tiep o tai ben phia thi la toi em minh chau bac a da vang nhe".split(
    " ",
  ),
);

/** The area, when the message says nothing else: here "Hải Phòng" alone is an answer. */
export function readAreaAnswer(text: string): Area | undefined {
  const words = normalize(text);
  if (!words.every(({ folded }) => BESIDE_AN_AREA.has(folded))) return undefined;
  const folded = words.map((word) => word.folded).join(" ");
  const isPhong = /\bhai phong\b/u.test(folded);
  const isDuong = /\bhai duong\b/u.test(folded);
  return isPhong === isDuong ? undefined : isPhong ? "hai-phong" : "hai-duong";
}
