/** A reply as lines of a terminal: text, then the buttons as what one may type or open. */
import type { Reply } from "../../core/conversation/index.ts";

export function showReply(reply: Reply): string {
  const lines = reply.buttons.map((button) => {
    if ("url" in button) return `  [${button.label}] ${button.url}`;
    if ("phone" in button) return `  [${button.label}] gọi ${button.phone}`;
    return `  [${button.label}]`;
  });
  return [reply.text, ...lines].join("\n");
}

/** What was typed, when it is the label of a button just shown: then the button was meant. */
export function pressedButton(
  reply: Reply | undefined,
  typed: string,
): { text: string; payload: string } | undefined {
  const wanted = typed.trim().toLowerCase();
  for (const button of reply?.buttons ?? []) {
    if ("say" in button && button.label.toLowerCase() === wanted)
      return { text: button.say, payload: button.payload };
  }
  return undefined;
}
