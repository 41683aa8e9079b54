import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createKeyForm } from "../../../src/channels/terminal/form-of-keys.ts";
import { FormStopped } from "../../../src/core/form.ts";

const DOWN = "\u001b[B";
const ENTER = "\r";
const CTRL_C = "\u0003";

/** Somebody at a keyboard, who presses each key a moment after the last. */
function atKeys(...keys: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 100, rows: 40 });
  let shown = "";
  output.on("data", (chunk) => {
    shown += String(chunk);
  });
  const press = async () => {
    for (const key of keys) {
      await pause(30);
      input.write(key);
    }
  };
  return { form: createKeyForm(input as never, output as never), press, shown: () => shown };
}

describe("a form for keys", () => {
  it("takes a line, in one form of its letters", async () => {
    const { form, press } = atKeys("  Hộ".normalize("NFD"), " tịch ", ENTER);
    const [answer] = await Promise.all([form.line({ ask: "Lĩnh vực?" }), press()]);
    expect(answer).toBe("Hộ tịch");
  });

  it("says why an answer is refused, and lets it be mended", async () => {
    const { form, press, shown } = atKeys("8", ENTER, "000", ENTER);
    const check = (typed: string) => (typed === "8" ? "nhỏ quá" : undefined);
    const [answer] = await Promise.all([form.line({ ask: "Bao nhiêu?", check }), press()]);
    expect(answer).toBe("8000");
    expect(shown()).toContain("Chưa được: nhỏ quá.");
  });

  it("takes nothing only where nothing may be said", async () => {
    const optional = atKeys(ENTER);
    const [answer] = await Promise.all([
      optional.form.line({ ask: "Số hiệu?", isOptional: true }),
      optional.press(),
    ]);
    expect(answer).toBe("");
    const needed = atKeys(ENTER, "a", ENTER);
    const [given] = await Promise.all([needed.form.line({ ask: "Tên?" }), needed.press()]);
    expect(given).toBe("a");
  });

  it("chooses with the arrows, beginning at the usual one", async () => {
    const choices = ["a", "b", "c"].map((value) => ({ value, label: `Mục ${value}` }));
    const first = atKeys(DOWN, ENTER);
    expect((await Promise.all([first.form.choose("Chọn?", choices), first.press()]))[0]).toBe("b");
    const usual = atKeys(ENTER);
    expect((await Promise.all([usual.form.choose("Chọn?", choices, "c"), usual.press()]))[0]).toBe("c");
  });

  it("takes a list that is pasted at once, and asks for what is missing", async () => {
    const { form, press, shown } = atKeys("- một", ENTER, "- hai", ENTER, ENTER, "ba", ENTER, ENTER);
    const [items] = await Promise.all([form.list({ ask: "Câu?", least: 3 }), press()]);
    expect(items).toEqual(["một", "hai", "ba"]);
    expect(shown()).toContain("Mới có 2, cần ít nhất 3");
  });

  it("stops when the officer presses Ctrl+C", async () => {
    const { form, press } = atKeys("dở", CTRL_C);
    const asked = expect(form.line({ ask: "Tên?" })).rejects.toThrow(FormStopped);
    await Promise.all([asked, press()]);
  });
});
