/** What only shows when the files about places are read together: an address of a commune that does not exist. */
import type { ContactsFile, UnitsFile } from "../core/places/index.ts";
import type { Problem } from "./problem.ts";

interface ReadPlaces {
  readonly units?: UnitsFile | undefined;
  readonly contacts?: ContactsFile | undefined;
}

export function crossCheckPlaces(files: ReadonlyMap<string, ReadPlaces>): Problem[] {
  const units = [...files.values()].find((read) => read.units)?.units;
  // Without the communes nothing can be said of the addresses; that they are missing is told elsewhere.
  if (!units) return [];
  const ids = new Set(units.units.map(({ id }) => id));
  return [...files].flatMap(([file, { contacts }]) =>
    (contacts?.contacts ?? []).flatMap(({ unit }, at): Problem[] =>
      ids.has(unit)
        ? []
        : [
            {
              severity: "error",
              file,
              line: 1,
              field: `contacts.${at}.unit`,
              message: "không có xã, phường nào mang mã này trong units.yaml",
              found: unit,
            },
          ],
    ),
  );
}
