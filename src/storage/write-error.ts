/** What kept a database from writing, in words that tell what to do. */
import { StorageError } from "./errors.ts";

/** SQLite's own names, and PostgreSQL's number, for a disk that takes no more. */
const DISK_FULL_CODES = ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "53100"];

/** The error as it is told to others: a full disk has a code of its own, everything else stays as it was. */
export function describeWriteError(error: unknown): unknown {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code !== "string" || !DISK_FULL_CODES.includes(code)) return error;
  return new StorageError(
    "DISK_FULL",
    "Ổ đĩa chứa cơ sở dữ liệu đã đầy hoặc không ghi được: chưa lưu gì. Hãy giải phóng chỗ trống; dịch vụ tự chạy tiếp, không cần khởi động lại.",
    { cause: error },
  );
}
