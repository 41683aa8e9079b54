/** The routes of the service. What a request may do is decided by the channels and the door; here it is only led there. */
import { Hono } from "hono";
import type { AcceptUpdates, ChannelName, WebhookChannel } from "../core/messaging/index.ts";
import type { AddressLimiter } from "./address-limiter.ts";
import type { Health } from "./health.ts";
import { describeError, type Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { readBody } from "./read-body.ts";

export interface AppDependencies {
  readonly webhooks: readonly WebhookChannel[];
  /** Pages and routes of the web chat. */
  readonly web: Hono;
  readonly accept: AcceptUpdates;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly limiter: AddressLimiter;
  /** The address of who calls; undefined when it is not known. */
  readonly addressOf: (request: Request, environment: unknown) => string | undefined;
  readonly timer: () => number;
  readonly log: Log;
}

/** Events of channels are small; a longer body is no event. */
const MOST_WEBHOOK_BYTES = 256 * 1024;
/** Seconds after which a refused channel should come again. */
const COME_AGAIN = "5";

export function createApp(deps: AppDependencies): Hono {
  const { metrics, health, limiter } = deps;
  const app = new Hono();

  app.onError((error, context) => {
    deps.log.error("request-failed", describeError(error));
    // Nothing was acknowledged: whoever called comes again.
    return context.json({ error: "internal" }, 503, { "retry-after": COME_AGAIN });
  });

  app.get("/healthz", (context) => context.json({ ok: true }));
  app.get("/readyz", async (context) => {
    const report = await health.report();
    return context.json(report, report.ready ? 200 : 503);
  });
  app.get("/metrics", async (context) => {
    if (!isNear(deps.addressOf(context.req.raw, context.env)))
      return context.json({ error: "forbidden" }, 403);
    return context.body(await metrics.text(), 200, { "content-type": metrics.contentType });
  });

  for (const channel of deps.webhooks)
    app.post(`/webhooks/${channel.name}`, async (context) => {
      const startedAt = deps.timer();
      const address = deps.addressOf(context.req.raw, context.env) ?? "";
      const status = await receive(channel, context.req.raw, address);
      metrics.webhookTook(channel.name, deps.timer() - startedAt);
      const headers = status === 503 || status === 429 ? { "retry-after": COME_AGAIN } : {};
      return context.body(null, status, headers);
    });

  async function receive(
    channel: WebhookChannel,
    request: Request,
    address: string,
  ): Promise<200 | 400 | 401 | 413 | 429 | 503> {
    // Genuine events of a channel come from few addresses, so only those who were refused are held back.
    if (limiter.isBlocked(address)) return refuse(channel.name, "too-many", 429);
    const body = await readBody(request, MOST_WEBHOOK_BYTES);
    if (!body) return refuse(channel.name, "too-large", 413);
    const webhook = { body, header: (name: string) => request.headers.get(name) ?? undefined };
    const received = channel.receive(webhook);
    if (received.kind === "refused") {
      limiter.countRefusal(address);
      return refuse(channel.name, received.reason, 401);
    }
    if (received.kind === "malformed") return refuse(channel.name, "malformed", 400);
    const isKept = (await deps.accept(received.updates)) === "accepted";
    if (isKept) channel.afterAccepted?.(webhook);
    return isKept ? 200 : 503;
  }

  function refuse<Status extends number>(
    channel: ChannelName,
    reason: Parameters<Metrics["refused"]>[1],
    status: Status,
  ): Status {
    metrics.refused(channel, reason);
    return status;
  }

  app.use("/web/*", async (context, next) => {
    const address = deps.addressOf(context.req.raw, context.env) ?? "";
    const isFile = context.req.path === "/web/files";
    if ((await limiter.takes(address)) && (!isFile || (await limiter.takesFile(address)))) return next();
    metrics.refused("web", "too-many");
    const error = "Anh/chị gửi hơi nhanh, xin chờ một phút rồi thử lại.";
    return context.json({ error }, 429, { "retry-after": "60" });
  });
  app.route("/", deps.web);
  app.notFound((context) => context.json({ error: "not-found" }, 404));
  return app;
}

/** Figures of the service are for the city's own machines: this one, or one of a private network. */
export function isNear(address: string | undefined): boolean {
  if (!address) return false;
  const plain = address.replace(/^::ffff:/u, "");
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/u.test(plain);
}
