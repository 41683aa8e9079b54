/** What a citizen may mean by the name of a place, and what is known of it. */
import type { Area, Provenance } from "../knowledge/index.ts";
import type { Contact, Origin } from "./place-files.ts";

export type PlaceId = string;

/** unit: a commune, ward or special zone of today; office: one of the city's; former: it is no more. */
export const PLACE_KINDS = ["unit", "office", "former"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** certain: named in full; likely: in short or with a slip; possible: perhaps another thing is meant. Surest first. */
export const SURENESS = ["certain", "likely", "possible"] as const;
export type Sureness = (typeof SURENESS)[number];

export interface PlaceMatch {
  readonly id: PlaceId;
  /** As one says it: "phường Lê Chân", "quận Lê Chân cũ", "Sở Xây dựng". */
  readonly name: string;
  readonly kind: PlaceKind;
  /** Where one goes now: the place itself, or for a former one each that took over a part of it. */
  readonly today: readonly PlaceId[];
  readonly sure: Sureness;
  /** The part of the commune's authority that was named with it: "Công an". */
  readonly body?: string;
}

/** What the files tell of a place. */
export interface PlaceFacts {
  readonly id: PlaceId;
  /** As one says it: "phường Lê Chân", "phường Cát Dài cũ (quận Lê Chân)". */
  readonly name: string;
  readonly kind: PlaceKind;
  readonly today: readonly PlaceId[];
  /** A former quận, huyện, thị xã or thành phố. */
  readonly isDistrict: boolean;
  /** It was gone before 1/7/2025, and only its district is known: `today` is all that became of that. */
  readonly isVague: boolean;
  /** The part of the city it lies in; of an office none. */
  readonly area: Area | undefined;
  /** What a commune of today was made of. */
  readonly from: readonly Origin[];
  /** Address and number of its Trung tâm Phục vụ hành chính công, where a source tells. */
  readonly contact: Contact | undefined;
}

/** A text in which nothing is asked of but places. */
export interface PlaceQuestion {
  readonly matches: readonly PlaceMatch[];
  /**
   * name: nothing is asked, only a place named. file: where one hands in papers. where: its address or number. what: what
   * it is now, or was made of.
   */
  readonly asks: "name" | "file" | "where" | "what";
}

export interface Places {
  /** The places that a text names, surest first; empty when there is none. Nothing is guessed. */
  find(text: string): readonly PlaceMatch[];
  /** Undefined when the text is about anything else besides places, or names none. */
  readQuestion(text: string): PlaceQuestion | undefined;
  /** The text without the places that are surely named in it: "khai sinh ở quận Lê Chân" is about "khai sinh ở". */
  withoutPlaces(text: string): string;
  /** The name of a place with its kind word; undefined for an unknown id. */
  placeName(id: PlaceId): string | undefined;
  facts(id: PlaceId): PlaceFacts | undefined;
  /** Where the communes and what they were made of are from; undefined without the file. */
  readonly provenance: Provenance | undefined;
}
