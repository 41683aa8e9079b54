/** Reads the plain text of an answer: title, paragraphs, lists, the source, and the addresses in it. Pure. */

export type Piece = { readonly text: string } | { readonly text: string; readonly href: string };

export type Block =
  | { readonly kind: "heading" | "text" | "source"; readonly lines: readonly (readonly Piece[])[] }
  | { readonly kind: "list"; readonly lines: readonly (readonly Piece[])[] };

/** Longer addresses are shown by their host. */
const LONGEST_SHOWN = 40;
const SOURCE = "Nguồn: ";
const CHECK = "Kiểm tra tại: ";

/** @example readText("Lệ phí:\n- 0 đồng")[0]?.kind // "heading" */
export function readText(text: string): Block[] {
  const blocks: { kind: Block["kind"]; lines: Piece[][] }[] = [];
  let isNew = true;
  const lines = text.split("\n").flatMap((line) => splitSource(line.trim()));
  lines.forEach((line, at) => {
    if (line === "") {
      isNew = true;
      return;
    }
    const last = blocks[blocks.length - 1];
    const kind = kindOf(line, at === 0 && lines.length > 1);
    const words = readPieces(kind === "list" ? line.slice(2) : line);
    if (last && !isNew && last.kind === kind) last.lines.push(words);
    else blocks.push({ kind, lines: [words] });
    isNew = false;
  });
  return blocks;
}

/** Where to check stands on a line of its own, so that the link is found. */
function splitSource(line: string): string[] {
  return line.startsWith(SOURCE) ? line.split(new RegExp(` (?=${CHECK})`)) : [line];
}

function kindOf(line: string, isHead: boolean): Block["kind"] {
  if (/^[-•] /.test(line)) return "list";
  if (line.startsWith(SOURCE) || line.startsWith(CHECK)) return "source";
  return isHead && line.endsWith(":") && line.length <= 120 ? "heading" : "text";
}

/** Words and addresses; only what a browser opens as a page becomes an address. */
export function readPieces(line: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of line.matchAll(/https?:\/\/[^\s<>"“”]+/gi)) {
    const found = match[0].replace(/[.,;:!?…)\]}'’]+$/, "");
    const link = readLink(found);
    if (!link) continue;
    const at = match.index ?? 0;
    if (at > from) pieces.push({ text: line.slice(from, at) });
    pieces.push(link);
    from = at + found.length;
  }
  if (from < line.length) pieces.push({ text: line.slice(from) });
  return pieces;
}

/** Undefined when it is no address of a page. */
export function readLink(address: string): { readonly text: string; readonly href: string } | undefined {
  try {
    const { protocol, host, href } = new URL(address);
    if (protocol !== "https:" && protocol !== "http:") return undefined;
    const bare = href.replace(/^https?:\/\//, "").replace(/\/$/, "");
    return { href, text: bare.length <= LONGEST_SHOWN && !bare.includes("@") ? bare : host };
  } catch {
    return undefined;
  }
}
