/** What a turn wants done with tickets → the same with the citizen's words sealed, which is all that storage sees. */
import type { Entry, FeedbackAct, FeedbackWrite, Sealer } from "../core/feedback/index.ts";

/**
 * @param sealer undefined: nothing can be sealed; what holds no words still happens
 * @throws whatever the sealing throws, or that there is nobody to seal for; nothing was kept then
 */
export function sealActs(
  sealer: Sealer | undefined,
  acts: readonly FeedbackAct[],
): Promise<readonly FeedbackWrite[]> {
  return Promise.all(acts.map((act) => sealAct(sealer, act)));
}

async function sealAct(sealer: Sealer | undefined, act: FeedbackAct): Promise<FeedbackWrite> {
  const seal = (entry: Entry) => {
    if (!sealer) throw new Error("there is nobody to seal for");
    return sealer.seal(JSON.stringify(entry));
  };
  switch (act.kind) {
    case "file": {
      const { report, code, pin } = act;
      const sealed = await seal({ kind: "report", report });
      return { kind: "file", code, pin, category: report.category, office: report.officeId, sealed };
    }
    case "add":
      return { kind: "add", code: act.code, entryKind: act.entry.kind, sealed: await seal(act.entry) };
    case "withdraw":
      return { kind: "withdraw", code: act.code, sealed: await seal({ kind: "withdrawal" }) };
    case "drop":
    case "fetch-file":
    case "rate":
      return act;
  }
}
