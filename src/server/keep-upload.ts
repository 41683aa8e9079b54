/** Files that a page brings: looked at, sealed and kept, before anybody is told so. */
import {
  type FileStore,
  type KeepUpload,
  type Sealer,
  UNTAKEN_UPLOADS_MAX,
  type UploadResult,
} from "../core/feedback/index.ts";
import { describeError, type Log } from "./log.ts";
import type { FileEnd, Metrics } from "./metrics.ts";
import { recogniseFile } from "./recognise-file.ts";

export interface UploadDependencies {
  readonly files: Pick<FileStore, "keepUpload" | "untakenUploads">;
  /** Undefined: there is no key to seal for, so nothing is taken. */
  readonly sealer: Sealer | undefined;
  /** False when the disk is nearly full: what room there is belongs to messages. */
  readonly hasRoom: () => Promise<boolean>;
  readonly clock: () => number;
  readonly metrics: Pick<Metrics, "file">;
  readonly log: Log;
}

export function createUploadKeeping(deps: UploadDependencies): KeepUpload {
  const { files, sealer, metrics, log } = deps;

  const keep: KeepUpload = async (citizen, id, bytes) => {
    if (!sealer) return refused("closed");
    if (bytes.byteLength === 0) return refused("empty");
    const mediaType = await recogniseFile(bytes);
    if (mediaType === undefined) return refused("wrong-type");
    if ((await files.untakenUploads(citizen, id)) >= UNTAKEN_UPLOADS_MAX) return refused("too-many");
    if (!(await deps.hasRoom())) return refused("not-kept");
    const size = bytes.byteLength;
    const sealed = await sealer.seal(bytes);
    const handle = await files.keepUpload(citizen, id, sealed, mediaType, size, deps.clock());
    return { kind: "kept", handle, mediaType };
  };

  return async (citizen, id, bytes) => {
    let result: UploadResult;
    try {
      result = await keep(citizen, id, bytes);
    } catch (error) {
      log.error("upload-not-kept", describeError(error));
      result = refused("not-kept");
    } finally {
      bytes.fill(0);
    }
    const end: FileEnd = result.kind === "kept" ? "sealed" : result.reason;
    metrics.file(citizen.channel, end);
    return result;
  };
}

function refused(reason: Extract<UploadResult, { kind: "refused" }>["reason"]): UploadResult {
  return { kind: "refused", reason };
}
