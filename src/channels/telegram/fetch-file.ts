/** Fetches what a citizen sent on Telegram: first where it lies, then its bytes, up to a limit. */
import { type FetchedFile, type FileFetcher, gatherBytes, notFetched } from "../../core/messaging/index.ts";
import type { TelegramClient } from "./telegram-client.ts";
import { TelegramError } from "./telegram-errors.ts";

export interface FileSettings {
  readonly botToken: string;
  readonly apiRoot: string;
}

/** As Telegram writes them: `photos/file_12.jpg`. Nothing that could lead elsewhere. */
const FILE_PATH = /^(?!.*\.\.)[\w-][\w./-]{0,300}$/u;

export function createTelegramFetcher(
  client: Pick<TelegramClient, "getFilePath">,
  { botToken, apiRoot }: FileSettings,
): FileFetcher {
  return {
    name: "telegram",
    async fetchFile({ handle, size }, { mostBytes, signal }): Promise<FetchedFile> {
      if (handle === undefined) return notFetched("gone", "no-handle");
      if (size !== undefined && size > mostBytes) return notFetched("too-large", "said-size");
      try {
        const path = await client.getFilePath(handle, signal);
        if (path === undefined || !FILE_PATH.test(path)) return notFetched("gone", "no-path");
        return await download(`${apiRoot}/file/bot${botToken}/${path}`, mostBytes, signal);
      } catch (error) {
        if (error instanceof TelegramError) return readFailure(error);
        // What fetch throws names the address, and the token with it: it ends here.
        return notFetched("transient", signal.aborted ? "stopped" : "broken");
      }
    },
  };
}

async function download(address: string, mostBytes: number, signal: AbortSignal): Promise<FetchedFile> {
  // The token is part of the address: it is never carried to where a redirection points.
  const response = await fetch(address, { signal, redirect: "error" });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    const isLater = response.status === 429 || response.status >= 500;
    return notFetched(isLater ? "transient" : "gone", String(response.status));
  }
  const bytes = await gatherBytes(response.body, mostBytes);
  return bytes ? { kind: "fetched", bytes } : notFetched("too-large", "read-size");
}

function readFailure({ failure, code, detail, retryAfterMs }: TelegramError): FetchedFile {
  if (failure !== "permanent") return { ...notFetched("transient", code), retryAfterMs };
  if (/too big/iu.test(detail ?? "")) return notFetched("too-large", code);
  return notFetched(/temporarily/iu.test(detail ?? "") ? "transient" : "gone", code);
}
