/** What becomes of the citizen's last message: cannot be sent, is being answered, takes long. For eyes and ears. */
import { find } from "./find-element.ts";
import type { Item } from "./history.ts";

export interface WaitingView {
  show(items: readonly Item[]): void;
}

type Situation = "quiet" | "unsent" | "refused" | "typing";

/** An answer takes a moment; after so long something is amiss. */
const LONG_MS = 25_000;
const SAYS = {
  typing: "Đang soạn câu trả lời…",
  unsent: "Chưa gửi được. Tin nhắn sẽ tự gửi lại.",
  late: "Câu trả lời đến chậm. Anh/chị chờ thêm một chút, hoặc gọi Tổng đài 1022.",
} as const;

/** @param say shows a sentence above the place to write; an empty one takes it away */
export function createWaitingView(say: (text: string) => void): WaitingView {
  const dots = find("typing");
  const announce = find("announce");
  let shown = "";
  let timer = 0;

  return {
    show: (items) => {
      const last = items[items.length - 1];
      const situation = situationOf(last);
      const note = last?.kind === "own" && situation !== "typing" ? last.note : "";
      const name = `${situation} ${last?.id} ${note}`;
      if (name === shown) return;
      shown = name;
      clearTimeout(timer);
      dots.hidden = situation !== "typing";
      announce.textContent = situation === "typing" ? SAYS.typing : "";
      // Of a file it is said elsewhere.
      if (last?.kind === "own" && last.isFile && situation !== "typing") return;
      if (situation === "refused") say(note);
      else if (situation !== "quiet") say(situation === "unsent" ? note || SAYS.unsent : "");
      else if (last?.kind !== "own") say("");
      if (situation === "typing")
        timer = setTimeout(() => {
          dots.hidden = true;
          say(SAYS.late);
        }, LONG_MS);
    },
  };
}

function situationOf(last: Item | undefined): Situation {
  if (last?.kind !== "own" || last.state === "sending") return "quiet";
  if (last.state === "sent") return "typing";
  return last.state === "refused" ? "refused" : "unsent";
}
