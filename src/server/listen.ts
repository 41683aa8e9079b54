/** Opens the port, and closes it without cutting anybody off in the middle of an answer. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type HttpBindings, serve } from "@hono/node-server";
import type { Hono } from "hono";

export interface Listener {
  readonly port: number;
  /** No new connection, what runs is finished; after `patienceMs` what is left is cut off. */
  close(patienceMs: number): Promise<void>;
}

const IDLE_LOOK_MS = 20;

/** @throws the system's error (EADDRINUSE, EACCES) when the port cannot be had */
export function listen(app: Hono, port: number, host: string): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, (info: AddressInfo) => {
      resolve({ port: info.port, close: (patienceMs) => close(server, patienceMs) });
    }) as Server;
    // A slow sender holds a socket, never the service. A photo over a phone's weak line takes its time.
    server.requestTimeout = 120_000;
    server.headersTimeout = 10_000;
    // Longer than the minute for which proxies keep a connection: they never meet one that we have just closed.
    server.keepAliveTimeout = 65_000;
    server.once("error", reject);
  });
}

function close(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), patienceMs);
    // Callers keep their connections open after the last answer, too.
    const letGo = setInterval(() => server.closeIdleConnections(), IDLE_LOOK_MS);
    server.close(() => {
      clearTimeout(cutOff);
      clearInterval(letGo);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Who calls: the socket's other end, or what the proxy in front of us says last. */
export function createAddressOf(trustsProxy: boolean) {
  return (request: Request, environment: unknown): string | undefined => {
    const forwarded = request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
    if (trustsProxy && forwarded) return forwarded;
    return (environment as HttpBindings | undefined)?.incoming?.socket.remoteAddress;
  };
}
