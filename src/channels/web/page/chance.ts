/** Names made by chance. */

/** A secret that nobody guesses: 32 random bytes in base64url. */
export function makeToken(): string {
  return base64url(32);
}

/** Names one message. */
export function makeId(): string {
  return base64url(15);
}

function base64url(count: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}
