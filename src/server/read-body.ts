/** Reads the bytes of a request up to a limit, whatever its headers claim. */
import { gatherBytes } from "../core/messaging/index.ts";

/** Undefined when it is longer than `most` bytes: the rest is not read. */
export async function readBody(request: Request, most: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return undefined;
  if (!request.body) return new Uint8Array();
  return gatherBytes(request.body as unknown as AsyncIterable<Uint8Array>, most);
}
