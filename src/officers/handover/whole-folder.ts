/** A folder that appears whole or not at all, and files in it whose bytes are counted while they are written. */
import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Takes what is written, and brings it to the disk when asked to; so that memory holds one page at most. */
export interface GrowingFile {
  write(chunk: string | Uint8Array): void;
  flush(): Promise<void>;
  /** On the disk, for good. */
  finish(): Promise<WrittenFile>;
}

export interface WholeFolder {
  /** A new file; its path is within the folder. */
  file(path: string): Promise<GrowingFile>;
  put(path: string, content: Uint8Array): Promise<WrittenFile>;
  /** Gives the folder its name, when all its files were finished. */
  appear(): Promise<void>;
  /** Takes everything back. */
  vanish(): Promise<void>;
}

/**
 * The files grow in a folder beside the wanted one, which its user alone can read, and which a later attempt for the
 * same name clears away: what a killed process left is not kept.
 */
export async function createWholeFolder(parent: string, name: string): Promise<WholeFolder> {
  await mkdir(parent, { recursive: true });
  const draft = join(parent, `.${name}.dang-ghi`);
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: FOLDER_MODE });
  const handles = new Set<FileHandle>();
  const folders = new Set<string>([draft]);

  const file = async (path: string): Promise<GrowingFile> => {
    const place = join(draft, path);
    const folder = join(place, "..");
    if (!folders.has(folder)) {
      await mkdir(folder, { mode: FOLDER_MODE });
      folders.add(folder);
    }
    const handle = await open(place, "wx", FILE_MODE);
    handles.add(handle);
    return growingFile(path, handle, () => handles.delete(handle));
  };

  return {
    file,
    put: async (path, content) => {
      const one = await file(path);
      one.write(content);
      return one.finish();
    },
    appear: async () => {
      for (const folder of folders) await syncFolder(folder);
      await rename(draft, join(parent, name));
      await syncFolder(parent);
    },
    vanish: async () => {
      for (const handle of handles) await handle.close().catch(() => undefined);
      await rm(draft, { recursive: true, force: true });
    },
  };
}

/** One file, with the same promise. */
export async function createWholeFile(parent: string, name: string) {
  await mkdir(parent, { recursive: true });
  const draft = join(parent, `.${name}.dang-ghi`);
  await rm(draft, { recursive: true, force: true });
  const handle = await open(draft, "wx", FILE_MODE);
  const file = growingFile(name, handle, () => undefined);
  return {
    ...file,
    appear: async () => {
      await rename(draft, join(parent, name));
      await syncFolder(parent);
    },
    vanish: async () => {
      await handle.close().catch(() => undefined);
      await rm(draft, { force: true });
    },
  };
}

function growingFile(path: string, handle: FileHandle, closed: () => void): GrowingFile {
  const hash = createHash("sha256");
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = async () => {
    const chunks = waiting;
    waiting = [];
    for (const chunk of chunks) await handle.writeFile(chunk);
  };
  return {
    write: (chunk) => {
      const content = typeof chunk === "string" ? Buffer.from(chunk, "utf8") : chunk;
      hash.update(content);
      bytes += content.length;
      waiting.push(content);
    },
    flush,
    finish: async () => {
      await flush();
      await handle.sync();
      await handle.close();
      closed();
      return { path, bytes, sha256: hash.digest("hex") };
    },
  };
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems cannot sync a folder; there its name is safe with the files.
    if (!["EINVAL", "EPERM", "EISDIR", "ENOTSUP"].includes((error as NodeJS.ErrnoException).code ?? ""))
      throw error;
  } finally {
    await handle.close();
  }
}
