/** The intents that are answered from an entry of their own: emergencies and reports of misconduct. */
import type { EntryId } from "../knowledge/index.ts";
import type { Intent, IntentGroup } from "./intent.ts";
import type { Turn } from "./turn.ts";

/** The message must be about anything the bot knows, rather than chat. */
const LEAST_COVERED = 0.3;

/** The intent of a group when its entry is what the message is about most; with the entry's id. */
export function meantIntent(
  turn: Turn,
  group: IntentGroup,
  leastBelief: number,
): { readonly intent: Intent; readonly entry: EntryId } | undefined {
  const intent = [...turn.brain.intents.values()].find((one) => one.group === group);
  const best = turn.findings.hits[0];
  if (!intent?.entry || best?.entry !== intent.entry || best.score < leastBelief) return undefined;
  return turn.findings.covered < LEAST_COVERED ? undefined : { intent, entry: intent.entry };
}
