/** A form for somebody at a keyboard: arrows choose, Enter goes on, Ctrl+C stops. */
import type { Readable, Writable } from "node:stream";
import { isCancel, log, multiline, select, text } from "@clack/prompts";
import { FormStopped, takeItems } from "../../core/form.ts";
import type { TerminalForm } from "./form-of-lines.ts";

/** More choices than these are scrolled. */
const MOST_SHOWN = 12;

export function createKeyForm(input: Readable, output: Writable): TerminalForm {
  const common = { input, output };
  const say = (words: string) => log.message(words, common);
  return {
    say,
    line: async ({ ask, help, initial, isOptional, check }) => {
      const way = isOptional && !initial && !help?.includes("Enter") ? "Enter để bỏ qua" : undefined;
      const how = [help, way].filter(Boolean).join("; ");
      const answer = orStopped(
        await text({
          ...common,
          message: how ? `${ask}\n(${how})` : ask,
          initialValue: initial ?? "",
          validate: (typed) => {
            const given = tidy(typed);
            if (!given) return isOptional ? undefined : "Chưa gõ gì.";
            const why = check?.(given);
            return why === undefined ? undefined : `Chưa được: ${why}.`;
          },
        }),
      );
      return tidy(answer);
    },
    list: async ({ ask, help, initial, least, earlier, onTaken, check }) => {
      const items = [...(earlier ?? [])];
      if (items.length > 0) say(`Đã có ${items.length} từ lần trước.`);
      let given = initial?.join("\n") ?? "";
      for (;;) {
        const answer = orStopped(
          await multiline({
            ...common,
            message: `${ask}\n(${[help, "mỗi dòng một ý; Enter hai lần để xong"].filter(Boolean).join("; ")})`,
            initialValue: given,
          }),
        );
        given = "";
        const { taken, refusals } = takeItems((answer ?? "").split("\n"), items, check);
        items.push(...taken);
        if (taken.length > 0) await onTaken?.(items);
        for (const refusal of refusals) log.warn(`Bỏ qua ${refusal}.`, common);
        if (items.length >= least) return items;
        say(`Mới có ${items.length}, cần ít nhất ${least}: xin viết thêm ${least - items.length}.`);
      }
    },
    choose: async (ask, choices, initial) => {
      const values = choices.map(({ value }) => value as string);
      const chosen = orStopped(
        await select<string>({
          ...common,
          message: `${ask}\n(mũi tên lên, xuống để chọn; Enter để xong)`,
          options: choices.map(({ value, label }) => ({ value: value as string, label })),
          maxItems: MOST_SHOWN,
          showInstructions: false,
          ...(initial === undefined ? {} : { initialValue: initial as string }),
        }),
      );
      return choices[values.indexOf(chosen)]?.value as (typeof choices)[number]["value"];
    },
    close: () => input.pause(),
  };
}

function tidy(typed: string | undefined): string {
  return (typed ?? "").normalize("NFC").trim();
}

function orStopped<T>(answer: T): Exclude<T, symbol> {
  if (isCancel(answer)) throw new FormStopped();
  return answer as Exclude<T, symbol>;
}
