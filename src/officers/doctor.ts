/** What `hoidap doctor` says: each part of the house, how it is, and what to do. */

export interface Finding {
  readonly name: string;
  readonly state: "ok" | "warning" | "failing";
  readonly advice: string;
}

/** Looks at one thing. What it throws becomes a failing finding. */
export type Examination = () => Promise<Finding | readonly Finding[]>;

const MARKS = { ok: "✓", warning: "!", failing: "✗" } as const;

/** @returns the exit code: 0 when nothing is failing, else 1 */
export async function runDoctor(
  examinations: readonly (readonly [name: string, examination: Examination])[],
  print: (line: string) => void,
): Promise<number> {
  const findings: Finding[] = [];
  for (const [name, examine] of examinations) {
    const found = await examine().catch(
      (error: unknown): Finding => ({
        name,
        state: "failing",
        advice: error instanceof Error ? error.message : String(error),
      }),
    );
    for (const finding of [found].flat() as Finding[]) {
      findings.push(finding);
      print(`${MARKS[finding.state]} ${finding.name}${finding.advice ? `: ${finding.advice}` : ""}`);
    }
  }
  const failing = findings.filter(({ state }) => state === "failing").length;
  const warnings = findings.filter(({ state }) => state === "warning").length;
  if (failing > 0) print(`Có ${failing} việc phải sửa trước khi chạy, ${warnings} việc nên xem.`);
  else if (warnings > 0) print(`Chạy được; có ${warnings} việc nên xem.`);
  else print("Mọi thứ đều ổn.");
  return failing > 0 ? 1 : 0;
}
