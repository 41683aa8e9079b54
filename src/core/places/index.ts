/** Where a citizen means: communes of today and of before, and the city's offices. */
export { createPlaces, type PlaceFiles } from "./find-places.ts";
export { formerPlaceId, slugOf } from "./name-register.ts";
export {
  PLACE_KINDS,
  type PlaceFacts,
  type PlaceId,
  type PlaceKind,
  type PlaceMatch,
  type PlaceQuestion,
  type Places,
  SURENESS,
  type Sureness,
} from "./place.ts";
export {
  type Contact,
  type ContactsFile,
  contactsFileSchema,
  type OfficesFile,
  type Origin,
  officesFileSchema,
  UNIT_COUNTS,
  UNIT_KINDS,
  type UnitKind,
  type UnitsFile,
  unitsFileSchema,
} from "./place-files.ts";
