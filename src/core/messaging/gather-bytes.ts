/** Gathers what comes in pieces, up to a limit, whatever was said of its length before. */

/** Undefined when it is longer than `most` bytes: the rest is not asked for. */
export async function gatherBytes(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Uint8Array | undefined> {
  const gathered: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.byteLength;
    if (length > most) return undefined;
    gathered.push(piece);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of gathered) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
