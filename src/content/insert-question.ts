/** Puts one more example question into the file of an entry, and changes no other byte of it. */
import { isScalar, isSeq, parseDocument, stringify } from "yaml";

const HEAD = /^(?:\uFEFF)?---\r?\n(?<head>[\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u;

/**
 * The text of the file with the question as the last of its `questions`, between double quotes, however the list is
 * written there. Undefined when no such list is found.
 */
export function insertQuestion(text: string, question: string): string | undefined {
  const match = HEAD.exec(text);
  const head = match?.groups?.head;
  if (match === null || head === undefined) return undefined;
  const headAt = match[0].indexOf(head);
  const document = parseDocument(head, { schema: "core", prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  const list = document.get("questions", true);
  if (!isSeq(list)) return undefined;
  const last = list.items.at(-1);
  if (!isScalar(last) || !last.range) return undefined;
  const [start, end] = last.range;
  const quoted = stringify(question, { defaultStringType: "QUOTE_DOUBLE", lineWidth: 0 }).trimEnd();
  return list.flow
    ? put(text, headAt + end, `, ${quoted}`)
    : put(text, ...lineBehind(head, headAt, start, end, quoted));
}

/** Where the line of a new item goes, and what it is. */
function lineBehind(
  head: string,
  headAt: number,
  start: number,
  end: number,
  quoted: string,
): [at: number, piece: string] {
  const lineEnd = head.includes("\r\n") ? "\r\n" : "\n";
  // The dash of the last item, and what stands before it on its line.
  const lineStart = head.lastIndexOf("\n", start - 1) + 1;
  const indent = /^\s*/u.exec(head.slice(lineStart))?.[0] ?? "";
  const line = `${indent}- ${quoted}`;
  // A text in block form ends behind its line; any other ends on it, perhaps before a comment.
  if (head[end - 1] === "\n") return [headAt + end, `${line}${lineEnd}`];
  const rest = head.indexOf("\n", end);
  const at = rest < 0 ? head.length : head[rest - 1] === "\r" ? rest - 1 : rest;
  return [headAt + at, `${lineEnd}${line}`];
}

function put(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}
