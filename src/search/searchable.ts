/** What the search looks at: an entry, or a passage of any other corpus, reduced to its words. */

export interface Searchable {
  readonly id: string;
  readonly title: string;
  /** Other names of the same thing. */
  readonly aliases: readonly string[];
  /** As people ask for it. */
  readonly questions: readonly string[];
  /** The long text; looked into only when the rest says too little. */
  readonly body: string;
}
