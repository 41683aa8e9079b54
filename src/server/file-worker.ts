/** Fetches the photos and files of reports, looks at what they are, and seals them: nothing plain touches a disk. */
import {
  FILE_BYTES_MAX,
  type FileRefusal,
  type FileResult,
  type FileStore,
  refusalNotice,
  type Sealer,
  type WantedFile,
} from "../core/feedback/index.ts";
import {
  type ChannelLimits,
  type ChannelName,
  type Citizen,
  type FetchedFile,
  type FileFetcher,
  fitReply,
  notFetched,
} from "../core/messaging/index.ts";
import { describeError, type Log } from "./log.ts";
import type { FileEnd, Metrics } from "./metrics.ts";
import { recogniseFile } from "./recognise-file.ts";
import { type Loop, startLoop } from "./wakeable-loop.ts";

export interface FileWorkerDependencies {
  readonly files: Pick<FileStore, "claim" | "settle">;
  readonly sealer: Sealer;
  readonly fetchers: readonly FileFetcher[];
  readonly limitsOf: (channel: ChannelName) => ChannelLimits;
  readonly clock: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly metrics: Pick<Metrics, "file">;
  readonly log: Log;
  /** Something waits for this citizen. */
  readonly told: (citizen: Citizen) => void;
  readonly retries?: FileRetries | undefined;
}

export interface FileRetries {
  /** Of one fetching, all of it: who sends a byte a second is cut off. */
  readonly patienceMs: number;
  /** Wait before the second try; doubles each time. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** Then the citizen is asked to send it again: their report must not wait for it for ever. */
  readonly mostTries: number;
}

/** Fourteen tries take between five and ten hours. */
export const FILE_RETRIES: FileRetries = {
  patienceMs: 60_000,
  firstDelayMs: 5_000,
  longestDelayMs: 2 * 3_600_000,
  mostTries: 14,
};

/** Fetched at once: each may take its five megabytes of memory, twice while it is sealed. */
const LANES = 4;
/** Without a call, it is looked this often: for retries, and for what other processes committed. */
const IDLE_MS = 1_000;
/** Storage cannot write: what was fetched is fetched again, but not at once. */
const PAUSE_AFTER_ERROR_MS = 5_000;

export function startFileWorker(deps: FileWorkerDependencies): Loop {
  const { files, clock, log, retries = FILE_RETRIES } = deps;
  const running = new Set<Promise<void>>();
  const ending = new AbortController();
  let pausedUntil = Number.NEGATIVE_INFINITY;

  const round = async () => {
    const now = clock();
    if (now < pausedUntil) return pausedUntil - now;
    const claimed = running.size < LANES ? await files.claim(LANES - running.size, now) : [];
    for (const file of claimed) {
      const lane = bring(file).finally(() => {
        running.delete(lane);
        loop.wake();
      });
      running.add(lane);
    }
    return IDLE_MS;
  };

  const bring = async (file: WantedFile) => {
    try {
      const decided = await decide(file);
      // Cut off by a stop: the next start claims it anew.
      if (ending.signal.aborted && decided.result.kind === "retry") return;
      await files.settle(file, decided.result, clock());
      deps.metrics.file(file.citizen.channel, decided.end);
      const { channel } = file.citizen;
      log.info("file", { channel, end: decided.end, code: decided.code, tries: file.tries + 1 });
      if (decided.result.kind === "refused") deps.told(file.citizen);
    } catch (error) {
      log.error("file-not-settled", { id: file.id, ...describeError(error) });
      pausedUntil = clock() + PAUSE_AFTER_ERROR_MS;
    }
  };

  const decide = async (file: WantedFile): Promise<Decision> => {
    const fetched = await fetchWithin(file);
    if (fetched.kind === "failed") {
      const { failure, code } = fetched;
      if (failure !== "transient") return refuse(file, failure, code);
      if (file.tries + 1 >= retries.mostTries) return refuse(file, "gone", code);
      return later(file, code, fetched.retryAfterMs);
    }
    const { bytes } = fetched;
    try {
      const size = bytes.byteLength;
      if (size === 0) return refuse(file, "empty");
      if (size > FILE_BYTES_MAX) return refuse(file, "too-large");
      const mediaType = await recogniseFile(bytes);
      if (mediaType === undefined) return refuse(file, "wrong-type");
      const sealed = await deps.sealer.seal(bytes);
      return { result: { kind: "sealed", sealed, mediaType, size }, end: "sealed", code: undefined };
    } catch (error) {
      // That we cannot seal is our fault, not the file's: it is tried for as long as it takes.
      log.error("file-not-sealed", describeError(error));
      return later(file, "sealing", undefined);
    } finally {
      bytes.fill(0);
    }
  };

  const fetchWithin = async ({ citizen, attachment }: WantedFile): Promise<FetchedFile> => {
    const fetcher = deps.fetchers.find(({ name }) => name === citizen.channel);
    if (!fetcher) return notFetched("gone", "no-fetcher");
    const controller = new AbortController();
    const end = () => controller.abort();
    const timer = setTimeout(end, retries.patienceMs);
    ending.signal.addEventListener("abort", end, { once: true });
    try {
      return await fetcher.fetchFile(attachment, { mostBytes: FILE_BYTES_MAX, signal: controller.signal });
    } catch (error) {
      log.error("fetching-broke", { channel: citizen.channel, ...describeError(error) });
      return notFetched("transient", "bug");
    } finally {
      clearTimeout(timer);
      ending.signal.removeEventListener("abort", end);
    }
  };

  const refuse = (file: WantedFile, refusal: FileRefusal, code?: string): Decision => {
    const parts = fitReply(refusalNotice(refusal, file.attachment), deps.limitsOf(file.citizen.channel));
    return { result: { kind: "refused", parts }, end: refusal, code };
  };

  const later = (file: WantedFile, code: string, leastMs = 0): Decision => {
    const full = Math.min(retries.longestDelayMs, retries.firstDelayMs * 2 ** Math.min(file.tries, 30));
    // Half of it left to chance, so that those who failed together do not come back together.
    const wait = Math.max(leastMs, full / 2 + (full / 2) * deps.chance());
    return { result: { kind: "retry", at: clock() + Math.round(wait) }, end: "retry", code };
  };

  const loop = startLoop({ round, onError: (error) => log.error("files-halted", describeError(error)) });
  return {
    wake: loop.wake,
    stop: async () => {
      ending.abort();
      await loop.stop();
      await Promise.all(running);
    },
  };
}

interface Decision {
  readonly result: FileResult;
  readonly end: FileEnd;
  /** The channel's own word for what went wrong. */
  readonly code: string | undefined;
}
