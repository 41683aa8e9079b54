/** A procedure's code as spreadsheets hold it: as a number that lost its zeros, with an office's tail, with a comma. */

export interface SheetCode {
  readonly code: string;
  /** How it was read, when not as it stands. */
  readonly remark: string | undefined;
}

/**
 * @returns undefined when it is no code
 * @example readSheetCode("1.001193.000.00.00.H24") // { code: "1.001193", remark: undefined }
 * @example readSheetCode("1.00088") // { code: "1.000880", remark: "mã “1.00088” mất số 0 cuối, đọc là 1.000880" }
 * @example readSheetCode("1.0011929999999999") // { code: "1.001193", remark: undefined }
 */
export function readSheetCode(cell: string): SheetCode | undefined {
  const text = exact(cell.replace(/\s+/gu, "").replace(",", "."));
  const found = /^(\d)\.(\d{3,6})(?:\.000\.\d\d\.\d\d\.[\p{L}\d-]+)?$/u.exec(text);
  if (!found) return undefined;
  const [, first = "", digits = ""] = found;
  const code = `${first}.${digits.padEnd(6, "0")}`;
  return {
    code,
    remark: digits.length < 6 ? `mã “${cell.trim()}” mất số 0 cuối, đọc là ${code}` : undefined,
  };
}

/** Excel keeps a code that was typed as a number with sixteen digits, the last of them of no meaning. */
function exact(text: string): string {
  if (!/^\d\.\d{9,17}$/u.test(text)) return text;
  const rounded = Number(text).toFixed(6);
  return Math.abs(Number(text) - Number(rounded)) < 1e-9 ? rounded : text;
}
