/** What a file is, by its content: neither its name nor what the sender says of it is believed. */
import { fileTypeFromBuffer } from "file-type";
import { WELCOME_FILES } from "../core/feedback/index.ts";

/**
 * How welcome files begin: a mask of bytes at a place. Only such a file is looked into further, so that a stranger
 * cannot choose which of the library's hundred readers meets what he made.
 */
const BEGINNINGS: readonly (readonly [at: number, bytes: readonly number[]])[] = [
  [0, [0xff, 0xd8, 0xff]],
  [0, [0x89, 0x50, 0x4e, 0x47]],
  // RIFF….WEBP
  [8, [0x57, 0x45, 0x42, 0x50]],
  // ….ftyp: HEIC, MP4, MOV, M4A, 3GP
  [4, [0x66, 0x74, 0x79, 0x70]],
  [0, [0x25, 0x50, 0x44, 0x46]],
  // DOCX and XLSX are archives.
  [0, [0x50, 0x4b, 0x03, 0x04]],
  [0, [0x4f, 0x67, 0x67, 0x53]],
  // ID3, or the frames of MP3 and AAC.
  [0, [0x49, 0x44, 0x33]],
  [0, [0xff, 0xf1]],
  [0, [0xff, 0xf9]],
  [0, [0xff, 0xfa]],
  [0, [0xff, 0xfb]],
  [0, [0xff, 0xf3]],
  [0, [0xff, 0xf2]],
  // #!AMR
  [0, [0x23, 0x21, 0x41, 0x4d, 0x52]],
];

/** The media type of a welcome file; undefined for all others. Never throws. */
export async function recogniseFile(bytes: Uint8Array): Promise<string | undefined> {
  const isKnown = BEGINNINGS.some(([at, wanted]) => wanted.every((byte, next) => bytes[at + next] === byte));
  if (!isKnown) return undefined;
  try {
    const mime = (await fileTypeFromBuffer(bytes))?.mime;
    return mime !== undefined && Object.hasOwn(WELCOME_FILES, mime) ? mime : undefined;
  } catch {
    return undefined;
  }
}
