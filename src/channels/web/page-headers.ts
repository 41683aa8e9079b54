/** What the browser is told to allow: our own files, our own service, and nothing else. */

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

/** For everything that the web chat sends. */
export const COMMON_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
  "cross-origin-opener-policy": "same-origin",
} as const;

/**
 * Headers of the page.
 * @param framedBy origins that may show it in a frame; undefined: nobody may
 */
export function pageHeaders(framedBy: readonly string[] | undefined): Readonly<Record<string, string>> {
  const policy = [...POLICY, `frame-ancestors ${ancestors(framedBy)}`].join("; ");
  return {
    "content-security-policy": policy,
    // For browsers that do not know frame-ancestors; there is no word for "these origins only".
    ...(framedBy ? {} : { "x-frame-options": "DENY" }),
  };
}

function ancestors(framedBy: readonly string[] | undefined): string {
  if (!framedBy) return "'none'";
  return ["'self'", ...framedBy.map((address) => new URL(address).origin)].join(" ");
}
