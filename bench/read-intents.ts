/** Reads the labelled utterances of a folder of intents. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { LabelledText } from "./peers/intent-peer.ts";
import { UsageError } from "./usage-error.ts";

const intentSchema = z.object({ id: z.string(), utterances: z.array(z.string()) });

/** @throws UsageError */
export function readUtterances(folder: string): LabelledText[] {
  const files = filesOf(folder).filter((file) => file.endsWith(".yaml"));
  const examples = files.toSorted().flatMap((file) => {
    const checked = intentSchema.safeParse(parse(readFileSync(join(folder, file), "utf8")));
    if (!checked.success) {
      throw new UsageError([`${join(folder, file)}: ${checked.error.issues[0]?.message ?? "?"}`]);
    }
    return checked.data.utterances.map((text) => ({ text, label: checked.data.id }));
  });
  if (examples.length > 0) return examples;
  throw new UsageError([`${folder}: không có câu ví dụ nào / the folder has no utterances`]);
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    throw new UsageError([`${folder}: không đọc được thư mục / the folder cannot be read`]);
  }
}
