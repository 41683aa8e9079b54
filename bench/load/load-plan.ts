/** What a sender process is told, and what it tells at its end. */

export interface LoadPlan {
  readonly url: string;
  /** Messages in all. */
  readonly messages: number;
  /** Requests at once; with a rate, the most at once. */
  readonly concurrency: number;
  /** Messages a second, sent on time however slow the answers are; undefined: as fast as they are answered. */
  readonly ratePerSecond?: number;
  readonly citizens: number;
  /** Distinguishes the message ids of this run. */
  readonly run: string;
  readonly texts: readonly string[];
  readonly account: { readonly appId: string; readonly oaId: string; readonly oaSecretKey: string };
}

export interface LoadResult {
  readonly seconds: number;
  readonly perSecond: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
}
