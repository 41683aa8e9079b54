/** One file of `intents/` to an intent, or all that is wrong with it. */
import { basename } from "node:path/posix";
import { type Intent, intentSchema } from "../core/conversation/intent.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";

export interface ParsedIntent {
  readonly intent?: Intent;
  readonly problems: readonly Problem[];
}

/** Never throws, whatever the bytes are. */
export function parseIntent(file: string, bytes: Uint8Array): ParsedIntent {
  const read = readText(file, bytes);
  if ("problem" in read) return { problems: [read.problem] };
  const { value, problems } = readYaml(file, read.text, 1, intentSchema);
  if (!value) return { problems };
  if (basename(file) !== `${value.id}.yaml`) {
    const message = `phải trùng tên tệp; hãy đổi tên tệp thành ${value.id}.yaml hoặc sửa id`;
    return { problems: [{ severity: "error", file, line: 1, field: "id", message, found: value.id }] };
  }
  return { intent: value, problems };
}
