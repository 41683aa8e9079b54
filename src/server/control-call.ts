/** One call to the running service through the operators' socket. */
import { request } from "node:http";
import { join } from "node:path";

export class ControlError extends Error {
  override readonly name = "ControlError";
}

export interface ControlAnswer {
  readonly status: number;
  readonly body: Buffer;
}

export function controlPath(dataDir: string): string {
  return join(dataDir, "control.sock");
}

/** Undefined when no service runs here. */
export function callControl(
  dataDir: string,
  method: "GET" | "POST" | "PUT",
  route: string,
  body?: unknown,
): Promise<ControlAnswer | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        socketPath: controlPath(dataDir),
        path: route,
        method,
        headers: { "content-type": "application/json" },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
        response.on("error", reject);
      },
    );
    call.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED") resolve(undefined);
      else reject(error);
    });
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
