import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { InputEnded } from "../../../src/channels/terminal/ask-lines.ts";
import { createSecretAsker } from "../../../src/channels/terminal/ask-secret.ts";

/** A keyboard and a screen. */
function terminal(isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined });
  const output = new PassThrough();
  let shown = "";
  output.setEncoding("utf8").on("data", (chunk: string) => {
    shown += chunk;
  });
  return { input, output, shown: () => shown, asker: createSecretAsker(input, output) };
}

describe("a secret that is asked for", () => {
  it("is not shown while it is typed; other answers are", async () => {
    const { input, shown, asker } = terminal(true);
    const secret = asker.askSecret("Mật khẩu: ");
    input.write("mật khẩu dài\r");
    expect(await secret).toBe("mật khẩu dài");
    const name = asker.ask("Tên: ");
    input.write("chị Lan\r");
    expect(await name).toBe("chị Lan");
    expect(shown()).toContain("Mật khẩu: ");
    expect(shown()).toContain("chị Lan");
    expect(shown()).not.toContain("khẩu dài");
  });

  it("can be mended while it is typed", async () => {
    const { input, asker } = terminal(true);
    const secret = asker.askSecret("Mật khẩu: ");
    input.write("saj\u007Fi\r");
    expect(await secret).toBe("sai");
  });

  it("is not waited for when somebody gives up, or nobody is there", async () => {
    const typing = terminal(true);
    const secret = typing.asker.askSecret("Mật khẩu: ");
    typing.input.write("nửa chừng\u0003");
    await expect(secret).rejects.toThrow(InputEnded);
    const gone = terminal(false);
    gone.input.end();
    await expect(gone.asker.askSecret("Mật khẩu: ")).rejects.toThrow(InputEnded);
  });

  it("is read from a pipe, line after line, with other answers between", async () => {
    const { input, asker } = terminal(false);
    input.write("một\nhai\nba\n");
    expect([await asker.askSecret("1"), await asker.ask("2"), await asker.askSecret("3")]).toEqual([
      "một",
      "hai",
      "ba",
    ]);
    asker.close();
  });
});
