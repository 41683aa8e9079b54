/** Takes a photo or file that the page sends: read up to a limit, kept sealed, and then told to the house as media. */
import type { Context } from "hono";
import { z } from "zod";
import type { KeepUpload } from "../../core/feedback/index.ts";
import { type Citizen, cleanFileName, gatherBytes } from "../../core/messaging/index.ts";
import { FILE_BYTES_MAX } from "./contract.ts";
import { FILE_REFUSALS, REFUSALS } from "./say-on-web.ts";
import { enter, idSchema, keyOf, type TakingPorts } from "./take-messages.ts";

export interface FilePorts extends TakingPorts {
  readonly keepUpload: KeepUpload;
}

/** The name is written as in an address, for headers know plain letters only. */
const headersSchema = z.object({ id: idSchema, name: z.string().max(2_000).transform(readName) });

/** Read at once, for each holds up to five megabytes of memory while it comes. */
const MOST_READ_AT_ONCE = 24;
const COME_AGAIN = "5";

export type TakeFile = (context: Context, citizen: Citizen) => Promise<Response>;

export function createFileTaking(ports: FilePorts): TakeFile {
  let reading = 0;
  return async (context, citizen) => {
    const parsed = headersSchema.safeParse({
      id: context.req.header("x-file-id"),
      name: context.req.header("x-file-name") ?? "",
    });
    if (!parsed.success) return context.json({ error: REFUSALS.malformed }, 400);
    if (reading >= MOST_READ_AT_ONCE)
      return context.json({ error: REFUSALS.busy }, 503, { "retry-after": COME_AGAIN });
    reading += 1;
    let bytes: Uint8Array | undefined;
    try {
      bytes = await readFile(context.req.raw);
    } finally {
      reading -= 1;
    }
    if (!bytes) return context.json({ error: FILE_REFUSALS["too-large"] }, 413);
    return keep(context, citizen, parsed.data, bytes);
  };

  async function keep(
    context: Context,
    citizen: Citizen,
    { id, name }: z.infer<typeof headersSchema>,
    bytes: Uint8Array,
  ): Promise<Response> {
    const size = bytes.byteLength;
    const kept = await ports.keepUpload(citizen, id, bytes);
    if (kept.kind === "refused")
      return context.json({ error: FILE_REFUSALS[kept.reason] }, STATUS_OF[kept.reason]);
    const { handle, mediaType } = kept;
    const attachment = { type: kindOf(mediaType), url: undefined, handle, size, ...(name && { name }) };
    const event = { kind: "media", attachments: [attachment] } as const;
    return enter(context, citizen, event, keyOf("f", citizen, id), undefined, ports);
  }
}

const STATUS_OF = {
  "too-large": 413,
  "wrong-type": 415,
  empty: 400,
  gone: 400,
  "too-many": 429,
  closed: 403,
  "not-kept": 503,
} as const;

function readFile(request: Request): Promise<Uint8Array | undefined> | Uint8Array | undefined {
  if (Number(request.headers.get("content-length") ?? 0) > FILE_BYTES_MAX) return undefined;
  if (!request.body) return new Uint8Array();
  return gatherBytes(request.body as unknown as AsyncIterable<Uint8Array>, FILE_BYTES_MAX);
}

function readName(written: string): string {
  try {
    return cleanFileName(decodeURIComponent(written));
  } catch {
    return "";
  }
}

/** As the other channels call them. */
function kindOf(mediaType: string): string {
  const [kind = ""] = mediaType.split("/");
  return ["image", "video", "audio"].includes(kind) ? kind : "file";
}
