/** Joins compiled modules to one file, so that a slow line fetches once. */
import { dirname, join, normalize } from "node:path/posix";

/** What the compiler writes of an import; all names are imported, none is renamed. */
const IMPORT = /^import (?:\{(?<names>[^}]*)\} from )?"(?<path>\.[^"]+)";$/gmu;
const EMPTY_EXPORT = /^export \{\s*\};$/gmu;
const EXPORTED = /^export (?=(?:async )?(?:function|const|class)\b)/gmu;

/** Names that a module declares for itself or for others; what is declared further in is indented. */
const DECLARED = /^(?:async )?(?:function|const|let|class) (?<name>[\w$]+)/gmu;

/**
 * The modules that the entry needs, each behind those that it imports.
 * @throws Error when two modules declare the same name, or for a form of import or export that is not known here
 */
export function joinModules(entry: string, read: (path: string) => string): string {
  const done = new Set<string>();
  const parts: string[] = [];
  const owners = new Map<string, string>();
  const visit = (path: string) => {
    if (done.has(path)) return;
    done.add(path);
    const code = read(path);
    for (const { groups } of code.matchAll(IMPORT)) {
      if (/\bas\b/u.test(groups?.names ?? "")) throw new Error(`${path}: an import must not rename`);
      visit(normalize(join(dirname(path), groups?.path ?? "")));
    }
    const bare = code.replace(IMPORT, "").replace(EMPTY_EXPORT, "").replace(EXPORTED, "");
    const odd = /^(?:import|export)\b.*$/mu.exec(bare);
    if (odd) throw new Error(`${path}: cannot be joined because of ${odd[0]}`);
    for (const { groups } of bare.matchAll(DECLARED)) {
      const name = groups?.name ?? "";
      const owner = owners.get(name);
      if (owner) throw new Error(`${path}: cannot be joined because ${owner} declares ${name} too`);
      owners.set(name, path);
    }
    parts.push(bare);
  };
  visit(entry);
  return shrink(parts.join("\n"));
}

/** Without indentation and empty lines: neither code nor style of the page has texts of several lines. */
export function shrink(text: string): string {
  return text.replaceAll(/^\s+/gmu, "").replaceAll(/\s+$/gmu, "").concat("\n");
}
