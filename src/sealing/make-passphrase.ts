/** A passphrase that nobody thought of: for people who would otherwise choose a birthday. */
import { randomInt } from "node:crypto";

/** No sign that looks like another; typed alike with and without a Vietnamese keyboard that is switched on. */
const SIGNS = "bcghkmnpqtvyz23456789";
const GROUPS = 6;
const GROUP = 4;

/** About 105 bits, in groups: `k7hm-4qtb-…`. */
export function makePassphrase(): string {
  const group = () => Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}
