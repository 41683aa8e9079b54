/** A real disk that is soon full: a small file system in memory. Only root can mount one. */
import { execFileSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  readonly path: string;
  /** Nothing more can be written. */
  fill(): void;
  /** There is room again. */
  clear(): void;
  remove(): void;
}

/** @param owner a file whose owner is to own the disk */
export function mountSmallDisk(megabytes: number, owner?: string): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), "hoidap-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=0755`, "tmpfs", path]);
  if (owner) {
    const { uid, gid } = statSync(owner);
    chownSync(path, uid, gid);
  }
  const ballast = join(path, "ballast");
  return {
    path,
    fill: () => {
      for (let size = 1 << 20; size >= 512; size /= 2)
        for (;;)
          try {
            writeFileSync(ballast, Buffer.alloc(size, 1), { flag: "a" });
          } catch {
            break;
          }
    },
    clear: () => truncateSync(ballast),
    remove: () => {
      // A server may still hold a file open.
      execFileSync("umount", ["-l", path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

export const CAN_MOUNT = canMount();

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    mountSmallDisk(1).remove();
    return true;
  } catch {
    return false;
  }
}
