/** A disk of a few megabytes that can be filled: a real one, in memory, which only root may mount. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface SmallDisk {
  readonly path: string;
  /** Not a byte is left. */
  fill(): void;
  /** What filled it is gone. */
  makeRoom(): void;
  remove(): void;
}

/** Undefined where this user may not mount anything. */
export function aSmallDisk(megabytes: number): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), "hoidap-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "none", path], { stdio: "ignore" });
  } catch {
    rmSync(path, { recursive: true, force: true });
    return undefined;
  }
  const ballast = join(path, "ballast");
  return {
    path,
    fill: () => {
      for (let size = 1 << 20; size >= 512; size >>= 1)
        for (;;)
          try {
            writeFileSync(ballast, Buffer.alloc(size), { flag: "a" });
          } catch {
            break;
          }
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    remove: () => {
      execFileSync("umount", ["-l", path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
