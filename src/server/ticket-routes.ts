/** The desk of tickets behind the operators' socket: one route a question, bytes as base64, everything checked. */
import { Hono } from "hono";
import { z } from "zod";
import {
  BatchMismatch,
  newAuditLineSchema,
  type OfficersDesk,
  personQuerySchema,
  type SealedEntry,
  statusChangeSchema,
  TicketConflict,
  ticketFilterSchema,
} from "../core/feedback/index.ts";

const actor = z.string().min(1).max(200);
const limit = z.int().positive().max(10_000);
const whole = z.int().nonnegative();
const base64 = z.string().transform((text) => Buffer.from(text, "base64"));
const place = z.strictObject({ seq: whole, hash: z.string().max(200) });

/** A question, checked, and what answers it. */
function question<Asked>(
  schema: z.ZodType<Asked>,
  answer: (asked: Asked, desk: OfficersDesk, now: number) => Promise<unknown>,
) {
  return (asked: unknown, desk: OfficersDesk, now: number): Promise<unknown> =>
    answer(schema.parse(asked), desk, now);
}

const QUESTIONS = {
  list: question(
    z.strictObject({ filter: ticketFilterSchema, limit, offset: whole }),
    ({ filter, limit, offset }, desk) => desk.list(filter, limit, offset),
  ),
  ticket: question(z.strictObject({ code: z.string().max(50) }), ({ code }, desk) => desk.ticket(code)),
  "make-batch": question(
    z.strictObject({ filter: ticketFilterSchema, actor }),
    ({ filter, actor }, desk, now) => desk.makeBatch(filter, actor, now),
  ),
  batches: question(z.strictObject({ limit }), ({ limit }, desk) => desk.batches(limit)),
  batch: question(z.strictObject({ number: whole }), ({ number }, desk) => desk.batch(number)),
  entries: question(
    z.strictObject({ batch: whole, afterId: whole, limit }),
    async ({ batch, afterId, limit }, desk) => (await desk.entries(batch, afterId, limit)).map(entryToWire),
  ),
  "finish-batch": question(
    z.strictObject({ number: whole, manifestSha256: z.string().max(100), actor }),
    ({ number, manifestSha256, actor }, desk, now) => desk.finishBatch(number, manifestSha256, actor, now),
  ),
  apply: question(
    z.strictObject({ changes: z.array(statusChangeSchema).max(100_000), actor }),
    ({ changes, actor }, desk, now) =>
      desk.apply(
        changes.map((change) => ({ ...change, words: change.words })),
        actor,
        now,
      ),
  ),
  sealed: question(
    z.strictObject({ afterId: z.string().max(200), limit }),
    async ({ afterId, limit }, desk) =>
      (await desk.sealed(afterId, limit)).map(({ id, sealed }) => ({ id, sealed: toBase64(sealed) })),
  ),
  reseal: question(
    z.strictObject({
      things: z.array(z.strictObject({ id: z.string().max(200), sealed: base64 })).max(10_000),
      actor,
    }),
    ({ things, actor }, desk, now) => desk.reseal(things, actor, now),
  ),
  find: question(personQuerySchema, (person, desk) => desk.find(person)),
  erase: question(z.strictObject({ person: personQuerySchema, actor }), ({ person, actor }, desk, now) =>
    desk.erase(person, actor, now),
  ),
  "audit-lines": question(z.strictObject({ afterSeq: whole, limit }), ({ afterSeq, limit }, desk) =>
    desk.audit.lines(afterSeq, limit),
  ),
  "audit-append": question(newAuditLineSchema, (line, desk, now) => desk.audit.append(line, now)),
  "audit-verify": question(z.strictObject({ after: place, limit }), ({ after, limit }, desk) =>
    desk.audit.verify(after, limit),
  ),
  recipients: question(z.strictObject({}), (_, desk) => desk.recipients()),
} as const;

export type TicketQuestion = keyof typeof QUESTIONS;

/** A sealed entry as it goes over the socket. */
export type WireEntry = Omit<SealedEntry, "sealed"> & { readonly sealed?: string | undefined };

/** `POST /<question>` with one JSON object; `{"answer": …}` comes back, without it where there is none. */
export function ticketRoutes(desk: OfficersDesk, clock: () => number): Hono {
  const app = new Hono();
  for (const [name, ask] of Object.entries(QUESTIONS))
    app.post(`/${name}`, async (context) =>
      context.json({ answer: await ask(await context.req.json(), desk, clock()) } as object),
    );
  app.get("/files/:id", async (context) => {
    const content = await desk.file(context.req.param("id"));
    return content ? context.body(new Uint8Array(content)) : context.body(null, 204);
  });
  app.onError((error, context) => {
    if (error instanceof TicketConflict) return context.json({ error: error.name, codes: error.codes }, 409);
    if (error instanceof BatchMismatch) return context.json({ error: error.name, reason: error.reason }, 409);
    // The path of what was wrong, never what it held: that may be somebody's words.
    if (error instanceof z.ZodError)
      return context.json({ error: error.name, at: error.issues.map(({ path }) => path.join(".")) }, 400);
    return context.json({ error: error.name, message: codeOf(error) }, 500);
  });
  return app;
}

function entryToWire({ sealed, ...entry }: SealedEntry): WireEntry {
  return { ...entry, sealed: sealed && toBase64(sealed) };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

/** Storage's and the system's codes name no person. */
function codeOf(error: Error): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}
