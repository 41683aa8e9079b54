/** A returned sheet that cannot be read at all; the message tells what to do with it. */
export class SheetUnreadable extends Error {
  override readonly name = "SheetUnreadable";
}
