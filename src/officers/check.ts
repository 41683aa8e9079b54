/** `check`: says what is wrong with the content files. */

/** What this command needs of the content room, handed in by the composition root. */
export interface CheckedContent {
  readonly files: number;
  readonly lines: readonly string[];
  readonly errors: number;
  readonly warnings: number;
}

/** Prints every problem and a count; the exit code is 1 when there is an error. */
export function runCheck(content: CheckedContent, print: (line: string) => void): number {
  for (const line of content.lines) print(line);
  const warnings = content.warnings > 0 ? `, ${content.warnings} cảnh báo` : "";
  print(
    content.errors > 0
      ? `Đã xem ${content.files} tệp: ${content.errors} lỗi phải sửa${warnings}.`
      : `Đã xem ${content.files} tệp: không có lỗi${warnings}.`,
  );
  return content.errors > 0 ? 1 : 0;
}
