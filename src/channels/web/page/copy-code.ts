/** A ticket's code in a reply, ready to be taken along: it is shown once and kept nowhere on the device. */

const CODE = /\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b/;
const PIN = /\bPIN\b[^0-9\n]{0,20}([0-9]{6})\b/;

/** @example findCode("Mã: K7RM-4XTA-9HCE. PIN: 123456.") // "K7RM-4XTA-9HCE, PIN 123456" */
export function findCode(text: string): string | undefined {
  const code = CODE.exec(text)?.[0];
  const pin = PIN.exec(text)?.[1];
  return code && (pin ? `${code}, PIN ${pin}` : code);
}

/** Whether it lies on the clipboard now; older browsers and frames may forbid it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
