/** Files that hold a secret key: protected by a passphrase, or plain where the service itself made one. */
import { lstat, open, readFile } from "node:fs/promises";
import { armor, Decrypter, Encrypter } from "age-encryption";
import { SealingError } from "./errors.ts";
import { type KeyPair, pairOf } from "./key-pair.ts";

const OWNER_ONLY = 0o600;
/** A key file has about 700 bytes. */
const LARGEST = 64 * 1024;
const SHORTEST_PASSPHRASE = 12;
const PUBLIC_LINE = /^#\s*Khóa công khai:\s*(?<recipient>age1\w+)\s*$/mu;

const PROTECTED_HEADER = `# KHÓA BÍ MẬT của đơn vị tiếp nhận phản ánh – Cổng Hỏi Đáp Hải Phòng
# Chỉ tệp này, cùng mật khẩu, mở được phiếu của người dân. Không gửi cho ai, không để trên máy chủ.
# Giữ hai bản sao ở hai nơi khác nhau (ví dụ hai USB trong két). Mất tệp hoặc quên mật khẩu thì không ai mở được phiếu.
`;
const PLAIN_HEADER = `# KHÓA BÍ MẬT do dịch vụ tự tạo ở lần chạy đầu – Cổng Hỏi Đáp Hải Phòng
# Khóa nằm CẠNH dữ liệu: ai đọc được ổ đĩa này thì mở được phiếu. Chỉ dùng tạm để thử.
# Hãy tạo khóa trên máy của đơn vị tiếp nhận: hoidap keys new
`;

/** What is wrong with a passphrase that is to protect a key, as a sentence; undefined when it will do. */
export function faultOfPassphrase(passphrase: string): string | undefined {
  const length = [...passphrase.normalize("NFC")].length;
  return length < SHORTEST_PASSPHRASE
    ? `Mật khẩu cần ít nhất ${SHORTEST_PASSPHRASE} ký tự (mới có ${length}).`
    : undefined;
}

/**
 * Writes a key to a new file that its user alone can read; on the disk when this resolves.
 * @param passphrase undefined: the file is plain
 * @throws SealingError KEY_FILE_EXISTS: a key is never overwritten
 */
export async function writeKeyFile(
  path: string,
  { identity, recipient }: KeyPair,
  passphrase: string | undefined,
): Promise<void> {
  const publicLine = `# Khóa công khai: ${recipient}\n`;
  const text =
    passphrase === undefined
      ? `${PLAIN_HEADER}${publicLine}${identity}\n`
      : `${PROTECTED_HEADER}${publicLine}${(await protect(identity, passphrase)).trimEnd()}\n`;
  const file = await open(path, "wx", OWNER_ONLY).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
    throw new SealingError(
      "KEY_FILE_EXISTS",
      `Đã có tệp ${path}. Khóa không bao giờ bị ghi đè: hãy chọn tên khác.`,
    );
  });
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Reads a key from its file.
 * @param askPassphrase called only where the file is protected
 * @throws SealingError KEY_FILE_MISSING, NOT_A_KEY_FILE, WRONG_PASSPHRASE
 */
export async function readKeyFile(path: string, askPassphrase: () => Promise<string>): Promise<KeyPair> {
  const text = await readSmallFile(path);
  const body = withoutComments(text);
  if (/^AGE-SECRET-KEY-/iu.test(body)) return pairOf(body.toUpperCase());
  const isProtected = body.startsWith("-----BEGIN AGE ENCRYPTED FILE-----");
  if (!isProtected) throw notAKeyFile(path);
  return pairOf(await unprotect(body, await askPassphrase(), path));
}

/** The public key that a key file names; the passphrase is not needed. @throws SealingError */
export async function readPublicKey(path: string): Promise<{ recipient: string; isProtected: boolean }> {
  const text = await readSmallFile(path);
  const body = withoutComments(text);
  if (/^AGE-SECRET-KEY-/iu.test(body))
    return { recipient: (await pairOf(body.toUpperCase())).recipient, isProtected: false };
  const recipient = PUBLIC_LINE.exec(text)?.groups?.recipient;
  if (!recipient || !body.startsWith("-----BEGIN AGE ENCRYPTED FILE-----")) throw notAKeyFile(path);
  return { recipient, isProtected: true };
}

async function readSmallFile(path: string): Promise<string> {
  try {
    const { size } = await lstat(path);
    if (size > LARGEST) throw notAKeyFile(path);
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new SealingError("KEY_FILE_MISSING", `Không thấy tệp khóa ${path}.`);
    if (code === "EISDIR") throw notAKeyFile(path);
    if (code === "EACCES")
      throw new SealingError("KEY_FILE_MISSING", `Không có quyền đọc tệp khóa ${path}.`, { cause: error });
    throw error;
  }
}

/** Blank lines and lines of comment say something to people only. */
function withoutComments(text: string): string {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .join("\n");
}

async function protect(identity: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase.normalize("NFC"));
  return armor.encode(await encrypter.encrypt(`${identity}\n`));
}

async function unprotect(armored: string, passphrase: string, path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = armor.decode(armored);
  } catch {
    throw notAKeyFile(path);
  }
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase.normalize("NFC"));
  try {
    return (await decrypter.decrypt(bytes, "text")).trim();
  } catch (error) {
    if (error instanceof Error && /no identity matched/u.test(error.message))
      throw new SealingError(
        "WRONG_PASSPHRASE",
        "Mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt, rồi thử lại.",
      );
    throw notAKeyFile(path);
  }
}

function notAKeyFile(path: string): SealingError {
  return new SealingError(
    "NOT_A_KEY_FILE",
    `${path} không phải tệp khóa, hoặc đã bị hỏng. Tệp khóa do lệnh “hoidap keys new” tạo ra.`,
  );
}
