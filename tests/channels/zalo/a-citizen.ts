/** A citizen on Zalo, as the service and Zalo see them: every act is a signed call, every answer a message at Zalo. */
import { setTimeout as pause } from "node:timers/promises";
import type { DeliveredMessage, ZaloDouble } from "../../doubles/zalo-double.ts";

/** Waits until it is there. @throws when it takes longer than fifteen seconds */
export async function eventually<Found>(
  what: string,
  look: () => Found | false | undefined | Promise<Found | false | undefined>,
): Promise<Found> {
  const end = performance.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`after fifteen seconds still not: ${what}`);
    await pause(10);
  }
}

export interface ACitizen {
  readonly id: string;
  /** What they have received so far. */
  received(): readonly DeliveredMessage[];
  /** Does it, and resolves with the service's status. */
  does(event: object): Promise<number>;
  says(text: string): Promise<number>;
  /** Does it and waits for the one answer to it. */
  hearsAfter(event: object): Promise<DeliveredMessage>;
  hearsAfterSaying(text: string): Promise<DeliveredMessage>;
  /** Zalo sends what the button says as the citizen's own text. */
  hearsAfterPressing(title: string): Promise<DeliveredMessage>;
}

export function aCitizen(zalo: ZaloDouble, url: () => string, id: string): ACitizen {
  const { webhooks } = zalo;
  const received = () => zalo.deliveredTo(id);
  const does = (event: object) => webhooks.post(`${url()}/webhooks/zalo`, webhooks.sign(event));
  const hearsAfter = async (event: object) => {
    const before = received().length;
    const status = await does(event);
    if (status !== 200) throw new Error(`the service answered ${status}`);
    return eventually(`an answer for ${id}`, () => received()[before]);
  };
  const hearsAfterSaying = (text: string) => hearsAfter(webhooks.text(id, text));
  return {
    id,
    received,
    does,
    says: (text) => does(webhooks.text(id, text)),
    hearsAfter,
    hearsAfterSaying,
    hearsAfterPressing: (title) => {
      const buttons = received().at(-1)?.buttons ?? [];
      const button = buttons.find((one) => one.title === title && one.type === "oa.query.show");
      if (typeof button?.payload !== "string")
        throw new Error(`no button “${title}” among ${buttons.map((one) => one.title)}`);
      return hearsAfterSaying(button.payload);
    },
  };
}
