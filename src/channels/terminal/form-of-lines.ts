/** A form where answers come as lines: from a file, another program, or a window that knows no keys. */
import { type Form, FormStopped, takeItems } from "../../core/form.ts";
import { createAsker, InputEnded } from "./ask-lines.ts";

export interface TerminalForm extends Form {
  close(): void;
}

export function createLineForm(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): TerminalForm {
  const asker = createAsker(input, output);
  const say = (text: string) => void output.write(`${text}\n`);
  const ask = async (question: string) => {
    try {
      return (await asker.ask(question)).normalize("NFC").trim();
    } catch (error) {
      if (error instanceof InputEnded) throw new FormStopped();
      throw error;
    }
  };
  return {
    say,
    line: async ({ ask: question, help, initial, isOptional, check }) => {
      say(`\n? ${question}`);
      if (help) say(`  (${help})`);
      if (initial) say(`  Enter để lấy: ${initial}`);
      else if (isOptional) say("  Enter để bỏ qua.");
      for (;;) {
        const answer = (await ask("> ")) || (initial ?? "");
        if (!answer && isOptional) return "";
        const why = answer ? check?.(answer) : "chưa gõ gì";
        if (why === undefined) return answer;
        say(`  Chưa được: ${why}.`);
      }
    },
    list: async ({ ask: question, help, initial, least, earlier, onTaken, check }) => {
      say(`\n? ${question}`);
      if (help) say(`  (${help})`);
      if (initial && initial.length > 0) {
        for (const item of initial) say(`  - ${item}`);
        say("  Enter để lấy như trên, hoặc gõ lại từ đầu.");
      }
      say("  Mỗi dòng một ý; gõ một dòng trống để xong.");
      const items = [...(earlier ?? [])];
      if (items.length > 0) say(`  Đã có ${items.length} từ lần trước.`);
      for (;;) {
        const answer = await ask(`${items.length + 1}> `);
        const given = answer || items.length > 0 ? [answer] : (initial ?? []);
        const { taken, refusals } = takeItems(given, items, check);
        items.push(...taken);
        if (taken.length > 0) await onTaken?.(items);
        for (const refusal of refusals) say(`  Bỏ qua ${refusal}.`);
        if (answer) continue;
        if (items.length >= least) return items;
        say(`  Mới có ${items.length}, cần ít nhất ${least}: xin viết thêm ${least - items.length}.`);
      }
    },
    choose: async (question, choices, initial) => {
      say(`\n? ${question}`);
      for (const [at, { label }] of choices.entries()) say(`  ${at + 1}. ${label}`);
      const usual = choices.findIndex(({ value }) => value === initial);
      for (;;) {
        const answer = await ask(usual < 0 ? "Số: " : `Số (Enter: ${usual + 1}): `);
        const chosen = choices[answer === "" && usual >= 0 ? usual : Number(answer) - 1];
        if (chosen) return chosen.value;
        say(`  Chưa được: xin gõ một số từ 1 đến ${choices.length}.`);
      }
    },
    close: () => asker.close(),
  };
}
