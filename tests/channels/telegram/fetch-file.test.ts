import { describe, expect, it } from "vitest";
import { aJpeg } from "../../files/some-files.ts";
import { type ATelegram, aTelegram, BOT_TOKEN } from "./a-telegram.ts";

const MOST = 5 * 1024 * 1024;

/** What the channel tells of a photo that was sent, and the photo's id at Telegram. */
async function aPhoto(bytes: Uint8Array = aJpeg()) {
  const telegram = await aTelegram();
  const id = telegram.double.sendFile("1001", bytes);
  return { telegram, id };
}

function fetchPhoto(
  { channel }: ATelegram,
  handle: string,
  options: Partial<{ ms: number; size: number }> = {},
) {
  const signal = options.ms === undefined ? new AbortController().signal : AbortSignal.timeout(options.ms);
  const attachment = { type: "photo", url: undefined, handle, size: options.size };
  return channel.files.fetchFile(attachment, { mostBytes: MOST, signal });
}

describe("a photo on Telegram", () => {
  it("is fetched as it was sent", async () => {
    const { telegram, id } = await aPhoto();
    expect(await fetchPhoto(telegram, id)).toEqual({ kind: "fetched", bytes: new Uint8Array(aJpeg()) });
  });

  it("that says to be too large is not asked for", async () => {
    const { telegram, id } = await aPhoto();
    expect(await fetchPhoto(telegram, id, { size: MOST + 1 })).toMatchObject({ failure: "too-large" });
    expect(telegram.double.calls("getFile")).toBe(0);
  });

  it("that is larger than it says is not read to its end", async () => {
    const { telegram, id } = await aPhoto(aJpeg(undefined, MOST + 1));
    expect(await fetchPhoto(telegram, id)).toMatchObject({ failure: "too-large" });
    telegram.double.files.failNext(id, { kind: "endless" });
    expect(await fetchPhoto(telegram, id)).toMatchObject({ failure: "too-large" });
  });

  it("that Telegram itself finds too big is too large", async () => {
    const { telegram, id } = await aPhoto(Buffer.alloc(20 * 1024 * 1024 + 1));
    expect(await fetchPhoto(telegram, id)).toMatchObject({ failure: "too-large", code: "400" });
  });

  it.each([
    ["a fault of Telegram's", { kind: "status", status: 500 }, "transient"],
    ["too many calls", { kind: "status", status: 429 }, "transient"],
    ["a connection that breaks", { kind: "cut" }, "transient"],
    ["a file that is gone", { kind: "status", status: 404 }, "gone"],
    [
      "a redirection, which would carry the token along",
      { kind: "redirect", to: "http://127.0.0.1:1/" },
      "transient",
    ],
  ] as const)("ends in order with %s", async (_, fault, failure) => {
    const { telegram, id } = await aPhoto();
    telegram.double.files.failNext(id, fault);
    expect(await fetchPhoto(telegram, id)).toMatchObject({ kind: "failed", failure });
  });

  it("is not waited for when it comes a few bytes at a time", async () => {
    const { telegram, id } = await aPhoto();
    telegram.double.files.failNext(id, { kind: "drip", bytes: 1, everyMs: 1_000 });
    expect(await fetchPhoto(telegram, id, { ms: 200 })).toMatchObject({
      failure: "transient",
      code: "stopped",
    });
  });

  it("is gone when Telegram does not know it", async () => {
    const telegram = await aTelegram();
    expect(await fetchPhoto(telegram, "AgAD-unknown")).toMatchObject({ failure: "gone" });
  });

  it("waits as long as Telegram says", async () => {
    const { telegram, id } = await aPhoto();
    telegram.double.failNext("getFile", { kind: "error", code: 429, retryAfter: 7 });
    expect(await fetchPhoto(telegram, id)).toMatchObject({ failure: "transient", retryAfterMs: 7_000 });
  });

  it.each(["../../../etc/passwd", "/var/lib/telegram/x.jpg", "photos/../../bot/x", "http://127.0.0.1/x"])(
    "is not fetched from a place that Telegram never names: %s",
    async (file_path) => {
      const { telegram, id } = await aPhoto();
      telegram.double.failNext("getFile", {
        kind: "says",
        body: { ok: true, result: { file_id: id, file_path } },
      });
      expect(await fetchPhoto(telegram, id)).toMatchObject({ failure: "gone", code: "no-path" });
    },
  );

  it("leaves the token out of whatever is said of a failure", async () => {
    const { telegram, id } = await aPhoto();
    telegram.double.files.failNext(id, { kind: "cut" });
    const said = [await fetchPhoto(telegram, id), await fetchPhoto(telegram, "unknown")];
    expect(JSON.stringify(said)).not.toContain(BOT_TOKEN.split(":")[1]);
  });
});
