/** HTTP, the workers, and what is known of how they fare. */
export { type AcceptDependencies, createAcceptance } from "./accept-updates.ts";
export { type AddressLimiter, createAddressLimiter } from "./address-limiter.ts";
export { type AppDependencies, createApp } from "./app.ts";
export { askControl, type Control, type ControlTokens, openControl } from "./control.ts";
export { ControlError } from "./control-call.ts";
export { FILE_RETRIES, type FileRetries, startFileWorker } from "./file-worker.ts";
export {
  type CheckResult,
  type CheckState,
  createHealth,
  type Health,
  type HealthCheck,
  type HealthReport,
} from "./health.ts";
export { startHousekeeping } from "./housekeeping.ts";
export { createUploadKeeping } from "./keep-upload.ts";
export { createAddressOf, type Listener, listen } from "./listen.ts";
export { createLog, describeError, type Log } from "./log.ts";
export { createMetrics, type Metrics, type Reading } from "./metrics.ts";
export { startOutboxWorker } from "./outbox-worker.ts";
export { createRemoteDesk } from "./remote-desk.ts";
export { createReplyBell, type ReplyBell } from "./reply-signals.ts";
export { createTellNotKept, type TellNotKept } from "./tell-not-kept.ts";
export { startTurnWorker } from "./turn-worker.ts";
export type { Loop } from "./wakeable-loop.ts";
