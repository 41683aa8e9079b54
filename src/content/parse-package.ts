/** A file of `knowledge/packages/` to a package, or all that is wrong with it. */
import { basename } from "node:path/posix";
import { type LifePackage, packageSchema } from "../core/knowledge/index.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";

export interface ParsedPackage {
  /** Absent when there is an error. */
  readonly lifePackage?: LifePackage;
  readonly problems: readonly Problem[];
}

export function isPackageFile(file: string): boolean {
  return file.startsWith("knowledge/packages/") && file.endsWith(".yaml");
}

/** Never throws, whatever the bytes are. */
export function parsePackage(file: string, bytes: Uint8Array): ParsedPackage {
  const read = readText(file, bytes);
  if ("problem" in read) return { problems: [read.problem] };
  const { value, problems: misread, lineAt } = readYaml(file, read.text, 1, packageSchema);
  if (!value) return { problems: misread };
  const problems: Problem[] = [];
  const report = (path: readonly PropertyKey[], message: string, found = "") =>
    problems.push({ severity: "error", file, line: lineAt(path), field: path.join("."), message, found });
  if (basename(file) !== `${value.id}.yaml`)
    report(["id"], `phải trùng tên tệp; hãy đổi tên tệp thành ${value.id}.yaml hoặc sửa id`, value.id);
  checkSteps(value, report);
  return problems.length > 0 ? { problems } : { lifePackage: value, problems: [] };
}

type Report = (path: readonly PropertyKey[], message: string, found?: string) => void;

function checkSteps({ steps, leads, oneGo }: LifePackage, report: Report): void {
  const seen = new Set<string>();
  steps.forEach(({ entry, label }, at) => {
    for (const [field, key] of [
      ["entry", entry],
      ["label", label],
    ] as const) {
      if (key === undefined) continue;
      if (seen.has(key)) report(["steps", at, field], "việc này có hai lần trong gói", key);
      seen.add(key);
    }
  });
  if (!steps.some(({ entry }) => entry === leads) && oneGo?.entry !== leads)
    report(["leads"], "phải là một việc trong steps, hoặc thủ tục làm một lần ở oneGo", leads);
  const groups = steps.map(({ together }) => together);
  for (const group of new Set(groups)) {
    if (group === undefined) continue;
    const first = groups.indexOf(group);
    const count = groups.filter((other) => other === group).length;
    if (oneGo?.group !== group)
      report(["steps", first, "together"], "không có oneGo nào mang tên nhóm này", group);
    if (count < 2) report(["steps", first, "together"], "nhóm làm một lần cần ít nhất hai việc", group);
    // What is done at once stands together in the list: else its order says nothing.
    if (groups.lastIndexOf(group) - first + 1 !== count)
      report(["steps", first, "together"], "các việc của một nhóm phải đứng liền nhau", group);
  }
  if (oneGo && !groups.includes(oneGo.group))
    report(["oneGo", "group"], "không có việc nào mang together này", oneGo.group);
}
