import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createZaloFetcher, type FileSettings } from "../../../src/channels/zalo/fetch-file.ts";
import { isPublicAddress } from "../../../src/channels/zalo/public-address.ts";
import type { ServingFault } from "../../doubles/served-files.ts";
import { aJpeg } from "../../files/some-files.ts";
import { startZalo } from "../../service/a-zalo.ts";

const MOST = 5 * 1024 * 1024;
const NEVER = new AbortController().signal;

async function aZaloWithPhoto(bytes: Uint8Array = aJpeg()) {
  const zalo = await startZalo();
  onTestFinished(() => zalo.close());
  const url = zalo.serve(bytes);
  const id = url.split("/").at(-1) ?? "";
  const fetchIt = (signal = NEVER) =>
    createZaloFetcher({ apiBase: zalo.url }).fetchFile({ type: "image", url }, { mostBytes: MOST, signal });
  return { zalo, url, id, fetchIt };
}

/** As with the real Zalo, whose settings point nowhere near. */
const fetchFrom = (url: string | undefined, settings: Partial<FileSettings> = {}) =>
  createZaloFetcher({ apiBase: "https://openapi.zalo.me", ...settings }).fetchFile(
    { type: "image", url },
    { mostBytes: MOST, signal: NEVER },
  );

/** A machine of the city's own network that nobody outside may reach; tells whether anybody came. */
async function anInnerMachine() {
  let visits = 0;
  const server = createServer((_, response) => {
    visits += 1;
    response.end("mật");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, port, visits: () => visits };
}

describe("a photo on Zalo", () => {
  it("is fetched as it was sent", async () => {
    const { fetchIt } = await aZaloWithPhoto();
    expect(await fetchIt()).toEqual({ kind: "fetched", bytes: new Uint8Array(aJpeg()) });
  });

  it("that is larger than is taken is not read to its end", async () => {
    const { zalo, id, fetchIt } = await aZaloWithPhoto(aJpeg(undefined, MOST + 1));
    expect(await fetchIt()).toMatchObject({ failure: "too-large" });
    zalo.files.failNext(id, { kind: "endless" });
    expect(await fetchIt()).toMatchObject({ failure: "too-large", code: "read-size" });
  });

  it.each<[string, ServingFault, string]>([
    ["a fault of Zalo's", { kind: "status", status: 502 }, "transient"],
    ["too many calls", { kind: "status", status: 429 }, "transient"],
    ["a connection that breaks", { kind: "cut" }, "transient"],
    ["a file that is gone", { kind: "status", status: 404 }, "gone"],
    ["a redirection to nowhere", { kind: "status", status: 302 }, "gone"],
    ["a redirection to what is no page", { kind: "redirect", to: "file:///etc/passwd" }, "gone"],
  ])("ends in order with %s", async (_, fault, failure) => {
    const { zalo, id, fetchIt } = await aZaloWithPhoto();
    zalo.files.failNext(id, fault);
    expect(await fetchIt()).toMatchObject({ kind: "failed", failure });
  });

  it("is followed to where it was moved, but not in a circle", async () => {
    const { zalo, id, url, fetchIt } = await aZaloWithPhoto();
    zalo.files.failNext(id, { kind: "redirect", to: url }, 2);
    expect(await fetchIt()).toMatchObject({ kind: "fetched" });
    zalo.files.failNext(id, { kind: "redirect", to: url }, 9);
    expect(await fetchIt()).toMatchObject({ failure: "gone", code: "redirect" });
  });

  it("is not waited for when it comes a few bytes at a time", async () => {
    const { zalo, id, fetchIt } = await aZaloWithPhoto();
    zalo.files.failNext(id, { kind: "drip", bytes: 1, everyMs: 1_000 });
    expect(await fetchIt(AbortSignal.timeout(200))).toMatchObject({ failure: "transient", code: "stopped" });
  });

  it("leads nobody into our own network by a redirection", async () => {
    const inner = await anInnerMachine();
    const { zalo, id, fetchIt } = await aZaloWithPhoto();
    for (const to of [
      inner.url,
      `https://127.0.0.1:${inner.port}/`,
      "https://[::1]/",
      "https://169.254.169.254/",
    ]) {
      zalo.files.failNext(id, { kind: "redirect", to });
      expect(await fetchIt()).toMatchObject({ failure: "gone", code: "address" });
    }
    expect(inner.visits()).toBe(0);
  });

  it.each([
    undefined,
    "http://cdn.example/anh.jpg",
    "ftp://cdn.example/anh.jpg",
    "https://user:pass@cdn.example/anh.jpg",
    "https://cdn.example:8443/anh.jpg",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://10.0.0.7/",
    "https://169.254.169.254/latest/meta-data",
    "https://[::ffff:127.0.0.1]/",
    "https://[fd00::1]/",
    "không phải địa chỉ",
  ])("is gone when its address is none that anybody should follow: %s", async (url) => {
    expect(await fetchFrom(url)).toMatchObject({ kind: "failed", failure: "gone" });
  });

  it.each([
    ["a private address", [{ address: "192.168.1.1", family: 4 }]],
    ["the cloud's own notes", [{ address: "169.254.169.254", family: 4 }]],
    [
      "a public address and a private one",
      [
        { address: "1.1.1.1", family: 4 },
        { address: "::1", family: 6 },
      ],
    ],
    ["a private address in the newer form", [{ address: "::ffff:10.0.0.1", family: 6 }]],
  ])("is gone when its name leads to %s", async (_, found) => {
    const asked: string[] = [];
    const result = await fetchFrom("https://cdn.example/anh.jpg", {
      lookup: (hostname, options, callback) => {
        asked.push(hostname);
        const [first] = found;
        if (options.all) callback(null, found);
        else callback(null, first?.address ?? "", first?.family);
      },
    });
    expect(result).toMatchObject({ failure: "gone", code: "address" });
    expect(asked).toEqual(["cdn.example"]);
  });

  it("may come later when its name is not found just now", async () => {
    const result = await fetchFrom("https://cdn.example/anh.jpg", {
      lookup: (_hostname, _options, callback) => callback(new Error("EAI_AGAIN"), ""),
    });
    expect(result).toMatchObject({ failure: "transient" });
  });
});

describe("a public address", () => {
  it("is none of those set aside for other uses, however it is written", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(10, 127, 0, 224, 240, 255),
        fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
        (first, rest) => {
          const address = [first, ...rest].join(".");
          expect(isPublicAddress(address)).toBe(false);
          expect(isPublicAddress(`::ffff:${address}`)).toBe(false);
        },
      ),
    );
  });

  it.each(["1.1.1.1", "42.119.0.1", "172.32.0.1", "2405:4800::1", "2606:4700:4700::1111"])(
    "is %s",
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    "",
    "x",
    "1.1.1",
    "fe80::1",
    "fc00::1",
    "::",
    "::1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "2001:db8::1",
    "100.64.0.1",
  ])("is not %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
