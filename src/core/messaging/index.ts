/** What moves between channels, storage and the server, and the promises about it. */
export type {
  ChannelLimits,
  DeliveringChannel,
  DeliveryContext,
  Received,
  WebhookChannel,
  WebhookRequest,
} from "./channel.ts";
export { CHANNEL_NAMES, type ChannelName, type Citizen } from "./citizen.ts";
export {
  DEFAULT_RETRIES,
  type DeliveryResult,
  FAILURE_CLASSES,
  type FailureClass,
  heldBack,
  type RetrySettings,
  type Settlement,
  settle,
} from "./delivery.ts";
export { type FetchedFile, type FileFetcher, notFetched } from "./fetched-file.ts";
export { cleanFileName } from "./file-name.ts";
export { fitReply } from "./fit-reply.ts";
export { gatherBytes } from "./gather-bytes.ts";
export type { AcceptUpdates, Attachment, InboundEvent, InboundUpdate, ReplySignals } from "./inbound.ts";
export { isDiskFull } from "./storage-failure.ts";
export type {
  Acceptance,
  ClaimedUpdate,
  EndedPart,
  Inbox,
  Leases,
  Outbox,
  OutboxPart,
  Retention,
  RotationResult,
  Store,
  TurnCommit,
  TurnLog,
  TurnLogLine,
  UnclearTurn,
  Vault,
  ZaloTokenStore,
  ZaloTokens,
} from "./stores.ts";
