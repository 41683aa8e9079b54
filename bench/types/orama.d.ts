/** The part of Orama that the bench calls, so that the check of types does not need the peer installed. */
declare module "@orama/orama" {
  export interface Tokenizer {
    readonly language: string;
    readonly normalizationCache: Map<string, string>;
    tokenize(raw: string): string[];
  }
  export type Database = { readonly __database: unique symbol };
  export function create(options: {
    schema: Record<string, "string">;
    components?: { tokenizer: Tokenizer };
  }): Database;
  export function insertMultiple(db: Database, docs: readonly object[]): Promise<string[]> | string[];
  export function search(
    db: Database,
    params: { term: string; limit: number },
  ): { hits: { id: string; document: { id: string } }[] };
  export function save(db: Database): unknown;
}
