/** Sends an asset: pressed when the browser can unpress it, and not at all when it has it already. */
import type { Context } from "hono";
import type { Asset } from "./page-assets.ts";

const YEAR = "public, max-age=31536000, immutable";

/** @param caching how long browsers may keep it without asking */
export function sendAsset(context: Context, asset: Asset, caching: string): Response {
  context.header("etag", asset.etag);
  context.header("cache-control", caching);
  context.header("vary", "accept-encoding");
  const known = context.req.header("if-none-match");
  if (known?.split(",").some((one) => one.trim().replace(/^W\//u, "") === asset.etag))
    return context.body(null, 304);
  context.header("content-type", asset.type);
  const accepted = context.req.header("accept-encoding") ?? "";
  const encoding = (["br", "gzip"] as const).find((name) => new RegExp(`\\b${name}\\b`, "u").test(accepted));
  if (encoding) context.header("content-encoding", encoding);
  return context.body(encoding ? asset[encoding] : asset.plain);
}

/** A file that is asked for by its version never changes; asked for otherwise, it may be another one tomorrow. */
export function cachingOf(isVersioned: boolean): string {
  return isVersioned ? YEAR : "no-cache";
}
