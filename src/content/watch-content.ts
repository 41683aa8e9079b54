/** Tells when a content file has changed, once for a burst of changes. */
import { join } from "node:path";
import { watch } from "chokidar";

/** Editors write a file in several steps; this long after the last one it is read. */
const QUIET_MS = 120;

export interface ContentWatch {
  close(): Promise<void>;
  /** Resolves when changes are seen from now on. */
  readonly ready: Promise<void>;
}

export function watchContent(root: string, onChange: () => void): ContentWatch {
  const watcher = watch([join(root, "knowledge"), join(root, "intents")], {
    ignoreInitial: true,
    ignored: /(^|[/\\])\./u,
  });
  let timer: NodeJS.Timeout | undefined;
  watcher.on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
  });
  const ready = new Promise<void>((resolve) => watcher.once("ready", () => resolve()));
  return {
    ready,
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}
