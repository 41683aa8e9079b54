/** The status that somebody wrote into a sheet: our label in any spelling, our id, or a word that offices use. */
import { STATUS_LABELS, TICKET_STATUSES, type TicketStatus } from "../../core/feedback/index.ts";
import { foldDiacritics } from "../../language/index.ts";

const OFFICE_WORDS: Readonly<Record<string, TicketStatus>> = {
  "da chuyen": "handed-over",
  "da chuyen don vi": "handed-over",
  "dang xu ly": "in-progress",
  "dang giai quyet": "in-progress",
  "dang xac minh": "in-progress",
  "da thu ly": "in-progress",
  "can bo sung": "more-information-asked",
  "yeu cau bo sung": "more-information-asked",
  "cho bo sung": "more-information-asked",
  "da giai quyet": "answered",
  "da xu ly": "answered",
  "da co ket qua": "answered",
  "tu choi": "refused",
  "khong tiep nhan": "refused",
  "khong thuoc tham quyen": "refused",
  "ket thuc": "closed",
  "da dong": "closed",
  dong: "closed",
};

const plain = (text: string) =>
  foldDiacritics(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, " ")
    .trim();

const KNOWN: ReadonlyMap<string, TicketStatus> = new Map([
  ...Object.entries(OFFICE_WORDS),
  ...TICKET_STATUSES.flatMap((status) => [
    [plain(status), status] as const,
    [plain(STATUS_LABELS[status]), status] as const,
  ]),
]);

/** @example readStatus("DA TRA LOI") // "answered" */
export function readStatus(text: string): TicketStatus | undefined {
  return KNOWN.get(plain(text));
}
