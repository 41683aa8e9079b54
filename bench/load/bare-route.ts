/** The baseline: a Hono route that checks the signature and answers 200, and does nothing else. */
import { createHash, timingSafeEqual } from "node:crypto";
import { serve } from "@hono/node-server";
import { Hono } from "hono";

const [appId = "", secret = ""] = process.argv.slice(2);
const app = new Hono();
app.post("/webhooks/zalo", async (context) => {
  const body = Buffer.from(await context.req.arrayBuffer());
  const { timestamp } = JSON.parse(body.toString("utf8")) as { timestamp: string };
  const mac = createHash("sha256").update(appId).update(body).update(timestamp).update(secret).digest("hex");
  const given = Buffer.from(context.req.header("x-zevent-signature") ?? "");
  const wanted = Buffer.from(`mac=${mac}`);
  const isRight = given.length === wanted.length && timingSafeEqual(given, wanted);
  return context.body(null, isRight ? 200 : 401);
});
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => process.send?.({ port }));
