import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WELCOME_FILES } from "../../src/core/feedback/index.ts";
import { recogniseFile } from "../../src/server/recognise-file.ts";
import {
  aBoxFile,
  aJpeg,
  anOfficeFile,
  anOldWordFile,
  aPage,
  aPdf,
  aPng,
  aProgram,
  aVoice,
  aWebp,
  aZip,
} from "../files/some-files.ts";

describe("a file", () => {
  it.each([
    ["jpg", aJpeg()],
    ["png", aPng()],
    ["webp", aWebp()],
    ["heic", aBoxFile("heic")],
    ["heif", aBoxFile("mif1")],
    ["pdf", aPdf()],
    ["docx", anOfficeFile("docx")],
    ["xlsx", anOfficeFile("xlsx")],
    ["mp4", aBoxFile("isom")],
    ["mov", aBoxFile("qt")],
    ["m4a", aBoxFile("M4A")],
    ["3gp", aBoxFile("3gp4")],
    ["ogg", aVoice()],
  ])("is known by its content: %s", async (ending, bytes) => {
    const mediaType = await recogniseFile(bytes);
    expect(mediaType && WELCOME_FILES[mediaType]).toBe(ending);
  });

  it.each([
    ["a program", aProgram()],
    ["a page with a script", aPage()],
    ["an archive", aZip()],
    ["a document with macros", anOfficeFile("docm")],
    ["an old Word file, whose macros cannot be told from its words", anOldWordFile()],
    ["a drawing with scripts", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ["nothing", Buffer.alloc(0)],
    ["the beginning of an archive and no more", Buffer.from([0x50, 0x4b, 0x03, 0x04])],
  ])("is not taken when it is %s", async (_, bytes) => {
    expect(await recogniseFile(bytes)).toBeUndefined();
  });

  it("of any bytes is a welcome one or none, also with a welcome beginning", async () => {
    const beginnings = [
      aJpeg(),
      aPng(),
      aBoxFile("heic"),
      anOfficeFile("docx"),
      aVoice(),
      Buffer.from("ID3"),
    ];
    const wild = fc
      .tuple(fc.constantFrom(...beginnings), fc.nat(60), fc.uint8Array({ maxLength: 300 }))
      .map(([beginning, kept, rest]) => Buffer.concat([beginning.subarray(0, kept), rest]));
    await fc.assert(
      fc.asyncProperty(wild, async (bytes) => {
        const mediaType = await recogniseFile(bytes);
        expect(mediaType === undefined || mediaType in WELCOME_FILES).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
