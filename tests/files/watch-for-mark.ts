/** Looks into every file of some folders, again and again from a thread of its own, for bytes that must never lie there. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";

export interface MarkWatch {
  /** Ends the watch after one more look. */
  end(): Promise<{
    /** Files in which the mark was seen. */
    readonly found: readonly string[];
    readonly looks: number;
    /** Files that were looked into. */
    readonly files: readonly string[];
  }>;
}

const LOOK = `
const { readdirSync, readFileSync, statSync } = require("node:fs");
const { join } = require("node:path");
const { parentPort, workerData } = require("node:worker_threads");
const marks = workerData.marks.map((mark) => Buffer.from(mark));
const found = new Set();
const files = new Set();
let looks = 0;
const look = () => {
  for (const folder of workerData.folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      try {
        const bytes = readFileSync(path);
        files.add(path);
        if (marks.some((mark) => bytes.includes(mark))) found.add(path);
      } catch {}
    }
  looks += 1;
};
look();
const timer = setInterval(look, 1);
parentPort.postMessage("looking");
parentPort.on("message", () => {
  clearInterval(timer);
  look();
  parentPort.postMessage({ found: [...found], looks, files: [...files] });
  parentPort.close();
});
`;

export async function watchForMark(folders: readonly string[], ...marks: string[]): Promise<MarkWatch> {
  const worker = new Worker(LOOK, { eval: true, workerData: { folders, marks } });
  await once(worker, "message");
  return {
    end: async () => {
      const answer = once(worker, "message");
      worker.postMessage("end");
      const [result] = await answer;
      return result;
    },
  };
}
