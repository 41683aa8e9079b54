/** Who writes, and on which channel. */

/** One closed list, used by storage, metrics and settings alike. */
export const CHANNEL_NAMES = ["zalo", "telegram", "web"] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

/** A citizen as a channel knows them; no name, no number. The id is personal data: never logged, sealed where stored. */
export interface Citizen {
  readonly channel: ChannelName;
  /** The channel's own id for this person; text, for it may be larger than a number holds. */
  readonly id: string;
}
