/** Part of the composition root: whether reports can be sealed, for whom, and what is to be said of it. */
import type { Config } from "./config.ts";
import type { Sealer } from "./core/feedback/index.ts";
import { createSealer, KEY_BESIDE_DATA, loadRecipients, SealingError } from "./sealing/index.ts";
import type { HealthCheck } from "./server/index.ts";

export interface Sealing {
  /** Undefined: no report may be taken; answers go on. */
  readonly sealer: Sealer | undefined;
  readonly state: "ok" | "warning" | "failing";
  /** In Vietnamese, for those who run the service; empty when only the unit can open what is kept. */
  readonly advice: string;
  readonly isNewKey: boolean;
}

/** @param missing whether a first key may be made: by the service, never by a command that only looks */
export async function openSealing(
  { feedback, dataDir }: Pick<Config, "feedback" | "dataDir">,
  missing: "make" | "refuse",
): Promise<Sealing> {
  try {
    const found = await loadRecipients({ recipient: feedback.recipient, dataDir }, missing);
    const isBesideData = found.origin === "data-folder";
    return {
      sealer: createSealer(found.recipients),
      state: isBesideData ? "warning" : "ok",
      advice: isBesideData ? KEY_BESIDE_DATA : "",
      isNewKey: found.isNew,
    };
  } catch (error) {
    if (!(error instanceof SealingError)) throw error;
    if (error.code === "KEY_FILE_MISSING" && missing === "refuse")
      return { sealer: undefined, state: "warning", advice: error.message, isNewKey: false };
    const advice = `Không nhận phản ánh: ${error.message}`;
    return { sealer: undefined, state: "failing", advice, isNewKey: false };
  }
}

/** Not vital: questions are answered without it. */
export function sealingCheck({ state, advice }: Sealing): HealthCheck {
  return { name: "Khóa phản ánh", isVital: false, look: async () => ({ state, advice }) };
}
