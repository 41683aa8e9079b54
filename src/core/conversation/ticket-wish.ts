/** What a message wants of tickets that were filed: to see them, or to do something with one. Folded words decide. */
import { isOneSlip } from "../../language/index.ts";
import {
  isTicketCode,
  locateTicketCode,
  RATINGS,
  readDialogueWord,
  readTicketCode,
  TICKET_ACTIONS,
  type TicketAction,
  type TicketCode,
} from "../feedback/index.ts";
import type { TicketTalk } from "./session.ts";
import { isCallForHelp } from "./steps/call-for-help.ts";
import type { Turn } from "./turn.ts";

export type TicketWish =
  /** Own ones. `isDoubtful`: a dossier may be meant as well. `isCommand`: the menu was used. */
  | { readonly kind: "own"; readonly isDoubtful: boolean; readonly isCommand: boolean }
  /** Something that should be a code and is none. */
  | { readonly kind: "mistyped" }
  | {
      readonly kind: "ticket";
      readonly action: TicketAction;
      readonly code: TicketCode;
      readonly pin: string | undefined;
      /** What is said with it: the addition, the rating, the yes. Undefined: it is to be asked for. */
      readonly given: string | undefined;
    };

/** Pressed, typed, or the answer to what was asked about a ticket. */
export function ticketWish(turn: Turn): TicketWish | undefined {
  const { payload, text } = turn.message;
  if (payload !== undefined) return wishOfPayload(payload, text, turn.session.ticket);
  const named = wishOfText(turn, text);
  if (named) return named;
  return wishOfTalk(turn, turn.session.ticket) ?? chosenOfList(turn) ?? statusQuestion(turn);
}

function wishOfPayload(payload: string, text: string, talk: TicketTalk | undefined): TicketWish | undefined {
  if (payload === "ticket:own") return { kind: "own", isDoubtful: true, isCommand: true };
  if (payload === "ticket:find") {
    const located = locateTicketCode(text);
    const code = located?.code ?? readTicketCode(text);
    if (!code) return { kind: "mistyped" };
    return { kind: "ticket", action: "show", code, pin: pinIn(located?.rest ?? ""), given: undefined };
  }
  const match = /^ticket:(?<action>[a-z]{1,10}):(?<code>[A-Z0-9-]{14})(?::(?<given>yes|no|[1-5]))?$/u.exec(
    payload,
  );
  const { action: name, code = "", given } = match?.groups ?? {};
  const action = TICKET_ACTIONS.find((one) => one === name);
  if (!action || !isTicketCode(code)) return undefined;
  return { kind: "ticket", action, code, pin: talk?.code === code ? talk.pin : undefined, given };
}

/** "Tra mã K7RM-4XTA-9HC3, PIN 123456", "Rút phiếu K7RM-4XTA-9HC3". While a report is asked for, codes are part of it. */
function wishOfText(turn: Turn, text: string): TicketWish | undefined {
  if (turn.session.intake) return undefined;
  const located = locateTicketCode(text);
  if (located) {
    const { code, rest } = located;
    const pin = pinIn(rest) ?? (turn.session.ticket?.code === code ? turn.session.ticket.pin : undefined);
    return { kind: "ticket", action: actionNamed(turn) ?? "show", code, pin, given: undefined };
  }
  const looksLikeCode =
    /(?<![\p{L}\d])[a-z\d]{4}[-–. ][a-z\d]{4}[-–. ][a-z\d]{4}(?![\p{L}\d])/iu.exec(text)?.[0] ?? "";
  return /\d/u.test(looksLikeCode) && /\b(ma|phieu|tra)\b/u.test(foldedOf(turn))
    ? { kind: "mistyped" }
    : undefined;
}

/** The answer to what was asked about a ticket a moment ago. */
function wishOfTalk(turn: Turn, talk: TicketTalk | undefined): TicketWish | undefined {
  if (!talk || turn.session.intake) return undefined;
  const { code, pin } = talk;
  const wish = (action: TicketAction, given?: string): TicketWish => ({
    kind: "ticket",
    action,
    code,
    pin,
    given,
  });
  const { text } = turn.message;
  const word = readDialogueWord(text);
  switch (talk.stage) {
    case "pin": {
      const typed = pinIn(text);
      return typed && turn.words.length <= 8 ? ({ ...wish("show"), pin: typed } as TicketWish) : undefined;
    }
    case "add":
      return isCallForHelp(turn) ? undefined : wish("add", text);
    case "withdraw":
      if (word?.kind === "yes") return wish("withdraw", "yes");
      return word ? wish("withdraw", "no") : undefined;
    case "rate": {
      const number = ratingIn(turn);
      if (number !== undefined) return wish("rate", String(number));
      return word ? wish("rate", "no") : undefined;
    }
    case "shown": {
      if (turn.words.length > 6) return undefined;
      const action = actionNamed(turn);
      const rating = action === "rate" ? ratingIn(turn) : undefined;
      return action && wish(action, rating === undefined ? undefined : String(rating));
    }
  }
}

function chosenOfList(turn: Turn): TicketWish | undefined {
  const { listed = [], offered, guided, intake } = turn.session;
  if (listed.length === 0 || offered?.isOpen || guided?.isOpen || intake) return undefined;
  const word = readDialogueWord(turn.message.text);
  const code = word?.kind === "number" ? listed[word.number - 1] : undefined;
  return code === undefined
    ? undefined
    : { kind: "ticket", action: "show", code, pin: undefined, given: undefined };
}

const STATE =
  /\b(toi dau|den dau|the nao roi|ra sao|sao roi|(xu ly|giai quyet|tra loi|xem|duyet|duoc|xong) chua|ket qua|tinh trang|tien do|trang thai|tra cuu|bao gio|chua thay|co ai (xem|doc|tra loi)|da (xu ly|tra loi|giai quyet))\b/u;
const MINE =
  /\b(cua (toi|em|minh|chau|con|tui|bac|co|chu|anh|chi|nha)|(toi|em|minh|chau|tui|con) (da |moi |co |vua )?gui|(da|vua|moi) gui|ma phieu|ma phan anh|gui (hom|bua|tuan|thang|hoi) \w+)\b/u;
const LONGEST_QUESTION = 18;
const SHORT_QUESTION = 7;
/** "Tra cứu", "xem kết quả": of what? */
const DOUBTFUL =
  /^(toi |em |minh |chau )?(muon |can )?(tra cuu|tra ma|tra ket qua|xem ket qua|kiem tra ket qua|tra cuu ket qua|tra cuu tinh trang)$/u;
/** A report on somebody is no question about one. */
const NO_REPORT = 0.5;

function statusQuestion(turn: Turn): TicketWish | undefined {
  const folded = foldedOf(turn);
  if (turn.session.intake || turn.feedback.misconduct >= NO_REPORT) return undefined;
  if (DOUBTFUL.test(folded)) return { kind: "own", isDoubtful: true, isCommand: false };
  const { length } = turn.words;
  const isMine = MINE.test(folded) || length <= SHORT_QUESTION;
  const isStatus = length <= LONGEST_QUESTION && STATE.test(folded) && isMine && speaksOfReport(turn);
  return isStatus ? { kind: "own", isDoubtful: false, isCommand: false } : undefined;
}

/** "Phản ánh", with a slip as well. */
function speaksOfReport(turn: Turn): boolean {
  const folded = turn.words.map((word) => word.folded);
  return folded.some((word, at) => isOneSlip(`${word} ${folded[at + 1] ?? ""}`, "phan anh"));
}

function actionNamed(turn: Turn): TicketAction | undefined {
  const folded = foldedOf(turn);
  if (/\b(rut lai|rut phieu|rut phan anh|rut|huy phieu)\b/u.test(folded)) return "withdraw";
  if (/\b(danh gia|cham diem|cham)\b/u.test(folded)) return "rate";
  if (/\b(bo sung|noi them|ke them|tra loi phieu|tra loi don vi|tra loi)\b/u.test(folded)) return "add";
  return undefined;
}

function ratingIn(turn: Turn): number | undefined {
  const numbers = foldedOf(turn).match(/\b[1-5]\b/gu) ?? [];
  const [only] = numbers;
  return numbers.length === 1 ? RATINGS.find((rating) => String(rating) === only) : undefined;
}

function foldedOf(turn: Turn): string {
  return turn.words.map((word) => word.folded).join(" ");
}

/** Six figures that stand alone, with or without blanks between. */
function pinIn(text: string): string | undefined {
  return /(?<![\d.-])(?:\d[\s.-]?){5}\d(?![\d-])/u.exec(text)?.[0].replace(/\D/gu, "");
}
