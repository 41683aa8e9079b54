/** For whom the service seals: the reception unit's public keys from the settings, or a key made at the first start. */
import { randomUUID } from "node:crypto";
import { chmod, link, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { SealingError } from "./errors.ts";
import { readKeyFile, writeKeyFile } from "./key-file.ts";
import { type KeyPair, makeKeyPair, parseRecipients } from "./key-pair.ts";

export interface RecipientSettings {
  /** `FEEDBACK_RECIPIENT`: one or several public keys; undefined: the data folder's own key. */
  readonly recipient: string | undefined;
  readonly dataDir: string;
}

export interface Recipients {
  readonly recipients: readonly string[];
  /**
   * - `unit`: the keys of the settings; only the unit can open.
   * - `data-folder`: the secret key lies beside the data.
   */
  readonly origin: "unit" | "data-folder";
  /** It was made just now. */
  readonly isNew: boolean;
}

/** What operators are told as long as the secret key lies beside the data. */
export const KEY_BESIDE_DATA =
  "Khóa mở phiếu phản ánh đang nằm cạnh dữ liệu (DATA_DIR/feedback.key): ai đọc được máy chủ này thì đọc được phiếu. Hãy chạy “hoidap keys new” trên máy của đơn vị tiếp nhận, rồi đặt khóa công khai vào FEEDBACK_RECIPIENT.";

export function dataFolderKeyPath(dataDir: string): string {
  return join(dataDir, "feedback.key");
}

/**
 * @param missing what to do when neither the setting nor the file is there: make a key (the service), or say so
 * @throws SealingError when a key is broken: reports must not be taken then
 */
export async function loadRecipients(
  { recipient, dataDir }: RecipientSettings,
  missing: "make" | "refuse",
): Promise<Recipients> {
  if (recipient !== undefined)
    return { recipients: parseRecipients(recipient), origin: "unit", isNew: false };
  const path = dataFolderKeyPath(dataDir);
  const found = await readDataFolderKey(path);
  if (found) return { recipients: [found], origin: "data-folder", isNew: false };
  if (missing === "refuse")
    throw new SealingError(
      "KEY_FILE_MISSING",
      "Chưa có khóa của đơn vị tiếp nhận: FEEDBACK_RECIPIENT chưa đặt. Lần chạy đầu sẽ tạo một khóa cạnh dữ liệu, chỉ để thử; hãy chạy “hoidap keys new” trên máy của đơn vị.",
    );
  const pair = await makeKeyPair();
  if (await putDataFolderKey(dataDir, pair))
    return { recipients: [pair.recipient], origin: "data-folder", isNew: true };
  return loadRecipients({ recipient, dataDir }, "refuse");
}

/** The file appears whole or not at all; false: another process was quicker. */
async function putDataFolderKey(dataDir: string, pair: KeyPair): Promise<boolean> {
  await mkdir(dataDir, { recursive: true });
  const path = dataFolderKeyPath(dataDir);
  const draft = `${path}.${randomUUID()}`;
  try {
    await writeKeyFile(draft, pair, undefined);
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readDataFolderKey(path: string): Promise<string | undefined> {
  try {
    const { recipient } = await readKeyFile(path, async () => {
      throw new SealingError(
        "NOT_A_KEY_FILE",
        `${path} có mật khẩu nên dịch vụ không đọc được. Hãy chuyển tệp này về máy của đơn vị tiếp nhận và đặt khóa công khai vào FEEDBACK_RECIPIENT.`,
      );
    });
    if (((await stat(path)).mode & 0o077) !== 0) await chmod(path, 0o600);
    return recipient;
  } catch (error) {
    if (error instanceof SealingError && error.code === "KEY_FILE_MISSING") return undefined;
    throw error;
  }
}
