/** The part of FlexSearch that the bench calls, so that the check of types does not need the peer installed. */
declare module "flexsearch" {
  export class Document {
    constructor(options: { document: { id: string; index: string[] }; context?: boolean });
    add(document: object): this;
    search(
      query: string,
      options: { limit: number; suggest: boolean },
    ): { field?: string; result: (string | number)[] }[];
    export(take: (key: string, data: string | undefined) => void): void;
  }
}
