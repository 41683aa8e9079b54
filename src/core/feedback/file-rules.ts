/** Which photos and files are taken, and what the citizen is told of those that are not. */
import type { Reply } from "../conversation/reply.ts";
import type { Attachment } from "../messaging/inbound.ts";

/** Bytes of one file: a photo of a phone, a scanned letter, half a minute of video. */
export const FILE_BYTES_MAX = 5 * 1024 * 1024;

/** Uploads of one citizen that wait for a turn. */
export const UNTAKEN_UPLOADS_MAX = 5;

/**
 * Media types that are taken, as their content shows, with the ending by which the reception unit opens them. Old Word
 * and Excel files (DOC, XLS) are not among them: their macros cannot be told from their words, and whoever reads a
 * report should be able to open what came with it.
 */
export const WELCOME_FILES: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/heic": "heic",
  "image/heif": "heif",
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "video/mp4": "mp4",
  "video/quicktime": "mov",
  "video/3gpp": "3gp",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "audio/mpeg": "mp3",
  "audio/aac": "aac",
  "audio/amr": "amr",
  "audio/ogg": "ogg",
  "audio/ogg; codecs=opus": "ogg",
};

/** `gone`: it cannot be fetched any more, or could not for long. */
export const FILE_REFUSALS = ["too-large", "wrong-type", "empty", "gone"] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

const REASONS: Readonly<Record<FileRefusal, string>> = {
  "too-large": "vì lớn hơn 5 MB. Anh/chị gửi lại ảnh nhỏ hơn, hoặc chia thành nhiều tệp giúp tôi ạ",
  "wrong-type":
    "vì không đúng loại. Hệ thống nhận ảnh (JPG, PNG, WebP, HEIC), PDF, Word (DOCX), Excel (XLSX), video và ghi âm ngắn. Anh/chị chụp ảnh hoặc lưu thành PDF rồi gửi lại giúp tôi ạ",
  empty: "vì tệp trống. Anh/chị kiểm tra rồi gửi lại giúp tôi ạ",
  gone: "vì không tải về được. Nếu còn tệp, anh/chị gửi lại giúp tôi ạ",
};

const LONGEST_NAME = 60;

/** What the citizen is told; the name is the one their own device gave the file. */
export function sayRefusal(refusal: FileRefusal, name: string | undefined): string {
  const what = name ? `Tệp “${shorten(name)}” của anh/chị` : "Ảnh hoặc tệp anh/chị gửi";
  return `${what} chưa nhận được ${REASONS[refusal]}. Các nội dung khác của phản ánh vẫn được giữ nguyên.`;
}

/** News for the citizen that a file will not come; says nothing that was not theirs, and no code. */
export function refusalNotice(refusal: FileRefusal, { name }: Attachment): Reply {
  return { text: sayRefusal(refusal, name), buttons: [], isPrivate: true, isNotice: true };
}

function shorten(name: string): string {
  const letters = [...name];
  return letters.length <= LONGEST_NAME ? name : `${letters.slice(0, LONGEST_NAME - 1).join("")}…`;
}
