/** Where the project lies, whether the bench runs compiled or not. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder above that holds the project's biome.json. */
export const projectRoot = ((): string => {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "biome.json"))) return folder;
  }
  throw new Error("The bench must stand inside the project: no biome.json was found above it.");
})();
