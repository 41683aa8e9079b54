/** Where the service's own key comes from: a setting, or a file of the data folder that is made at the first start. */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { StorageError } from "./errors.ts";

export interface ServiceKeySettings {
  /** 32 bytes as hex or base64. */
  readonly serviceKey: string | undefined;
  readonly dataDir: string;
}

const KEY_BYTES = 32;
/** The file belongs to its user alone. */
const OWNER_ONLY = 0o600;

function serviceKeyPath(dataDir: string): string {
  return join(dataDir, "service.key");
}

/** @throws StorageError SERVICE_KEY_INVALID when the setting or the file holds no key */
export async function loadServiceKey({ serviceKey, dataDir }: ServiceKeySettings): Promise<Uint8Array> {
  if (serviceKey !== undefined) return decodeKey(serviceKey, "SERVICE_KEY");
  const path = serviceKeyPath(dataDir);
  const text = (await readKeyFile(path)) ?? (await makeKeyFile(path, dataDir));
  return decodeKey(text.trim(), path);
}

async function readKeyFile(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, "utf8");
    if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, OWNER_ONLY);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Made once and on the disk before it is used: what is sealed with it must open after a power cut. */
async function makeKeyFile(path: string, dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const text = randomBytes(KEY_BYTES).toString("base64");
  try {
    const file = await open(path, "wx", OWNER_ONLY);
    try {
      await file.writeFile(`${text}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return text;
  } catch (error) {
    // Another process was quicker.
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return readFile(path, "utf8");
    throw error;
  }
}

function decodeKey(text: string, place: string): Uint8Array {
  const key = /^[0-9a-f]{64}$/iu.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (key.length === KEY_BYTES) return key;
  throw new StorageError(
    "SERVICE_KEY_INVALID",
    `${place} không phải là khóa 32 byte (base64 hoặc hex). Hãy lấy lại khóa cũ từ bản sao lưu; đừng tạo khóa mới khi đã có dữ liệu, vì dữ liệu cũ sẽ không mở được.`,
  );
}
