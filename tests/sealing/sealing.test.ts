import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createSealer,
  dataFolderKeyPath,
  faultOfPassphrase,
  type KeyPair,
  loadRecipients,
  makeKeyPair,
  makePassphrase,
  openSealed,
  parseRecipients,
  readKeyFile,
  readPublicKey,
  SealingError,
  writeKeyFile,
} from "../../src/sealing/index.ts";

const PASSPHRASE = "một mật khẩu đủ dài";
const STORY = "Cán bộ gợi ý bồi dưỡng 500 nghìn";
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

let folder: string;
let unit: KeyPair;
let other: KeyPair;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hoidap-keys-"));
  [unit, other] = await Promise.all([makeKeyPair(), makeKeyPair()]);
  await writeKeyFile(join(folder, "don-vi.key"), unit, PASSPHRASE);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The code of the error that it ends with, and what is said. */
async function refusal(work: () => unknown): Promise<SealingError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SealingError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("what is sealed", () => {
  it("is opened by the key it was sealed for, and holds nothing to read before", async () => {
    const sealed = await createSealer([unit.recipient]).seal(STORY);
    expect(Buffer.from(sealed).includes("500")).toBe(false);
    expect(text(await openSealed([unit.identity])(sealed))).toBe(STORY);
  });

  it("is opened by each of several recipients, bytes too", async () => {
    const photo = crypto.getRandomValues(new Uint8Array(60_000));
    const sealed = await createSealer([unit.recipient, other.recipient]).seal(photo);
    expect(await openSealed([unit.identity])(sealed)).toEqual(photo);
    expect(await openSealed([other.identity])(sealed)).toEqual(photo);
  });

  it("is opened where one of several keys fits: after a rotation", async () => {
    const old = await createSealer([other.recipient]).seal(STORY);
    expect(text(await openSealed([unit.identity, other.identity])(old))).toBe(STORY);
  });

  it("is refused to another key", async () => {
    const sealed = await createSealer([unit.recipient]).seal(STORY);
    const error = await refusal(() => openSealed([other.identity])(sealed));
    expect(error.code).toBe("OTHER_KEY");
    expect(error.message).toMatch(/Khóa này không mở được phiếu/u);
  });

  it.each([
    ["changed by a bit", (bytes: Uint8Array) => bytes.with(bytes.length - 4, (bytes.at(-4) ?? 0) ^ 1)],
    ["cut short", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 1)],
    ["replaced", () => new Uint8Array(200)],
    ["gone", () => new Uint8Array()],
  ])("is not taken for whole when it was %s", async (_, spoil) => {
    const sealed = await createSealer([unit.recipient]).seal(STORY);
    expect((await refusal(() => openSealed([unit.identity])(spoil(sealed)))).code).toBe("SEALED_DAMAGED");
  });

  it("differs each time", async () => {
    const sealer = createSealer([unit.recipient]);
    expect(await sealer.seal(STORY)).not.toEqual(await sealer.seal(STORY));
  });
});

describe("public keys", () => {
  it("may be several, with blanks and commas, each once", () => {
    const { recipient } = unit;
    expect(parseRecipients(` ${recipient},${other.recipient}\n ${recipient} `)).toEqual([
      recipient,
      other.recipient,
    ]);
  });

  it.each(["", " , ", "age1", "age1abc", `age1${"q".repeat(58)}`, "ssh-ed25519 AAAA"])(
    "are refused when they are none: “%s”",
    async (words) => expect((await refusal(() => parseRecipients(words))).code).toBe("RECIPIENT_INVALID"),
  );

  it("are refused when one letter is wrong", async () => {
    const wrong = unit.recipient.slice(0, -1) + (unit.recipient.endsWith("q") ? "p" : "q");
    expect((await refusal(() => parseRecipients(wrong))).code).toBe("RECIPIENT_INVALID");
  });

  it("do not show a secret key that was put there by mistake", async () => {
    const { message } = await refusal(() => createSealer([unit.identity]));
    expect(message).toMatch(/khóa BÍ MẬT/u);
    expect(message).not.toContain(unit.identity.slice(16, 24));
  });
});

describe("a key file", () => {
  it("gives the key back for the passphrase, however its marks were composed", async () => {
    const path = join(folder, "don-vi.key");
    expect(await readKeyFile(path, async () => PASSPHRASE)).toEqual(unit);
    expect(await readKeyFile(path, async () => PASSPHRASE.normalize("NFD"))).toEqual(unit);
  });

  it("belongs to its user alone, says in Vietnamese what it is, and holds no secret in the open", async () => {
    const path = join(folder, "don-vi.key");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const written = await readFile(path, "utf8");
    expect(written).toMatch(/^# KHÓA BÍ MẬT của đơn vị tiếp nhận/u);
    expect(written).toContain(`# Khóa công khai: ${unit.recipient}`);
    expect(written).not.toContain("AGE-SECRET-KEY");
  });

  it("shows its public key without the passphrase", async () => {
    expect(await readPublicKey(join(folder, "don-vi.key"))).toEqual({
      recipient: unit.recipient,
      isProtected: true,
    });
  });

  it("is refused with another passphrase", async () => {
    const error = await refusal(() =>
      readKeyFile(join(folder, "don-vi.key"), async () => "sai mật khẩu rồi"),
    );
    expect(error.code).toBe("WRONG_PASSPHRASE");
    expect(error.message).toMatch(/Mật khẩu không đúng/u);
  });

  it("is never overwritten", async () => {
    const error = await refusal(() => writeKeyFile(join(folder, "don-vi.key"), other, PASSPHRASE));
    expect(error.code).toBe("KEY_FILE_EXISTS");
    expect(await readKeyFile(join(folder, "don-vi.key"), async () => PASSPHRASE)).toEqual(unit);
  });

  it("is still read after an editor changed its line ends", async () => {
    const path = join(folder, "windows.key");
    const written = await readFile(join(folder, "don-vi.key"), "utf8");
    await writeFile(path, written.replaceAll("\n", "\r\n"));
    expect(await readKeyFile(path, async () => PASSPHRASE)).toEqual(unit);
  });

  it.each([
    ["an empty file", ""],
    ["a letter", "Kính gửi đơn vị tiếp nhận"],
    ["a public key", "age1abc"],
    ["half a key", "AGE-SECRET-KEY-1QQQQ"],
    ["half an armour", "-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3Yx\n"],
    ["a large file", "x".repeat(100_000)],
  ])("is not %s", async (_, content) => {
    const path = join(folder, "khong-phai.key");
    await writeFile(path, content);
    expect((await refusal(() => readKeyFile(path, async () => PASSPHRASE))).code).toBe("NOT_A_KEY_FILE");
  });

  it("that is not there is named", async () => {
    const error = await refusal(() => readKeyFile(join(folder, "mat.key"), async () => PASSPHRASE));
    expect(error.code).toBe("KEY_FILE_MISSING");
    expect(error.message).toContain("mat.key");
  });

  it("wants a passphrase of twelve signs, counted as people count them", () => {
    expect(faultOfPassphrase("mật khẩu cũ")).toMatch(/ít nhất 12 ký tự/u);
    expect(faultOfPassphrase("mật khẩu cũ".normalize("NFD"))).toMatch(/mới có 11/u);
    expect(faultOfPassphrase("mật khẩu mới")).toBeUndefined();
    expect(faultOfPassphrase(makePassphrase())).toBeUndefined();
    expect(makePassphrase()).not.toBe(makePassphrase());
  });
});

describe("for whom the service seals", () => {
  it("is what the setting says", async () => {
    const settings = { recipient: `${unit.recipient}, ${other.recipient}`, dataDir: folder };
    expect(await loadRecipients(settings, "make")).toEqual({
      recipients: [unit.recipient, other.recipient],
      origin: "unit",
      isNew: false,
    });
  });

  it("is a key in the data folder, made once and kept, where nothing is set", async () => {
    const dataDir = join(folder, "data");
    const first = await loadRecipients({ recipient: undefined, dataDir }, "make");
    expect(first).toMatchObject({ origin: "data-folder", isNew: true });
    await chmod(dataFolderKeyPath(dataDir), 0o644);
    const second = await loadRecipients({ recipient: undefined, dataDir }, "make");
    expect(second).toEqual({ ...first, isNew: false });
    expect((await stat(dataFolderKeyPath(dataDir))).mode & 0o777).toBe(0o600);
    const { identity } = await readKeyFile(dataFolderKeyPath(dataDir), async () => "");
    const sealed = await createSealer(first.recipients).seal(STORY);
    expect(text(await openSealed([identity])(sealed))).toBe(STORY);
  });

  it("is the same key for processes that start together", async () => {
    const settings = { recipient: undefined, dataDir: join(folder, "together") };
    const all = await Promise.all(Array.from({ length: 8 }, () => loadRecipients(settings, "make")));
    expect(new Set(all.map(({ recipients }) => recipients[0])).size).toBe(1);
    expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  it("is nobody, and no key is made, when only asked for", async () => {
    const settings = { recipient: undefined, dataDir: join(folder, "nothing") };
    expect((await refusal(() => loadRecipients(settings, "refuse"))).code).toBe("KEY_FILE_MISSING");
    await expect(stat(settings.dataDir)).rejects.toThrow(/ENOENT/u);
  });

  it("is nobody when the key is broken, and the broken file stays for a person to look at", async () => {
    const dataDir = join(folder, "broken");
    await loadRecipients({ recipient: undefined, dataDir }, "make");
    await writeFile(dataFolderKeyPath(dataDir), "hỏng");
    expect((await refusal(() => loadRecipients({ recipient: undefined, dataDir }, "make"))).code).toBe(
      "NOT_A_KEY_FILE",
    );
    expect(await readFile(dataFolderKeyPath(dataDir), "utf8")).toBe("hỏng");
    const set = { recipient: "age1sai", dataDir };
    expect((await refusal(() => loadRecipients(set, "make"))).code).toBe("RECIPIENT_INVALID");
  });
});
