/** A citizen who reports something, answering whatever the dialogue asks next. */
import type { Button } from "../../src/core/conversation/index.ts";

export interface SaidByBot {
  readonly text: string;
  readonly buttons: readonly Button[];
}

/** What the citizen says at each question; where nothing is given, the question is skipped. */
export interface Complaint {
  readonly story: string;
  readonly office?: string;
  readonly happened?: string;
  readonly dossier?: string;
  readonly contact?: string;
}

export interface Receipt {
  readonly code: string;
  readonly pin: string;
}

/** Of the question that is open, as its buttons name it; undefined: none is. */
export function openStage(said: readonly SaidByBot[]): string | undefined {
  for (const { buttons } of [...said].reverse())
    for (const button of buttons) {
      const stage =
        "payload" in button ? /^intake:(?<stage>[a-z-]+):/u.exec(button.payload)?.groups : undefined;
      if (stage?.stage) return stage.stage;
    }
  return undefined;
}

/** Code and PIN, where they were just shown. */
export function receiptIn(said: readonly SaidByBot[]): Receipt | undefined {
  const text = said.map((one) => one.text).join("\n");
  const found = /Mã phiếu: (?<code>[0-9A-Z-]{14})\nPIN: (?<pin>\d{6})/u.exec(text)?.groups;
  return found?.code && found.pin ? { code: found.code, pin: found.pin } : undefined;
}

/** What is said to the question of a stage. @param attempt how often this stage has been answered before */
export function answerTo(stage: string, complaint: Complaint, attempt: number): string {
  switch (stage) {
    case "offer":
      return "có";
    case "which-way":
      return "1";
    case "consent":
      return "đồng ý";
    case "story":
    case "files":
      return "xong";
    case "summary":
      return "gửi";
    case "office":
    case "happened":
    case "dossier":
    case "contact": {
      const answer = complaint[stage];
      // Asked again: the first answer could mean several things, or only a proposal is to be confirmed.
      if (answer !== undefined) return attempt === 0 ? answer : "1";
      return "bỏ qua";
    }
    default:
      throw new Error(`the dialogue is at a stage that is not known here: ${stage}`);
  }
}

const MOST_TURNS = 30;

/**
 * Goes through the dialogue to the ticket's code.
 * @param ask sends a message and waits for what is said to it
 * @param between looks on after each turn
 */
export async function complain(
  ask: (text: string) => Promise<readonly SaidByBot[]>,
  complaint: Complaint,
  between: (stage: string) => Promise<void> = async () => {},
): Promise<Receipt> {
  let said = await ask(complaint.story);
  const attempts = new Map<string, number>();
  const heard: string[] = [];
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    heard.push(...said.map(({ text }) => text));
    const receipt = receiptIn(said);
    if (receipt) return receipt;
    const stage = openStage(said);
    if (stage === undefined) break;
    await between(stage);
    const attempt = attempts.get(stage) ?? 0;
    attempts.set(stage, attempt + 1);
    said = await ask(answerTo(stage, complaint, attempt));
  }
  throw new Error(`no code was shown:\n${heard.join("\n---\n")}`);
}
