/** `hoidap privacy`: everything of one person, counted; and erased when it is wanted. */
import type { OfficersDesk, PersonFinding, PersonQuery } from "../../core/feedback/index.ts";
import { batchName } from "../handover/columns.ts";
import { describeTicket } from "./list-tickets.ts";

export interface PersonSettings {
  readonly desk: OfficersDesk;
  readonly actor: string;
  readonly clock: () => number;
  readonly print: (line: string) => void;
}

/** The look itself is a line in the log, without the person. @returns the exit code */
export async function findPerson(person: PersonQuery, settings: PersonSettings): Promise<number> {
  const { desk, actor, clock, print } = settings;
  const finding = await desk.find(person);
  const detail = { tickets: finding.tickets.length };
  await desk.audit.append({ actor, action: "person-found", subject: subjectOf(person), detail }, clock());
  describe(finding, print);
  return 0;
}

/** @param confirm whether to go on, once it was shown what there is @returns the exit code */
export async function erasePerson(
  person: PersonQuery,
  { desk, actor, clock, print }: PersonSettings,
  confirm: (question: string) => Promise<boolean>,
): Promise<number> {
  const finding = await desk.find(person);
  describe(finding, print);
  if (isNothing(finding)) return 0;
  if (!(await confirm("Xóa hẳn tất cả? Việc này không lấy lại được."))) {
    print("Chưa xóa gì.");
    return 1;
  }
  await desk.erase(person, actor, clock());
  print("Đã xóa; nhật ký kiểm toán có ghi việc xóa, không ghi nội dung.");
  return 0;
}

function describe(finding: PersonFinding, print: (line: string) => void): void {
  if (isNothing(finding)) {
    print("Không lưu gì của người này.");
    return;
  }
  print(`Cuộc trò chuyện: ${finding.conversation ? "có" : "không"}`);
  print(`Tin nhắn đang chờ xử lý: ${finding.waitingUpdates}`);
  print(`Tin trả lời trong hộp gửi: ${finding.outboxParts}`);
  print(`Dòng nhật ký lượt hỏi (không tên, đã che số): ${finding.turnLogLines}`);
  print(`Ảnh, tệp còn niêm phong: ${finding.files}`);
  print(`Phiếu phản ánh: ${finding.tickets.length}`);
  for (const ticket of finding.tickets) print(`  ${describeTicket(ticket)}`);
  const batches = [...new Set(finding.tickets.flatMap(({ batch }) => batch ?? []))].sort((a, b) => a - b);
  if (batches.length > 0)
    print(
      `Bản đã bàn giao ở đơn vị tiếp nhận: ${batches.map(batchName).join(", ")} (và các lô bổ sung sau đó). Hãy báo đơn vị xử lý bản của họ.`,
    );
}

function isNothing({ conversation, tickets, ...counts }: PersonFinding): boolean {
  return !conversation && tickets.length === 0 && Object.values(counts).every((count) => count === 0);
}

function subjectOf(person: PersonQuery): string {
  return "code" in person ? person.code : "";
}
