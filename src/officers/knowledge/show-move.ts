/** What one more example question moves, as an officer reads it. */
import type { Answered, Move, Moved } from "./measure-move.ts";

const MOST_SHOWN = 15;

export function showMove(move: Move, titleOf: (id: string) => string, print: (line: string) => void): void {
  const { asked, better, worse, other } = move;
  if (better.length + worse.length + other.length === 0) {
    print(`Đã hỏi lại ${asked} câu khác: không câu nào đổi câu trả lời.`);
    return;
  }
  print(
    `Đã hỏi lại ${asked} câu khác: ${better.length} câu tốt lên, ${worse.length} câu kém đi, ${other.length} câu đổi mà không rõ hơn kém.`,
  );
  const list = (label: string, moved: readonly Moved[]) => {
    for (const one of moved.slice(0, MOST_SHOWN)) {
      print(`  ${label} “${one.text.slice(0, 100)}”`);
      print(`           trước: ${describe(one.before, titleOf)} → nay: ${describe(one.after, titleOf)}`);
    }
    if (moved.length > MOST_SHOWN) print(`  … và ${moved.length - MOST_SHOWN} câu nữa ${label.trim()}`);
  };
  list("kém đi  ", worse);
  list("tốt lên ", better);
  list("đổi     ", other);
}

export function describe({ entry, verdict }: Answered, titleOf: (id: string) => string): string {
  if (entry !== undefined) return titleOf(entry);
  return verdict === "offered" ? "hỏi lại, trong đó có mục đúng" : "chưa trả lời từ mục nào";
}
