/** Files that citizens sent, as Telegram and Zalo serve them: well, or in every way in which that can go wrong. */
import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export type ServingFault =
  | { readonly kind: "status"; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: "redirect"; readonly to: string }
  /** A few bytes at a time. */
  | { readonly kind: "drip"; readonly bytes: number; readonly everyMs: number }
  /** Closes the connection in the middle. */
  | { readonly kind: "cut" }
  /** Sends on and on, and does not say how much. */
  | { readonly kind: "endless" };

export interface ServedFiles {
  /** The id under which it can be asked for from now on. */
  put(bytes: Uint8Array): string;
  has(id: string): boolean;
  sizeOf(id: string): number;
  /** The next `times` calls for it go wrong. */
  failNext(id: string, fault: ServingFault, times?: number): void;
  /** How often it was asked for. */
  asked(id: string): number;
  serve(id: string, response: ServerResponse): Promise<void>;
}

export function createServedFiles(): ServedFiles {
  const files = new Map<string, Uint8Array>();
  const faults: { id: string; fault: ServingFault; left: number }[] = [];
  const counts = new Map<string, number>();
  const takeFault = (id: string) => {
    const found = faults.find((one) => one.id === id && one.left > 0);
    if (found) found.left -= 1;
    return found?.fault;
  };
  return {
    put: (bytes) => {
      const id = randomBytes(12).toString("base64url");
      files.set(id, bytes);
      return id;
    },
    has: (id) => files.has(id),
    sizeOf: (id) => files.get(id)?.byteLength ?? 0,
    failNext: (id, fault, times = 1) => void faults.push({ id, fault, left: times }),
    asked: (id) => counts.get(id) ?? 0,
    serve: async (id, response) => {
      counts.set(id, (counts.get(id) ?? 0) + 1);
      const bytes = files.get(id);
      const fault = takeFault(id);
      if (!bytes) return void response.writeHead(404).end();
      if (fault?.kind === "status") return void response.writeHead(fault.status, fault.headers ?? {}).end();
      if (fault?.kind === "redirect") return void response.writeHead(302, { location: fault.to }).end();
      if (fault?.kind === "drip") return drip(response, bytes, fault.bytes, fault.everyMs);
      if (fault?.kind === "endless") return drip(response, undefined, 64 * 1024, 0);
      response.writeHead(200, {
        "content-type": "application/octet-stream",
        "content-length": bytes.byteLength,
      });
      if (fault?.kind !== "cut") return void response.end(bytes);
      response.write(bytes.subarray(0, Math.ceil(bytes.byteLength / 2)));
      await sleep(20);
      response.destroy();
    },
  };
}

async function drip(
  response: ServerResponse,
  bytes: Uint8Array | undefined,
  count: number,
  everyMs: number,
): Promise<void> {
  response.writeHead(200, { "content-type": "application/octet-stream" });
  const length = bytes?.byteLength ?? Number.POSITIVE_INFINITY;
  for (let at = 0; at < length && !response.destroyed; at += count) {
    response.write(bytes?.subarray(at, at + count) ?? Buffer.alloc(count, 7));
    await sleep(everyMs);
  }
  response.end();
}
