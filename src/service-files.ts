/** Part of the composition root: photos and files of reports, from the channels and the page into storage. */
import { statfs } from "node:fs/promises";
import type { Config } from "./config.ts";
import type { FileStore, KeepUpload, Sealer } from "./core/feedback/index.ts";
import type { Citizen } from "./core/messaging/index.ts";
import {
  createUploadKeeping,
  type HealthCheck,
  type Log,
  type Loop,
  type Metrics,
  type Reading,
  startFileWorker,
} from "./server/index.ts";
import type { Channels } from "./service-channels.ts";

export interface FileParts {
  readonly config: Pick<Config, "dataDir">;
  readonly files: FileStore;
  readonly channels: Pick<Channels, "fetchers" | "limitsOf">;
  /** Undefined: nothing can be sealed, so what waits goes on waiting. */
  readonly sealer: Sealer | undefined;
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface FileHandling {
  readonly keepUpload: KeepUpload;
  /** Begins to fetch; undefined without a key. @param told something waits for this citizen */
  start(told: (citizen: Citizen) => void): Loop | undefined;
}

/** Below this, what room the disk has belongs to messages and reports. */
const LEAST_ROOM_BYTES = 256 * 1024 * 1024;
/** A file that waits longer holds up the export of its report. */
const LONG_WAIT_MS = 30 * 60_000;

export function assembleFiles({ config, files, channels, ...parts }: FileParts): FileHandling {
  const { sealer } = parts;
  const hasRoom = async () => {
    const { bavail, bsize } = await statfs(config.dataDir);
    return bavail * bsize >= LEAST_ROOM_BYTES;
  };
  return {
    keepUpload: createUploadKeeping({ ...parts, files, hasRoom }),
    start: (told) =>
      sealer && startFileWorker({ ...parts, ...channels, files, sealer, chance: Math.random, told }),
  };
}

export function fileCheck(files: Pick<FileStore, "depth">, clock: () => number): HealthCheck {
  return {
    name: "Ảnh và tệp của phản ánh",
    isVital: false,
    look: async () => {
      const { waiting, oldestAt } = await files.depth();
      if (oldestAt === undefined || clock() - oldestAt <= LONG_WAIT_MS) return { state: "ok", advice: "" };
      return {
        state: "warning",
        advice: `${waiting} ảnh, tệp chờ tải về, có tệp đã quá 30 phút: phiếu có tệp đó chưa xuất được. Kiểm tra mạng từ máy chủ tới Telegram và Zalo, và khóa phản ánh.`,
      };
    },
  };
}

/** For `/metrics`. */
export function fileReadings(files: Pick<FileStore, "depth">, clock: () => number): readonly Reading[] {
  return [
    {
      name: "hoidap_files_waiting",
      help: "Photos and files of reports that wait to be fetched",
      read: async () => (await files.depth()).waiting,
    },
    {
      name: "hoidap_files_oldest_seconds",
      help: "Age of the oldest of them",
      read: async () => {
        const { oldestAt } = await files.depth();
        return oldestAt === undefined ? 0 : Math.max(0, clock() - oldestAt) / 1000;
      },
    },
  ];
}
