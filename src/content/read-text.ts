/** Bytes of a file to text, or the reason why not. */
import { isUtf8 } from "node:buffer";
import type { Problem } from "./problem.ts";

/** No entry comes near this; a larger file is another file put in the wrong place. */
const LARGEST_BYTES = 512 * 1024;

export type ReadText = { readonly text: string } | { readonly problem: Problem };

/**
 * Decodes UTF-8 strictly, composes it (NFC) and makes line ends the same.
 *
 * @param largest size in bytes beyond which a file is refused
 */
export function readText(file: string, bytes: Uint8Array, largest: number = LARGEST_BYTES): ReadText {
  const refuse = (message: string): ReadText => ({
    problem: { severity: "error", file, line: 1, field: "", message, found: "" },
  });
  if (bytes.byteLength > largest) {
    return refuse(
      `tệp lớn quá ${largest / 1024} kB; hãy tách thành nhiều mục hoặc chuyển tệp ra khỏi thư mục này`,
    );
  }
  if (!isUtf8(bytes)) return refuse("tệp không phải chữ UTF-8; hãy lưu lại với bảng mã UTF-8");
  // A decoder that checks as it goes takes ten times as long.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  if (text.includes("\0")) return refuse("tệp có ký tự lạ (NUL); hãy lưu lại bằng UTF-8");
  return {
    text: text
      .replace(/^\uFEFF/u, "")
      .replace(/\r\n?/gu, "\n")
      .normalize("NFC"),
  };
}
