/** `hoidap tickets import`: shows what a returned sheet would change, then applies all of it in one transaction. */
import { type OfficersDesk, STATUS_LABELS, TicketConflict } from "../../core/feedback/index.ts";
import { type PlannedChange, placeOf, planImport } from "./plan-import.ts";
import { readReturnedSheet } from "./read-returned-sheet.ts";

export interface ImportSettings {
  readonly desk: OfficersDesk;
  readonly actor: string;
  readonly clock: () => number;
  readonly print: (line: string) => void;
  /** Whether to go on; asked only when there is something to apply. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Applies the rows that fit although others do not. */
  readonly skipsBad: boolean;
}

const SHOWN_WORDS = 60;

/**
 * With a row that does not fit, nothing is applied: the unit mends its sheet once, instead of finding out later which
 * half was taken.
 * @returns the exit code
 */
export async function importSheet(bytes: Uint8Array, settings: ImportSettings): Promise<number> {
  const { desk, actor, clock, print, confirm, skipsBad } = settings;
  const rows = await readReturnedSheet(bytes);
  const { changes, unchanged, problems } = await planImport(rows, (code) => desk.ticket(code));
  for (const change of changes) print(describeChange(change));
  for (const { row, reason } of problems) print(`  ✗ ${placeOf(row)}: ${reason}`);
  print(
    `Đọc ${rows.length} dòng: ${changes.length} thay đổi, ${unchanged} giữ nguyên, ${problems.length} không hợp lệ.`,
  );
  if (problems.length > 0 && !skipsBad) {
    print(
      "Chưa ghi gì. Hãy sửa các dòng trên rồi nhập lại; hoặc thêm --skip-bad để chỉ nhập các dòng hợp lệ.",
    );
    return 1;
  }
  if (changes.length === 0) {
    print("Không có gì phải ghi.");
    return problems.length > 0 ? 1 : 0;
  }
  if (!(await confirm(`Ghi ${changes.length} thay đổi và báo cho người dân?`))) {
    print("Chưa ghi gì.");
    return 1;
  }
  try {
    await desk.apply(
      changes.map(({ row: _, ...change }) => change),
      actor,
      clock(),
    );
  } catch (error) {
    if (!(error instanceof TicketConflict)) throw error;
    print(`${error.message}. Hãy nhập lại tệp này.`);
    return 1;
  }
  print(`Đã ghi ${changes.length} thay đổi; người dân sẽ được báo.`);
  return problems.length > 0 ? 1 : 0;
}

function describeChange({ code, from, to, words, row }: PlannedChange): string {
  const step = from === to ? STATUS_LABELS[to] : `${STATUS_LABELS[from]} → ${STATUS_LABELS[to]}`;
  const said = words?.replace(/\s+/gu, " ") ?? "";
  const shown = said.length > SHOWN_WORDS ? `${said.slice(0, SHOWN_WORDS)}…` : said;
  return `  • ${code}  ${step}${shown ? `  “${shown}”` : ""}  (${placeOf(row)})`;
}
