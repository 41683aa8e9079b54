/** The part of Lunr that the bench calls, so that the check of types does not need the peer installed. */
declare module "lunr" {
  namespace lunr {
    interface Token {
      toString(): string;
    }
    interface Query {
      term(term: string | readonly string[] | readonly Token[], options: object): Query;
    }
    interface Index {
      query(build: (query: Query) => void): { ref: string; score: number }[];
      toJSON(): object;
    }
    class Builder {
      ref(name: string): void;
      field(name: string): void;
      add(document: object): void;
      build(): Index;
    }
    function tokenizer(text: string): Token[];
  }
  function lunr(configure: (this: lunr.Builder) => void): lunr.Index;
  export = lunr;
}
