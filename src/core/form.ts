/** How an officer is asked for things, one at a time: what a command needs of whoever shows questions and reads answers. */

export interface LineQuestion {
  readonly ask: string;
  /** What helps to answer: an example, or where to find it. */
  readonly help?: string | undefined;
  /** Taken when nothing is typed. */
  readonly initial?: string | undefined;
  /** Nothing may be typed. */
  readonly isOptional?: boolean;
  /** Why an answer is refused, in Vietnamese; undefined when it is taken. */
  readonly check?: (answer: string) => string | undefined;
}

export interface ListQuestion {
  readonly ask: string;
  readonly help?: string | undefined;
  /** Taken when nothing is typed. */
  readonly initial?: readonly string[] | undefined;
  /** So many at least, with the earlier ones. */
  readonly least: number;
  /** Those that were taken before somebody stopped. */
  readonly earlier?: readonly string[] | undefined;
  /** Hears of all that are taken so far, whenever there are more. */
  readonly onTaken?: ((items: readonly string[]) => Promise<void>) | undefined;
  /** Why one more item is refused, in Vietnamese; it is left out then, and the others stay. */
  readonly check?: (item: string, before: readonly string[]) => string | undefined;
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** Every call asks until the answer is taken. @throws FormStopped when nobody answers any more */
export interface Form {
  say(text: string): void;
  line(question: LineQuestion): Promise<string>;
  /** One item a line; many may be pasted at once. */
  list(question: ListQuestion): Promise<string[]>;
  choose<Value extends string>(
    ask: string,
    choices: readonly Choice<Value>[],
    initial?: Value,
  ): Promise<Value>;
}

/** The officer went away in the middle: Ctrl+C, a closed window, or input that has ended. */
export class FormStopped extends Error {
  override readonly name = "FormStopped";
}

/**
 * Goes through the items of a list: keeps what is taken, and says why of what is not.
 *
 * @example takeItems(["a", "b"], [], (item) => (item === "b" ? "có rồi" : undefined)) // { taken: ["a"], refusals: ["“b”: có rồi"] }
 */
export function takeItems(
  items: readonly string[],
  before: readonly string[],
  check: ListQuestion["check"],
): { readonly taken: string[]; readonly refusals: string[] } {
  const taken: string[] = [];
  const refusals: string[] = [];
  for (const written of items) {
    // Who pastes a list often pastes its dashes with it.
    const item = written
      .normalize("NFC")
      .replace(/^\s*[-•*–]\s+/u, "")
      .trim();
    if (!item) continue;
    const why = check?.(item, [...before, ...taken]);
    if (why === undefined) taken.push(item);
    else refusals.push(`“${item.slice(0, 80)}”: ${why}`);
  }
  return { taken, refusals };
}
