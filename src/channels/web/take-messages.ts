/** What the page sends, checked and handed to the house. */
import type { Context } from "hono";
import { z } from "zod";
import type { AcceptUpdates, ChannelLimits, Citizen, InboundEvent } from "../../core/messaging/index.ts";
import { TEXT_MAX } from "./contract.ts";
import { REFUSALS } from "./say-on-web.ts";

export const WEB_LIMITS: ChannelLimits = { textMax: TEXT_MAX, buttonsMax: 10, labelMax: 80 };

/** Seconds after which the page should come again. */
const COME_AGAIN = "5";

/** Made by the page; the same when it sends the same message again. */
export const idSchema = z.string().regex(/^[\w-]{16,64}$/u);
const sentAt = z.number().int().nonnegative().optional();
const messageSchema = z.object({
  id: idSchema,
  text: z.string().max(TEXT_MAX * 2),
  payload: z.string().max(200).optional(),
  sentAt,
});
const arrivalSchema = z.object({ id: idSchema, sentAt });

export interface TakingPorts {
  readonly accept: AcceptUpdates;
  readonly clock: () => number;
}

/** Takes a message. 202 when it is durable, whether new or a repeat. */
export async function takeMessage(context: Context, citizen: Citizen, ports: TakingPorts): Promise<Response> {
  const parsed = messageSchema.safeParse(await readJson(context));
  if (!parsed.success) return context.json({ error: REFUSALS.malformed }, 400);
  const { text, payload, ...rest } = parsed.data;
  if ([...text].length > TEXT_MAX) return context.json({ error: REFUSALS.tooLong }, 400);
  return enter(
    context,
    citizen,
    { kind: "message", text, payload },
    keyOf("m", citizen, rest.id),
    rest.sentAt,
    ports,
  );
}

/** Takes the news that somebody has opened the chat for the first time. */
export async function takeArrival(context: Context, citizen: Citizen, ports: TakingPorts): Promise<Response> {
  const parsed = arrivalSchema.safeParse(await readJson(context));
  if (!parsed.success) return context.json({ error: REFUSALS.malformed }, 400);
  return enter(
    context,
    citizen,
    { kind: "arrived" },
    keyOf("a", citizen, parsed.data.id),
    parsed.data.sentAt,
    ports,
  );
}

/** Hands an event to the house. 202 when it is durable; else why not, and when to come again. */
export async function enter(
  context: Context,
  citizen: Citizen,
  event: InboundEvent,
  key: string,
  claimedAt: number | undefined,
  { accept, clock }: TakingPorts,
): Promise<Response> {
  // The clock of a phone may be wrong; nothing was sent in the future.
  const at = Math.min(claimedAt ?? clock(), clock());
  const result = await accept([{ key, citizen, event, sentAt: at }]);
  if (result !== "accepted")
    return context.json({ error: result === "busy" ? REFUSALS.busy : REFUSALS.notKept }, 503, {
      "retry-after": COME_AGAIN,
    });
  return context.json({}, 202);
}

/** Two citizens may have the same id by chance or by malice: the key names the citizen too. */
export function keyOf(kind: "m" | "a" | "f", citizen: Citizen, id: string): string {
  return `${kind}:${citizen.id.slice(0, 16)}:${id}`;
}

async function readJson(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    return undefined;
  }
}
