/** Part of the composition root: what a citizen is told of a change of their ticket, cut for their channel. */
import { type NoticeOf, STATUS_LABELS } from "./core/feedback/index.ts";
import { type ChannelLimits, type ChannelName, fitReply } from "./core/messaging/index.ts";

export function createNotices(limitsOf: (channel: ChannelName) => ChannelLimits): NoticeOf {
  return ({ code, channel }, { to, words }) => {
    const said = words ? `\n“${words}”` : "";
    const text = `Tin về phản ánh ${code} của anh/chị: ${STATUS_LABELS[to].toLowerCase()}.${said}\nXem lại lúc nào cũng được: gõ /tracuu ạ.`;
    return fitReply({ text, buttons: [] }, limitsOf(channel)).map((part) => ({
      ...part,
      isNotice: true,
      isPrivate: true,
    }));
  };
}
