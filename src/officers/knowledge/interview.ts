/** What an interview about a new entry works with. */
import type { Form } from "../../core/form.ts";
import type { Draft } from "../../core/knowledge/index.ts";
import type { AnswerBook } from "./answer-book.ts";

export interface Interview {
  readonly form: Form;
  readonly book: AnswerBook;
  /** ISO day. */
  readonly today: string;
  /** Those in use. */
  readonly sectors: readonly string[];
  /** The file of the entry that has this id. */
  readonly fileOf: (id: string) => string | undefined;
  /** Why a question may not become an example; undefined when it may. */
  readonly refuseQuestion: (question: string) => string | undefined;
  /** Why a line cannot stand in the text of an entry. */
  readonly refuseText: (line: string) => string | undefined;
  /** What the national portal says, to begin from. */
  readonly draft: Draft | undefined;
}
