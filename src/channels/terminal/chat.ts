/** The bot in a terminal: for a first look, and for officers who try an entry out. */
import { createInterface } from "node:readline/promises";
import { type Brain, type Reply, type Session, takeTurn } from "../../core/conversation/index.ts";
import { TRIAL_FACTS } from "../../core/feedback/index.ts";
import { pressedButton, showReply } from "./show-reply.ts";

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

const WELCOME =
  "Cổng Hỏi Đáp Hải Phòng. Anh/chị gõ câu hỏi rồi bấm Enter; gõ “thoát” để dừng.\nVí dụ: đăng ký khai sinh cần giấy tờ gì";

/** Talks until the input ends or the citizen leaves. The conversation is kept in memory only. */
export async function chat(brain: () => Brain, clock: () => Date, terminal: Terminal): Promise<void> {
  const lines = createInterface({ input: terminal.input, output: terminal.output, terminal: false });
  const write = (text: string) => terminal.output.write(`${text}\n`);
  write(WELCOME);
  terminal.output.write("\n> ");
  let session: Session | undefined;
  let reply: Reply | undefined;
  for await (const line of lines) {
    if (/^(thoát|thoat|exit|quit)$/iu.test(line.trim())) break;
    const outcome = takeTurn(
      brain(),
      session,
      pressedButton(reply, line) ?? { text: line },
      clock(),
      TRIAL_FACTS,
    );
    session = outcome.session;
    reply = outcome.reply;
    write(`\n${showReply(outcome.reply)}`);
    terminal.output.write("\n> ");
  }
  lines.close();
  write("\nCảm ơn anh/chị. Hẹn gặp lại!");
}
