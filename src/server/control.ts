/**
 * The back door for operators: a socket in the data folder that only the service's own user can open. Commands talk to
 * the running service by it, for the database belongs to one process alone.
 */
import { chmod, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { z } from "zod";
import type { OfficersDesk } from "../core/feedback/index.ts";
import type { TurnLog } from "../core/messaging/index.ts";
import { ControlError, callControl, controlPath } from "./control-call.ts";
import { ticketRoutes } from "./ticket-routes.ts";

/** What can be asked of the running service; the answers are plain data. */
export interface ControlHandlers {
  state(): Promise<unknown>;
  replayOutbox(id: number | undefined): Promise<number>;
  replayInbox(): Promise<number>;
  putZaloTokens(oaId: string, tokens: ControlTokens): Promise<number>;
  /** How each part of the house is, channels asked and all. */
  findings(): Promise<unknown>;
  readonly tickets: OfficersDesk;
  readonly turnLog: Pick<TurnLog, "askedSince" | "unclearSince">;
  readonly clock: () => number;
}

const tokensSchema = z.strictObject({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  accessExpiresAt: z.number(),
  refreshExpiresAt: z.number(),
});
export type ControlTokens = z.infer<typeof tokensSchema>;

const replaySchema = z.strictObject({ id: z.number().int().optional() });
const putSchema = z.strictObject({ oaId: z.string().min(1), tokens: tokensSchema });

const sinceSchema = z.strictObject({ since: z.number() });
const unclearSchema = z.strictObject({ since: z.number(), limit: z.int().positive().max(100_000) });

export interface Control {
  close(): Promise<void>;
}

/** @throws when the socket cannot be made in the data folder */
export async function openControl(dataDir: string, handlers: ControlHandlers): Promise<Control> {
  const app = new Hono();
  app.get("/state", async (context) => context.json((await handlers.state()) as object));
  app.get("/findings", async (context) => context.json((await handlers.findings()) as object));
  app.post("/outbox/replay", async (context) => {
    const { id } = replaySchema.parse(await context.req.json());
    return context.json({ count: await handlers.replayOutbox(id) });
  });
  app.post("/inbox/replay", async (context) => context.json({ count: await handlers.replayInbox() }));
  app.put("/zalo-tokens", async (context) => {
    const { oaId, tokens } = putSchema.parse(await context.req.json());
    return context.json({ generation: await handlers.putZaloTokens(oaId, tokens) });
  });
  app.post("/turn-log/asked", async (context) => {
    const { since } = sinceSchema.parse(await context.req.json());
    return context.json({ asked: await handlers.turnLog.askedSince(since) });
  });
  app.post("/turn-log/unclear", async (context) => {
    const { since, limit } = unclearSchema.parse(await context.req.json());
    return context.json({ unclear: await handlers.turnLog.unclearSince(since, limit) });
  });
  app.route("/tickets", ticketRoutes(handlers.tickets, handlers.clock));
  app.onError((error, context) =>
    context.json({ error: error.name }, error instanceof z.ZodError ? 400 : 500),
  );
  const path = controlPath(dataDir);
  // Whoever holds the database is alone here: a socket that stands there was left by a process that was killed.
  await rm(path, { force: true });
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, resolve);
  });
  await chmod(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Asks the running service. Undefined when none runs. @throws ControlError when it answers with an error */
export async function askControl(
  dataDir: string,
  method: "GET" | "POST" | "PUT",
  route: string,
  body?: unknown,
): Promise<unknown | undefined> {
  const answer = await callControl(dataDir, method, route, body);
  if (!answer) return undefined;
  if (answer.status === 200) return JSON.parse(answer.body.toString("utf8"));
  throw new ControlError(`Dịch vụ đang chạy không làm được việc này (mã ${answer.status}).`);
}
