/** A channel that carries nothing anywhere: it notes what it was handed, and fails as it is told. */
import { setTimeout as pause } from "node:timers/promises";
import type {
  DeliveringChannel,
  DeliveryResult,
  Received,
  WebhookChannel,
} from "../../src/core/messaging/index.ts";

export interface Handed {
  readonly citizen: string;
  readonly text: string;
  readonly at: number;
}

export class AChannel implements DeliveringChannel, WebhookChannel {
  readonly name = "zalo" as const;
  readonly limits = { textMax: 2_000, buttonsMax: 5, labelMax: 100 };
  readonly handed: Handed[] = [];
  /** What happens to the next parts of a citizen; the last one for ever. */
  readonly fate = new Map<string, (DeliveryResult | "hang")[]>();
  takesMs = 0;

  async deliver(
    citizen: string,
    part: { text: string },
    context: { signal: AbortSignal },
  ): Promise<DeliveryResult> {
    this.handed.push({ citizen, text: part.text, at: performance.now() });
    if (this.takesMs > 0) await pause(this.takesMs);
    const fates = this.fate.get(citizen);
    const fate = fates && fates.length > 1 ? fates.shift() : fates?.[0];
    if (fate === "hang") {
      await new Promise((resolve) => context.signal.addEventListener("abort", resolve, { once: true }));
      return { kind: "failed", failure: "transient", code: "stopped", mayHaveArrived: true };
    }
    return fate ?? { kind: "delivered" };
  }

  receive({ body, header }: { body: Uint8Array; header(name: string): string | undefined }): Received {
    if (header("x-secret") !== "right") return { kind: "refused", reason: "signature" };
    try {
      const { id, citizen, text } = JSON.parse(new TextDecoder().decode(body));
      const update = {
        key: `test:${id}`,
        citizen: { channel: "zalo", id: citizen },
        event: { kind: "message", text },
        sentAt: 0,
      } as const;
      return { kind: "genuine", updates: [update] };
    } catch {
      return { kind: "malformed" };
    }
  }

  textsOf(citizen: string): string[] {
    return this.handed.filter((one) => one.citizen === citizen).map(({ text }) => text);
  }
}

/** Waits until it holds. @throws when it takes longer than five seconds */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patienceMs = 20_000,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`after ${patienceMs} ms still not: ${what}`);
    await pause(5);
  }
}
