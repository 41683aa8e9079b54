/** Files as citizens' devices make them, small and real, with a mark in them that is looked for afterwards. */
import { deflateSync, strToU8, zipSync } from "fflate";

/** Stands in every file: found in the open anywhere, something was not sealed. */
export const MARK = "DAU-VET-CUA-TEP-7f3a91";

const mark = Buffer.from(MARK);
const be32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** A JPEG with a comment; a device would put a picture behind it. */
export function aJpeg(comment: Uint8Array = mark, length = 0): Buffer {
  const head = Buffer.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
  ]);
  const size = Buffer.alloc(2);
  size.writeUInt16BE(comment.byteLength + 2);
  const file = Buffer.concat([head, Buffer.from([0xff, 0xfe]), size, comment, Buffer.from([0xff, 0xd9])]);
  return Buffer.concat([file, Buffer.alloc(Math.max(0, length - file.byteLength), "x")]);
}

export function aPng(): Buffer {
  const chunk = (type: string, data: Uint8Array) =>
    Buffer.concat([be32(data.byteLength), Buffer.from(type), data, Buffer.alloc(4)]);
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("tEXt", Buffer.from(`Comment\0${MARK}`)),
    chunk("IDAT", deflateSync(new Uint8Array([0, 128]))),
    chunk("IEND", new Uint8Array()),
  ]);
}

export const aPdf = () =>
  Buffer.from(`%PDF-1.4\n% ${MARK}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`);

export const aWebp = () =>
  Buffer.concat([Buffer.from("RIFF"), Buffer.alloc(4), Buffer.from("WEBPVP8 "), mark]);

/** Any of the files whose first box names its brand: HEIC, MP4, MOV, M4A. */
export function aBoxFile(brand: string): Buffer {
  const body = Buffer.concat([
    Buffer.from("ftyp"),
    Buffer.from(brand.padEnd(4)),
    Buffer.alloc(4),
    Buffer.from(brand.padEnd(4)),
  ]);
  return Buffer.concat([
    be32(body.byteLength + 4),
    body,
    be32(8 + mark.byteLength),
    Buffer.from("mdat"),
    mark,
  ]);
}

const OFFICE = "application/vnd.openxmlformats-officedocument.";
const TYPES = {
  docx: `${OFFICE}wordprocessingml.document.main+xml`,
  xlsx: `${OFFICE}spreadsheetml.sheet.main+xml`,
  docm: "application/vnd.ms-word.document.macroEnabled.main+xml",
};

export function anOfficeFile(kind: keyof typeof TYPES): Buffer {
  const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${TYPES[kind]}"/></Types>`;
  const files = { "[Content_Types].xml": strToU8(types), "word/document.xml": strToU8(`<w>${MARK}</w>`) };
  return Buffer.from(zipSync(files, { level: 0 }));
}

export const aZip = () => Buffer.from(zipSync({ "a.txt": strToU8(MARK) }, { level: 0 }));
export const aProgram = () => Buffer.concat([Buffer.from("MZ"), Buffer.alloc(60), mark]);
/** The family of old Word and Excel files. */
export const anOldWordFile = () =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), mark]);
export const aPage = () => Buffer.from(`<!doctype html><script>${MARK}</script>`);
export const aVoice = () =>
  Buffer.concat([Buffer.from("OggS"), Buffer.alloc(24), Buffer.from("OpusHead"), mark]);
