/** The channel web: the page, the widget for other pages, and the routes by which the page asks and fetches. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { KeepUpload } from "../../core/feedback/index.ts";
import type { AcceptUpdates, Citizen, Outbox, ReplySignals } from "../../core/messaging/index.ts";
import { fillPage } from "./fill-page.ts";
import { type Asset, makeAsset, type PageAssets, readPageAssets, versionOf } from "./page-assets.ts";
import { COMMON_HEADERS, pageHeaders } from "./page-headers.ts";
import type { PassingNotices } from "./passing-notices.ts";
import { REFUSALS } from "./say-on-web.ts";
import { cachingOf, sendAsset } from "./send-asset.ts";
import { createFileTaking } from "./take-files.ts";
import { takeArrival, takeMessage } from "./take-messages.ts";
import { waitForReplies } from "./wait-for-replies.ts";
import { isOwnPage, readCitizen } from "./who-asks.ts";

export { type PageAssets, readPageAssets } from "./page-assets.ts";
export { createPassingNotices, type PassingNotices } from "./passing-notices.ts";
export { WEB_LIMITS } from "./take-messages.ts";
export { citizenOfToken } from "./who-asks.ts";

/** The channel's part of the settings. */
export interface WebChatSettings {
  /** Pages that may embed the chat, such as `https://haiphong.gov.vn`. */
  readonly embedOrigins: readonly string[];
  /** What Zalo wants to read in the head of the home page. */
  readonly zaloSiteVerification: string | undefined;
}

export interface WebChatPorts {
  readonly accept: AcceptUpdates;
  readonly outbox: Pick<Outbox, "waitingFor" | "acknowledge">;
  readonly signals: ReplySignals;
  readonly keepUpload: KeepUpload;
  /** What is said past the outbox. */
  readonly passing: Pick<PassingNotices, "take">;
  readonly clock: () => number;
  /** The service stops: nobody waits any longer. */
  readonly ending: AbortSignal;
}

const MOST_BODY_BYTES = 16 * 1024;
/** Shorter than the half minute after which proxies and phone networks cut off what is silent. */
const PATIENCE_MS = 25_000;
/** The widget has one address for ever, so a new one is seen within the hour. */
const WIDGET_CACHING = "public, max-age=3600";

const afterSchema = z.coerce.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).default(0);

/**
 * The pages and routes of the web chat.
 * @param assets the built page; read from beside this file when not given
 * @throws Error when the page was not built
 */
export function createWebChat(
  settings: WebChatSettings,
  ports: WebChatPorts,
  assets: PageAssets = readPageAssets(),
): Hono {
  const whole = fill(assets, settings, false);
  const framed = fill(assets, settings, true);
  const app = new Hono();

  app.get("/", (context) => {
    const isFramed = context.req.query("khung") === "1";
    setHeaders(context, pageHeaders(isFramed ? settings.embedOrigins : undefined));
    return sendAsset(context, isFramed ? framed : whole, "no-cache");
  });
  for (const [path, asset] of [
    ["/page.css", assets.css],
    ["/page.js", assets.script],
  ] as const)
    app.get(path, (context) => {
      setHeaders(context, {});
      return sendAsset(context, asset, cachingOf(context.req.query("v") === versionOf(asset)));
    });
  app.get("/widget.js", (context) => {
    // Other sites' pages load it, also those that ask every file for leave.
    setHeaders(context, { "cross-origin-resource-policy": "cross-origin" });
    return sendAsset(context, assets.widget, WIDGET_CACHING);
  });

  app.use("/web/*", async (context, next) => {
    setHeaders(context, { "cache-control": "no-store" });
    return next();
  });
  const limited = bodyLimit({
    maxSize: MOST_BODY_BYTES,
    onError: (context) => context.json({ error: REFUSALS.tooLong }, 413),
  });
  app.post("/web/messages", limited, (context) =>
    forCitizen(context, (citizen) => takeMessage(context, citizen, ports)),
  );
  app.post("/web/arrivals", limited, (context) =>
    forCitizen(context, (citizen) => takeArrival(context, citizen, ports)),
  );
  const takeFile = createFileTaking(ports);
  // Longer than other bodies: it reads up to its own limit.
  app.post("/web/files", (context) => forCitizen(context, (citizen) => takeFile(context, citizen)));
  app.get("/web/replies", (context) =>
    forCitizen(context, async (citizen) => {
      const after = afterSchema.safeParse(context.req.query("after"));
      if (!after.success) return context.json({ error: REFUSALS.malformed }, 400);
      const signal = AbortSignal.any([context.req.raw.signal, ports.ending]);
      return context.json({ replies: await waitForReplies(ports, citizen, after.data, PATIENCE_MS, signal) });
    }),
  );
  return app;
}

function fill(assets: PageAssets, settings: WebChatSettings, isFramed: boolean): Asset {
  const html = fillPage(assets.template, {
    cssVersion: versionOf(assets.css),
    scriptVersion: versionOf(assets.script),
    isFramed,
    zaloSiteVerification: settings.zaloSiteVerification,
  });
  return makeAsset("text/html; charset=utf-8", html);
}

function setHeaders(context: Context, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries({ ...COMMON_HEADERS, ...headers })) context.header(name, value);
}

async function forCitizen(
  context: Context,
  serve: (citizen: Citizen) => Promise<Response>,
): Promise<Response> {
  if (!isOwnPage((name) => context.req.header(name))) return context.json({ error: REFUSALS.otherSite }, 403);
  const citizen = readCitizen(context.req.header("authorization"));
  if (!citizen) return context.json({ error: REFUSALS.noToken }, 401);
  return serve(citizen);
}
