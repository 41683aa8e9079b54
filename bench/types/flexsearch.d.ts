/** The part of FlexSearch that the bench calls, so that the check of types does not need the peer installed. */
declare module "flexsearch" {
  export interface IndexOptions {
    encode?: (text: string) => string[];
  }
  export class Index {
    constructor(options?: IndexOptions);
    add(id: number, text: string): this;
    search(query: string, options: { limit: number; suggest: boolean }): number[];
    export(take: (key: string, data: string | undefined) => void): void;
  }
}
