import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readStored, writeStored } from "../../src/content/index.ts";
import { contentFolder } from "./content-folder.ts";

const VALUE = { list: [1, 2], map: new Map([["a", new Float32Array([0.5])]]) };

describe("a stored value", () => {
  it("is read as it was written, and nothing else is left beside it", async () => {
    const { root } = await contentFolder();
    const path = join(root, "cache", "learned.bin");
    expect(await writeStored(path, "1", VALUE)).toBe(true);
    expect(await readStored(path, "1")).toEqual(VALUE);
    expect(await readdir(join(root, "cache"))).toEqual(["learned.bin"]);
  });

  it("is not read under another key, where there is none, or when it is broken", async () => {
    const { root } = await contentFolder();
    const path = join(root, "learned.bin");
    expect(await readStored(path, "1")).toBeUndefined();
    await writeStored(path, "1", VALUE);
    expect(await readStored(path, "2")).toBeUndefined();
    await writeFile(path, "half a file");
    expect(await readStored(path, "1")).toBeUndefined();
  });

  it("that cannot be written is only said to be so", async () => {
    const { root, write } = await contentFolder();
    await write("a-file", "");
    expect(await writeStored(join(root, "a-file", "learned.bin"), "1", VALUE)).toBe(false);
  });
});
