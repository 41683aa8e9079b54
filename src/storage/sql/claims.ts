/** Who works on what: the part of the stores in which the two databases differ. */
import type { ChannelName } from "../../core/messaging/index.ts";

export interface ClaimedUpdateRow {
  readonly seq: number;
  readonly citizen: string;
  readonly content: Uint8Array | null;
  readonly tries: number;
}

export interface ClaimedPartRow {
  readonly id: number;
  readonly citizen: string;
  readonly content: Uint8Array | null;
  readonly tries: number;
  readonly created_at: number;
}

export interface ClaimedFileRow {
  readonly id: string;
  readonly code: string | null;
  readonly source: Uint8Array | null;
  readonly tries: number;
}

export interface Claims {
  /** The oldest waiting update of each citizen that is due and nobody's, oldest first. */
  updates(limit: number, now: number): Promise<readonly ClaimedUpdateRow[]>;
  /** The same for parts of these channels, answers before notices: in the whole line, and for each citizen. */
  parts(channels: readonly ChannelName[], limit: number, now: number): Promise<readonly ClaimedPartRow[]>;
  /** Wanted files that are due and nobody's, oldest first. */
  files(limit: number, now: number): Promise<readonly ClaimedFileRow[]>;
  /** The update is no longer worked on, whatever became of it. */
  releaseUpdate(seq: number): void;
  releasePart(id: number): void;
  releaseFile(id: string): void;
}
