/** JSON of which no digit is lost: Zalo's ids are larger than a number holds, should one come without quotes. */

/** A whole string, or a whole number; in valid JSON nothing else holds digits. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;
/** Below 16 digits every whole number is exact. */
const LARGE_INTEGER = /^-?\d{16,}$/u;

/**
 * As JSON.parse, but whole numbers of 16 digits and more come as text.
 * @throws SyntaxError when it is no JSON
 * @example parseLossless('{"id":12345678901234567890}') // { id: "12345678901234567890" }
 */
export function parseLossless(text: string): unknown {
  // First, for the pattern is quick on valid JSON only.
  const parsed: unknown = JSON.parse(text);
  let isChanged = false;
  const quoted = text.replace(STRING_OR_NUMBER, (token) => {
    if (!LARGE_INTEGER.test(token)) return token;
    isChanged = true;
    return `"${token}"`;
  });
  return isChanged ? JSON.parse(quoted) : parsed;
}
