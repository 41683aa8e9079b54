/** YAML text to a checked value; every problem with its line. */
import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { cutPlainLists } from "./plain-lists.ts";
import { type Problem, showFound } from "./problem.ts";

export interface ReadYaml<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
  /** The line of the file on which the value at a path stands. */
  readonly lineAt: (path: readonly PropertyKey[]) => number;
}

/**
 * Parses YAML and checks it against a schema.
 *
 * @param firstLine the line of the file on which the YAML begins, counted from 1
 */
export function readYaml<T>(
  file: string,
  yaml: string,
  firstLine: number,
  schema: z.ZodType<T>,
): ReadYaml<T> {
  const whole = () => readWhole(file, yaml, firstLine, schema);
  const quick = readWithoutLists(yaml, schema);
  // Lines are asked for where something is wrong, and then the whole is worth its time.
  return quick ? { value: quick.value, problems: [], lineAt: (path) => whole().lineAt(path) } : whole();
}

/** The quick way, for a file that is in order; undefined wherever something must be explained. */
function readWithoutLists<T>(yaml: string, schema: z.ZodType<T>): { readonly value: T } | undefined {
  const cut = cutPlainLists(yaml);
  if (!cut) return undefined;
  try {
    const document = parseDocument(cut.rest, { schema: "core", prettyErrors: false });
    if (document.errors.length > 0) return undefined;
    const raw: unknown = document.toJS({ maxAliasCount: 0 });
    if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return undefined;
    if (Object.keys(cut.lists).some((key) => Object.hasOwn(raw, key))) return undefined;
    const parsed = schema.safeParse({ ...raw, ...cut.lists });
    return parsed.success ? { value: parsed.data } : undefined;
  } catch {
    return undefined;
  }
}

function readWhole<T>(file: string, yaml: string, firstLine: number, schema: z.ZodType<T>): ReadYaml<T> {
  const counter = new LineCounter();
  const problem = (line: number, field: string, message: string, found: unknown = undefined): Problem => ({
    severity: "error",
    file,
    line: line + firstLine - 1,
    field,
    message,
    found: showFound(found),
  });
  const lineOf = (offset: number) => Math.max(1, counter.linePos(offset).line);
  const onFirstLine = () => firstLine;

  let raw: unknown;
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(yaml, { lineCounter: counter, schema: "core", prettyErrors: false });
    if (document.errors.length > 0) {
      return {
        problems: document.errors.map((error) => {
          const line = lineOf(error.pos[0]);
          return problem(line, "", explainYamlError(error.code), yaml.split("\n")[line - 1]);
        }),
        lineAt: onFirstLine,
      };
    }
    raw = document.toJS({ maxAliasCount: 0 });
  } catch {
    return {
      problems: [problem(1, "", "không đọc được phần khai báo; hãy xem lại thụt dòng và dấu hai chấm")],
      lineAt: onFirstLine,
    };
  }
  const lineAt = (path: readonly PropertyKey[]) => lineOf(offsetOf(document, path)) + firstLine - 1;

  const parsed = schema.safeParse(raw, { error: explainIssue });
  if (parsed.success) return { value: parsed.data, problems: [], lineAt };
  return {
    lineAt,
    problems: parsed.error.issues.flatMap((issue) => {
      const path = issue.path.map(String);
      const found = valueAt(raw, issue.path);
      const line = lineOf(offsetOf(document, issue.path));
      if (issue.code === "unrecognized_keys") {
        return issue.keys.map((key) =>
          problem(
            lineOf(offsetOf(document, [...issue.path, key])),
            [...path, key].join("."),
            "không có trường tên này; hãy sửa tên trường hoặc xóa dòng",
            key,
          ),
        );
      }
      const message = found === undefined ? "thiếu, phải điền" : issue.message;
      return [problem(line, path.join("."), message, found)];
    }),
  };
}

function explainYamlError(code: string): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "trường này viết hai lần; hãy giữ một";
    case "TAB_AS_INDENT":
      return "thụt dòng bằng phím Tab; hãy dùng dấu cách";
    case "BAD_INDENT":
      return "thụt dòng sai; các dòng cùng cấp phải thẳng hàng";
    case "MISSING_CHAR":
      return "thiếu một ký tự, thường là ngoặc kép hoặc dấu hai chấm";
    default:
      return "viết sai quy tắc; câu có dấu hai chấm hoặc ký hiệu lạ phải đặt trong ngoặc kép";
  }
}

/** The advice where the schema has none of its own. */
function explainIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return EXPECTED[issue.expected] ?? "viết sai kiểu; hãy xem trường này ở một tệp khác";
    case "too_big":
      return `lớn hoặc dài quá mức cho phép (${issue.maximum})`;
    case "too_small":
      return `nhỏ hoặc ngắn quá mức cho phép (${issue.minimum})`;
    default:
      return "không đúng quy định; hãy xem trường này ở một tệp khác";
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  array: "phải là danh sách, mỗi dòng bắt đầu bằng gạch ngang",
  object: "phải gồm các dòng con “tên: giá trị”, thụt vào hai dấu cách",
  string: "phải là một dòng chữ",
  number: "phải là số",
  boolean: "phải là true hoặc false",
};

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    raw,
  );
}

/** Where the nearest existing node of a path stands. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
