/** Part of the composition root: what a citizen is told of a change of their ticket, cut for their channel. */
import { type NoticeOf, noticeOf } from "./core/feedback/index.ts";
import { type ChannelLimits, type ChannelName, fitReply } from "./core/messaging/index.ts";

export function createNotices(limitsOf: (channel: ChannelName) => ChannelLimits): NoticeOf {
  return (ticket, change) => fitReply(noticeOf(ticket, change), limitsOf(ticket.channel));
}
