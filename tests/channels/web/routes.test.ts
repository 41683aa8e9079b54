import { randomBytes } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PageAssets } from "../../../src/channels/web/index.ts";
import { until } from "../../server/a-channel.ts";
import { startWebService, type WebService, type WebServiceSettings } from "./a-web-service.ts";
import { builtPage } from "./built-page.ts";

let assets: PageAssets;
let service: WebService;

beforeAll(async () => {
  assets = await builtPage();
});
beforeEach(() => start());
afterEach(() => service.close());

async function start(settings: Omit<WebServiceSettings, "assets"> = {}): Promise<void> {
  service = await startWebService({ assets, ...settings });
}
async function restart(settings: Omit<WebServiceSettings, "assets">): Promise<void> {
  await service.close();
  await start(settings);
}

const aToken = () => randomBytes(32).toString("base64url");
const anId = () => randomBytes(15).toString("base64url");
const get = (path: string, headers: Record<string, string> = {}) => fetch(service.url + path, { headers });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const post = (path: string, token: string, body: object | string, headers: Record<string, string> = {}) =>
  fetch(service.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...bearer(token), ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const ask = (token: string, text: string, id = anId()) => post("/web/messages", token, { id, text });
const waiting = async () => (await service.store.inbox.depth()).waiting;

interface Fetched {
  readonly replies: readonly { id: number; at: number; text: string; buttons: readonly unknown[] }[];
}
const replies = async (token: string, after = 0): Promise<Fetched["replies"]> => {
  const response = await get(`/web/replies?after=${after}`, bearer(token));
  return ((await response.json()) as Fetched).replies;
};

describe("the page", () => {
  it("allows its own files and service only, and no frame", async () => {
    const response = await get("/");
    const policy = response.headers.get("content-security-policy") ?? "";
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy.split("; ")).toContain(part);
    expect(response.headers.get("x-frame-options")).toBe("DENY");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBeTruthy();
    expect(response.headers.get("permissions-policy")).toContain("camera=()");
    const html = await response.text();
    expect(html).toContain('data-form="whole"');
    expect(html).not.toMatch(/\{\{|<style|<script(?![^>]* src=)| on\w+=| style=|zalo/u);
  });

  it("may be framed by our own and the named pages in its framed form only", async () => {
    expect((await get("/?khung=1")).headers.get("content-security-policy")).toContain(
      "frame-ancestors 'self'",
    );
    await restart({ embedOrigins: ["https://haiphong.gov.vn/trang-chu", "https://hc.example:8443"] });
    const framed = await get("/?khung=1");
    expect(framed.headers.get("content-security-policy")).toMatch(
      /frame-ancestors 'self' https:\/\/haiphong\.gov\.vn https:\/\/hc\.example:8443$/u,
    );
    expect(framed.headers.get("x-frame-options")).toBeNull();
    expect(await framed.text()).toContain('data-form="framed"');
    expect((await get("/")).headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  it("tells Zalo the word by which it knows the site", async () => {
    await restart({ zaloSiteVerification: "Abc-123" });
    expect(await (await get("/")).text()).toContain(
      '<meta name="zalo-platform-site-verification" content="Abc-123" />',
    );
  });

  it("is small, and comes pressed", async () => {
    const { css, script, widget, template } = assets;
    expect(template.length + css.plain.length + script.plain.length).toBeLessThan(50_000);
    expect(css.br.length + script.br.length).toBeLessThan(13_000);
    expect(widget.plain.length).toBeLessThan(6_000);
    for (const [accepted, used] of [
      ["gzip, deflate, br", "br"],
      ["gzip", "gzip"],
      ["identity", null],
    ] as const) {
      const response = await get("/page.js", { "accept-encoding": accepted });
      expect(response.headers.get("content-encoding")).toBe(used);
      expect(response.headers.get("content-type")).toContain("javascript");
      expect((await response.arrayBuffer()).byteLength).toBe(script.plain.length);
    }
  });

  it("is asked for again only when it has changed", async () => {
    const html = await get("/");
    const etag = html.headers.get("etag") ?? "";
    expect(html.headers.get("cache-control")).toBe("no-cache");
    const again = await get("/", { "if-none-match": etag });
    expect(again.status).toBe(304);
    expect(again.headers.get("content-security-policy")).toBeTruthy();
    const files = (await html.text()).match(/\/page\.(css|js)\?v=[\w-]+/gu) ?? [];
    expect(files).toHaveLength(2);
    for (const file of files) expect((await get(file)).headers.get("cache-control")).toContain("immutable");
    expect((await get("/page.js?v=old")).headers.get("cache-control")).toBe("no-cache");
    expect((await get("/widget.js")).headers.get("cache-control")).toBe("public, max-age=3600");
  });
});

describe("a message", () => {
  it("is kept under the citizen that its token names, never the token itself", async () => {
    const token = aToken();
    const sentAt = Date.now() - 5_000;
    const id = anId();
    const response = await post("/web/messages", token, { id, text: "chào", payload: "entry:x", sentAt });
    expect(response.status).toBe(202);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const [update] = service.accepted;
    expect(update).toMatchObject({
      citizen: { channel: "web", id: expect.stringMatching(/^[0-9a-f]{64}$/u) },
      event: { kind: "message", text: "chào", payload: "entry:x" },
      sentAt,
    });
    expect(update?.key).toBe(`m:${update?.citizen.id.slice(0, 16)}:${id}`);
    expect(JSON.stringify(service.accepted)).not.toContain(token);
  });

  it("counts once however often it is sent, and apart from another citizen's of the same name", async () => {
    const [one, other, id] = [aToken(), aToken(), anId()];
    for (const token of [one, one, one, other]) expect((await ask(token, "chào", id)).status).toBe(202);
    expect(await waiting()).toBe(2);
  });

  it("was not sent in the future, whatever the phone's clock says", async () => {
    await post("/web/messages", aToken(), { id: anId(), text: "chào", sentAt: Date.now() + 9_999_999 });
    expect(service.accepted[0]?.sentAt).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["no text", { id: "a".repeat(20) }],
    ["no name", { text: "chào" }],
    ["a short name", { id: "a", text: "chào" }],
    ["a name with odd signs", { id: "a:b/c d".repeat(4), text: "chào" }],
    ["a long payload", { id: "a".repeat(20), text: "chào", payload: "x".repeat(201) }],
    ["4001 characters", { id: "a".repeat(20), text: "x".repeat(4_001) }],
    ["an odd moment", { id: "a".repeat(20), text: "x", sentAt: "hôm qua" }],
  ])("of %s is refused with a sentence", async (_what, body) => {
    const response = await post("/web/messages", aToken(), body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining("Anh/chị") });
    expect(await waiting()).toBe(0);
  });

  it("may have 4000 characters of any kind", async () => {
    expect((await ask(aToken(), "ộ".repeat(4_000))).status).toBe(202);
    expect((await ask(aToken(), "😀".repeat(3_900))).status).toBe(202);
  });

  it("of more than 16 kB is not even read", async () => {
    const response = await ask(aToken(), "x".repeat(20_000));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ error: expect.stringContaining("4000") });
  });

  it.each(["", "Bearer", "Bearer short", `Basic ${"a".repeat(43)}`, `Bearer ${"a".repeat(42)}=`])(
    "with “%s” for a token is refused",
    async (authorization) => {
      for (const path of ["/web/messages", "/web/arrivals"]) {
        const response = await post(path, "", { id: anId(), text: "x" }, { authorization });
        expect(response.status).toBe(401);
      }
      expect((await get("/web/replies", { authorization })).status).toBe(401);
      expect(await waiting()).toBe(0);
    },
  );

  it.each([
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ origin: "https://la.example" }],
    [{ origin: "null" }],
  ])("of another site's page is refused: %o", async (headers) => {
    const response = await post("/web/messages", aToken(), { id: anId(), text: "x" }, headers);
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(await waiting()).toBe(0);
  });

  it("of our own page is taken, also where a proxy has another name for us", async () => {
    const body = { id: anId(), text: "x" };
    const taken = [
      { origin: service.url },
      { origin: "https://hoidap.example", "sec-fetch-site": "same-origin" },
    ];
    for (const headers of taken)
      expect((await post("/web/messages", aToken(), body, headers)).status).toBe(202);
  });

  it("is to come again when too much waits", async () => {
    service.beBusy(true);
    const response = await ask(aToken(), "chào");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await waiting()).toBe(0);
  });
});

describe("the first opening", () => {
  it("is told once", async () => {
    const [token, id] = [aToken(), anId()];
    for (let time = 0; time < 2; time += 1)
      expect((await post("/web/arrivals", token, { id })).status).toBe(202);
    expect(service.accepted[0]?.event).toEqual({ kind: "arrived" });
    expect(await waiting()).toBe(1);
    expect((await post("/web/arrivals", token, {})).status).toBe(400);
  });
});

describe("fetching replies", () => {
  const link = { label: "Mở", url: "https://dichvucong.gov.vn" };

  it("gives at once what is there, to its own citizen only, until it is acknowledged", async () => {
    const token = aToken();
    await ask(token, "chào");
    await service.answer({ text: "một", buttons: [] }, { text: "hai", buttons: [link] });
    const first = await replies(token);
    expect(first).toEqual([
      { id: expect.any(Number), at: expect.any(Number), text: "một", buttons: [] },
      { id: expect.any(Number), at: expect.any(Number), text: "hai", buttons: [link] },
    ]);
    expect(await replies(token)).toEqual(first);
    const [one, two] = first;
    expect((await replies(token, one?.id)).map(({ text }) => text)).toEqual(["hai"]);
    expect(await replies(token)).toEqual([two]);
    await ask(token, "nữa");
    const waitingForMore = replies(token, two?.id);
    await service.answer({ text: "ba", buttons: [] });
    expect((await waitingForMore).map(({ text }) => text)).toEqual(["ba"]);
    expect((await replies(token)).map(({ text }) => text)).toEqual(["ba"]);
  });

  it("shows nobody what is another's, and lets nobody acknowledge it", async () => {
    const [one, other] = [aToken(), aToken()];
    await ask(one, "chào");
    const gone = new AbortController();
    const fetching = fetch(`${service.url}/web/replies?after=${Number.MAX_SAFE_INTEGER}`, {
      headers: bearer(other),
      signal: gone.signal,
    }).catch(() => "nothing came");
    await service.answer({ text: "riêng", buttons: [] });
    setTimeout(() => gone.abort(), 150);
    expect(await fetching).toBe("nothing came");
    expect(await replies(one)).toHaveLength(1);
  });

  it("waits for what is not there yet", async () => {
    const token = aToken();
    const fetching = replies(token);
    await ask(token, "chào");
    const startedAt = performance.now();
    await service.answer({ text: "đây", buttons: [] });
    expect((await fetching).map(({ text }) => text)).toEqual(["đây"]);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });

  it("does not wait on for a page that has gone", async () => {
    const gone = new AbortController();
    const fetching = fetch(`${service.url}/web/replies`, { headers: bearer(aToken()), signal: gone.signal });
    await until("it waits", () => service.listening() === 1);
    gone.abort();
    await expect(fetching).rejects.toThrow();
    await until("nobody waits", () => service.listening() === 0);
  });

  it.each(["-1", "x", "1.5", "1e99"])("after %s is refused", async (after) => {
    expect((await get(`/web/replies?after=${after}`, bearer(aToken()))).status).toBe(400);
  });
});
