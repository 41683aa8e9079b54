/**
 * Fetches what a citizen sent on Zalo. Its address comes with the message, and is believed no more than the message: only
 * https, only addresses of the public internet, looked at after the name was looked up and for the very connection.
 */
import { lookup as lookUp } from "node:dns";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { type FetchedFile, type FileFetcher, gatherBytes, notFetched } from "../../core/messaging/index.ts";
import { isPublicAddress } from "./public-address.ts";

export interface FileSettings {
  /** Where a double on this very machine stands for Zalo, files are served from there. */
  readonly apiBase: string;
  /** Of a name; the system's when not given. */
  readonly lookup?: LookupFunction | undefined;
}

/** A file store sends on to another of its machines, once or twice. */
const MOST_REDIRECTS = 3;

export function createZaloFetcher(settings: FileSettings): FileFetcher {
  const double = loopbackOrigin(settings.apiBase);
  const lookup = publicOnly(settings.lookup ?? (lookUp as LookupFunction));

  const fetchFrom = async (
    address: string,
    mostBytes: number,
    signal: AbortSignal,
    redirects: number,
  ): Promise<FetchedFile> => {
    const url = parse(address);
    if (!url || !(url.origin === double || isAllowed(url))) return notFetched("gone", "address");
    const response = await open(url, url.origin === double ? undefined : lookup, signal);
    const { statusCode: status = 0, headers } = response;
    try {
      if (status >= 300 && status < 400) {
        const next = headers.location === undefined ? undefined : parse(headers.location, url.href);
        if (!next || redirects >= MOST_REDIRECTS) return notFetched("gone", "redirect");
        return await fetchFrom(next.href, mostBytes, signal, redirects + 1);
      }
      if (status !== 200)
        return notFetched(status === 429 || status >= 500 ? "transient" : "gone", String(status));
      if (Number(headers["content-length"] ?? 0) > mostBytes) return notFetched("too-large", "said-size");
      const bytes = await gatherBytes(response, mostBytes);
      return bytes ? { kind: "fetched", bytes } : notFetched("too-large", "read-size");
    } finally {
      response.destroy();
    }
  };

  return {
    name: "zalo",
    async fetchFile({ url, size }, { mostBytes, signal }) {
      if (url === undefined) return notFetched("gone", "no-address");
      if (size !== undefined && size > mostBytes) return notFetched("too-large", "said-size");
      try {
        return await fetchFrom(url, mostBytes, signal, 0);
      } catch (error) {
        if (error instanceof ClosedAddress) return notFetched("gone", "address");
        return notFetched("transient", signal.aborted ? "stopped" : "broken");
      }
    },
  };
}

class ClosedAddress extends Error {}

/** Numbers are not looked up: those that stand in the address are judged here, names when they are looked up. */
function isAllowed({ protocol, hostname, port, username }: URL): boolean {
  if (protocol !== "https:" || port !== "" || username !== "") return false;
  const bare = hostname.replace(/^\[|\]$/gu, "");
  return isIP(bare) === 0 || isPublicAddress(bare);
}

/** A name that leads to one closed address is refused altogether: it was not made for files. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = typeof found === "string" ? [found] : (found ?? []).map(({ address }) => address);
      if (error || addresses.every(isPublicAddress)) callback(error, found, family);
      else callback(new ClosedAddress("closed address"), found, family);
    });
}

/** @param lookup undefined: the double, which is on this machine */
function open(url: URL, lookup: LookupFunction | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    // No agent: a connection that was made for another name is not used again.
    request(url, { signal, agent: false, ...(lookup && { lookup }) }, resolve)
      .on("error", reject)
      .end();
  });
}

function parse(address: string, base?: string): URL | undefined {
  return URL.canParse(address, base) ? new URL(address, base) : undefined;
}

/** Where the settings point to this machine, there is a double; the real Zalo is never here. */
function loopbackOrigin(address: string): string | undefined {
  const url = parse(address);
  return url && /^(localhost|127\.0\.0\.1|\[::1\])$/u.test(url.hostname) ? url.origin : undefined;
}
