/** Every name that a place goes by, made from the officers' files. */
import { foldDiacritics, normalize, type Word } from "../../language/index.ts";
import { AREAS, type Area } from "../knowledge/index.ts";
import { type Rank, splitKindWord } from "./kind-words.ts";
import type { PlaceId, PlaceKind } from "./place.ts";
import type { OfficesFile, Origin, UnitKind, UnitsFile } from "./place-files.ts";

export interface RegisteredPlace {
  readonly id: PlaceId;
  /** As one says it, with its kind word. */
  readonly name: string;
  readonly kind: PlaceKind;
  readonly today: readonly PlaceId[];
  /** Absent for offices: their kind is part of the name. */
  readonly rank: Rank | undefined;
  /** The former districts it lies in, by id. A district lies in itself. */
  readonly districts: ReadonlySet<PlaceId>;
  readonly area?: Area | undefined;
  readonly from?: readonly Origin[] | undefined;
  /** Only its district is known: it was gone before the others. */
  readonly isVague?: boolean;
}

export interface RegisteredName {
  readonly place: RegisteredPlace;
  /** Without the kind word. */
  readonly words: readonly Word[];
  /** The official name and no short form of it. */
  readonly isFull: boolean;
}

export interface NameRegister {
  readonly names: readonly RegisteredName[];
  readonly places: ReadonlyMap<PlaceId, RegisteredPlace>;
}

const KIND_WORD_OF: Readonly<Record<UnitKind, string>> = { phuong: "phường", xa: "xã", "dac-khu": "đặc khu" };
const RANK_OF: Readonly<Record<UnitKind, Rank>> = { phuong: "ward", xa: "commune", "dac-khu": "zone" };

export function registerNames(units: UnitsFile | undefined, offices: OfficesFile | undefined): NameRegister {
  const names: RegisteredName[] = [];
  const places = new Map<PlaceId, RegisteredPlace>();
  const add = (place: RegisteredPlace, called: readonly string[]) => {
    if (places.has(place.id)) return;
    places.set(place.id, place);
    called.forEach((name, at) => {
      names.push({ place, words: normalize(name), isFull: at === 0 });
    });
  };
  if (units) registerUnits(units, add);
  if (offices) registerOffices(offices, add);
  return { names, places };
}

type Add = (place: RegisteredPlace, called: readonly string[]) => void;

interface FormerCommune {
  readonly district: string;
  readonly unit: string;
  readonly today: Set<PlaceId>;
  readonly isVague?: boolean;
}

function registerUnits({ units, earlier, areas }: UnitsFile, add: Add): void {
  const areaOf = (district: string | undefined) =>
    AREAS.find((area) => district !== undefined && areas[area].includes(district));
  for (const { id, kind, name, from } of units) {
    const districts = new Set(from?.map(({ district }) => slugOf(district)));
    const place = { id, name: `${KIND_WORD_OF[kind]} ${name}`, rank: RANK_OF[kind], districts };
    add({ ...place, kind: "unit", today: [id], area: areaOf(from?.[0]?.district), from }, [name]);
  }
  const districts = new Map<string, Set<PlaceId>>();
  const communes = new Map<string, FormerCommune>();
  for (const { id, from } of units) {
    for (const { district, units: parts } of from ?? []) {
      entryOf(districts, district, () => new Set()).add(id);
      for (const unit of parts ?? []) {
        const key = formerPlaceId(unit, district);
        entryOf(communes, key, () => ({ district, unit, today: new Set<PlaceId>() })).today.add(id);
      }
    }
  }
  for (const [district, today] of districts) {
    const { rank, name } = splitKindWord(district);
    const id = slugOf(district);
    const place = { id, name: `${district} cũ`, rank, districts: new Set([id]), area: areaOf(district) };
    add({ ...place, kind: "former", today: [...today] }, [name]);
  }
  // Of these only the district is known: all that the district became comes into question.
  for (const { district, units: gone } of earlier ?? []) {
    for (const unit of gone) {
      const today = new Set(districts.get(district));
      entryOf(communes, formerPlaceId(unit, district), () => ({ district, unit, today, isVague: true }));
    }
  }
  for (const [id, { district, unit, today, isVague = false }] of communes) {
    const { rank, name } = splitKindWord(unit);
    const place = { id, name: `${unit} cũ (${district})`, rank, districts: new Set([slugOf(district)]) };
    add({ ...place, kind: "former", today: [...today], area: areaOf(district), isVague }, [name]);
  }
}

function registerOffices({ offices, former }: OfficesFile, add: Add): void {
  const nowhere = { rank: undefined, districts: new Set<PlaceId>() };
  for (const { id, name, aliases } of offices) {
    add({ id, name, kind: "office", today: [id], ...nowhere }, [name, ...(aliases ?? [])]);
  }
  for (const { name, aliases, today } of former ?? []) {
    const id = `${slugOf(name)}-cu`;
    add({ id, name: `${name} cũ`, kind: "former", today, ...nowhere }, [name, ...(aliases ?? [])]);
  }
}

/** @example formerPlaceId("xã An Thái", "huyện An Lão") // "xa-an-thai-cu-huyen-an-lao" */
export function formerPlaceId(unit: string, district: string): PlaceId {
  return `${slugOf(unit)}-cu-${slugOf(district)}`;
}

/** @example slugOf("huyện Vĩnh Bảo") // "huyen-vinh-bao" */
export function slugOf(name: string): string {
  return (foldDiacritics(name.toLowerCase()).match(/[a-z0-9]+/gu) ?? []).join("-");
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
