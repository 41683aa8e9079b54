/** What a citizen may mean by the name of a place. */

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

export interface Places {
  /** The places that a text names, surest first; empty when there is none. Nothing is guessed. */
  find(text: string): readonly PlaceMatch[];
  /** The name of a place with its kind word; undefined for an unknown id. */
  placeName(id: PlaceId): string | undefined;
}
