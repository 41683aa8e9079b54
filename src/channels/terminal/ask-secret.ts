/** Asks for what must not be seen on the screen. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { type Asker, createAsker, InputEnded } from "./ask-lines.ts";

/**
 * Like `createAsker`, but what is typed is not shown, where somebody types: on a pipe there is nothing to hide.
 * Both kinds of question can be asked in turn.
 */
export interface SecretAsker extends Asker {
  /** @throws InputEnded */
  askSecret(question: string): Promise<string>;
}

export function createSecretAsker(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): SecretAsker {
  if (!input.isTTY) {
    const asker = createAsker(input, output);
    return { ...asker, askSecret: asker.ask };
  }
  return {
    ask: (question) => askOnce(input, output, question, output),
    askSecret: async (question) => {
      const answer = await askOnce(input, output, question, new Writable({ write: (_, __, done) => done() }));
      output.write("\n");
      return answer;
    },
    close: () => input.pause(),
  };
}

/** The line is edited as usual; `echo` shows it or not. */
function askOnce(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
  echo: NodeJS.WritableStream,
): Promise<string> {
  output.write(question);
  const reader = createInterface({ input, output: echo, terminal: true, historySize: 0 });
  return new Promise((resolve, reject) => {
    let answer: string | undefined;
    reader.once("line", (line) => {
      answer = line;
      reader.close();
    });
    reader.once("SIGINT", () => reader.close());
    reader.once("close", () => (answer === undefined ? reject(new InputEnded()) : resolve(answer)));
  });
}
