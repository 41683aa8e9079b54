/** Part of the composition root: `hoidap keys`, for the reception unit's own computer and for a change of keys. */
import { readFile } from "node:fs/promises";
import type { SecretAsker } from "./channels/terminal/ask-secret.ts";
import type { OfficersDesk } from "./core/feedback/index.ts";
import {
  createSealer,
  faultOfPassphrase,
  type KeyPair,
  makeKeyPair,
  makePassphrase,
  openSealed,
  readKeyFile,
  readPublicKey,
  SealingError,
  writeKeyFile,
} from "./sealing/index.ts";

export interface KeyTerminal {
  readonly print: (line: string) => void;
  readonly asker: SecretAsker;
}

/** `hoidap keys new`: a pair of keys, the secret one in a file with a passphrase. @returns the exit code */
export async function newKey(path: string, { print, asker }: KeyTerminal): Promise<number> {
  const passphrase = await choosePassphrase({ print, asker });
  if (passphrase === undefined) return 1;
  const pair = await makeKeyPair();
  print("Đang ghi tệp khóa…");
  await writeKeyFile(path, pair, passphrase);
  for (const line of [
    "",
    `Đã tạo ${path} (khóa BÍ MẬT, có mật khẩu).`,
    "Khóa công khai, gửi cho người vận hành dịch vụ:",
    "",
    `  ${pair.recipient}`,
    "",
    "Việc cần làm:",
    `  1. Trên máy chủ, đặt FEEDBACK_RECIPIENT=${pair.recipient} rồi khởi động lại dịch vụ.`,
    "  2. Chép tệp khóa ra hai nơi cất riêng (ví dụ hai USB trong két). Không gửi tệp này qua mạng.",
    "  3. Ghi mật khẩu ra giấy, cất riêng với tệp khóa. Mất tệp hoặc quên mật khẩu thì KHÔNG AI mở được phiếu.",
    "  4. Mở thử: hoidap keys show --key <tệp khóa> --try",
  ])
    print(line);
  return 0;
}

async function choosePassphrase({ print, asker }: KeyTerminal): Promise<string | undefined> {
  const first = await asker.askSecret("Mật khẩu (ít nhất 12 ký tự; bấm Enter để máy đặt giúp): ");
  const chosen = first === "" ? makePassphrase() : first;
  if (first === "") print(`Mật khẩu máy đặt, hãy ghi ra giấy ngay: ${chosen}`);
  const fault = faultOfPassphrase(chosen);
  if (fault) {
    print(fault);
    return undefined;
  }
  if ((await asker.askSecret("Gõ lại mật khẩu: ")).normalize("NFC") === chosen.normalize("NFC"))
    return chosen;
  print("Hai lần gõ không giống nhau. Chưa tạo gì; hãy chạy lại.");
  return undefined;
}

/** `hoidap keys show`: which key it is, and whether its passphrase is known. @returns the exit code */
export async function showKey(path: string, tries: boolean, { print, asker }: KeyTerminal): Promise<number> {
  const { recipient, isProtected } = await readPublicKey(path);
  print(`Khóa công khai: ${recipient}`);
  print(isProtected ? "Tệp có mật khẩu." : "Tệp KHÔNG có mật khẩu: ai đọc được tệp thì mở được phiếu.");
  if (!tries) return 0;
  const pair = await readKeyFile(path, () => asker.askSecret("Mật khẩu: "));
  if (pair.recipient !== recipient) {
    print("Dòng “Khóa công khai” trong tệp đã bị sửa; khóa thật là:");
    print(pair.recipient);
    return 1;
  }
  print("Mở được: mật khẩu đúng, khóa nguyên vẹn.");
  return 0;
}

/** Keys from their files. @param passphraseFile its first line is the passphrase, instead of asking */
export async function readKeys(
  paths: readonly string[],
  passphraseFile: string | undefined,
  asker: SecretAsker,
): Promise<readonly KeyPair[]> {
  const written =
    passphraseFile === undefined ? undefined : (await readFile(passphraseFile, "utf8")).split(/\r?\n/u)[0];
  const pairs: KeyPair[] = [];
  for (const path of paths)
    pairs.push(
      await readKeyFile(path, async () => written ?? (await asker.askSecret(`Mật khẩu của ${path}: `))),
    );
  return pairs;
}

export interface ResealSettings {
  readonly desk: OfficersDesk;
  readonly actor: string;
  readonly clock: () => number;
  readonly print: (line: string) => void;
  /** For whom it is sealed from now on. */
  readonly recipients: readonly string[];
  readonly oldKeys: readonly KeyPair[];
  readonly progress: (done: number) => void;
}

/** Read together until they have so many bytes; files may be large. */
const LOT_BYTES = 4 * 1024 * 1024;
const MOST_READ = 64;

/**
 * `hoidap keys reseal`: opens with the old key, seals for those who are to open from now on. It may be stopped at any
 * moment and begun again: what the old key no longer opens was done already.
 * @returns the exit code
 */
export async function resealAll(settings: ResealSettings): Promise<number> {
  const { desk, actor, clock, print, recipients, oldKeys, progress } = settings;
  const sealer = createSealer(recipients);
  const open = openSealed(oldKeys.map(({ identity }) => identity));
  let after = "";
  let limit = 8;
  const counts = { resealed: 0, others: 0 };
  for (;;) {
    const things = await desk.sealed(after, limit);
    if (things.length === 0) break;
    const anew: { id: string; sealed: Uint8Array }[] = [];
    for (const { id, sealed } of things) {
      const plain = await openOrPass(open, sealed);
      if (plain) anew.push({ id, sealed: await sealer.seal(plain) });
      else counts.others += 1;
    }
    if (anew.length > 0) await desk.reseal(anew, actor, clock());
    counts.resealed += anew.length;
    progress(counts.resealed + counts.others);
    after = things.at(-1)?.id ?? after;
    const bytes = things.reduce((sum, { sealed }) => sum + sealed.length, 0);
    limit = bytes > LOT_BYTES ? Math.max(1, limit >> 1) : Math.min(MOST_READ, limit * 2);
  }
  print(`Đã niêm phong lại ${counts.resealed} mục cho khóa mới.`);
  if (counts.others > 0)
    print(`${counts.others} mục không mở được bằng khóa cũ này: đã làm từ lần trước, hoặc thuộc khóa khác.`);
  return 0;
}

async function openOrPass(
  open: (sealed: Uint8Array) => Promise<Uint8Array>,
  sealed: Uint8Array,
): Promise<Uint8Array | undefined> {
  try {
    return await open(sealed);
  } catch (error) {
    if (error instanceof SealingError && error.code === "OTHER_KEY") return undefined;
    throw error;
  }
}
