/** Asks an operator for one line after the other; lines that come before they are asked for are not lost. */
import { createInterface } from "node:readline";

/** Nobody answers any more: the window was closed, or the input has ended. */
export class InputEnded extends Error {
  override readonly name = "InputEnded";
}

export interface Asker {
  /** @throws InputEnded */
  ask(question: string): Promise<string>;
  close(): void;
}

export function createAsker(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Asker {
  const lines: string[] = [];
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  let isEnded = false;
  const reader = createInterface({ input });
  reader.on("line", (line) => {
    const next = waiting.shift();
    if (next) next.resolve(line);
    else lines.push(line);
  });
  reader.on("close", () => {
    isEnded = true;
    for (const { reject } of waiting.splice(0)) reject(new InputEnded());
  });
  return {
    ask: (question) => {
      output.write(question);
      const line = lines.shift();
      if (line !== undefined) return Promise.resolve(line);
      if (isEnded) return Promise.reject(new InputEnded());
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    close: () => reader.close(),
  };
}
