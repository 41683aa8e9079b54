/** Asks for fees and times of a procedure, where not knowing is a proper answer. */
import { z } from "zod";
import type { Form } from "../../core/form.ts";
import {
  type Fee,
  feeSchema,
  formatFee,
  formatProcessingTime,
  type ProcessingTime,
  processingTimeSchema,
  type Risk,
  TIME_UNITS,
} from "../../core/knowledge/index.ts";
import type { AnswerBook } from "./answer-book.ts";
import { readLength, readVnd } from "./read-answers.ts";

const UNIT_NAMES: Readonly<Record<(typeof TIME_UNITS)[number], string>> = {
  "working-days": "ngày làm việc (không tính thứ bảy, chủ nhật, ngày lễ)",
  days: "ngày thường (tính cả ngày nghỉ)",
  months: "tháng",
  "same-day": "trong ngày làm việc nhận hồ sơ",
  immediately: "giải quyết ngay, không phải chờ",
};
const YES_NO = [
  { value: "no", label: "Không" },
  { value: "yes", label: "Có" },
] as const;
const yesOrNo = z.enum(["no", "yes"]);
const FEE_STATES = ["unknown", "none", "charge", "fee"] as const;

/** A case is asked for only where there may be several: one line of all stands for everybody. */
const CASE = {
  ask: "Dòng này áp dụng cho trường hợp nào?",
  help: "ví dụ: nộp trực tiếp; quá hạn",
  isOptional: true,
} as const;

export async function askFees(form: Form, book: AnswerBook, risk: Risk): Promise<Fee[]> {
  if (risk === "C") {
    form.say("Mục rủi ro C thì không nêu con số: tiền và thời hạn để là “chưa có con số chắc chắn”.");
    return [{ kind: "fee", amountVnd: null }];
  }
  const fees: Fee[] = [];
  for (;;) {
    const name = `fees.${fees.length}`;
    const fee = await book.once(name, feeSchema, () => askFee(form));
    fees.push(fee);
    form.say(`Dân sẽ đọc là: ${formatFee(fee)}`);
    if (fee.amountVnd === null && fee.case === undefined) return fees;
    const more = await book.once(`${name}.more`, yesOrNo, () =>
      form.choose("Còn trường hợp thu khác không?", YES_NO, "no"),
    );
    if (more === "no") return fees;
  }
}

async function askFee(form: Form): Promise<Fee> {
  const state = await form.choose<(typeof FEE_STATES)[number]>("Người dân phải nộp tiền không?", [
    { value: "unknown", label: "Chưa biết chắc (máy sẽ nói là chưa có con số chắc chắn)" },
    { value: "none", label: "Không phải nộp (văn bản nói rõ là không thu hoặc miễn)" },
    { value: "charge", label: "Có, là lệ phí" },
    { value: "fee", label: "Có, là phí" },
  ]);
  if (state === "unknown") return { kind: "fee", amountVnd: null };
  const typed =
    state === "none"
      ? "0"
      : await form.line({
          ask: "Bao nhiêu đồng?",
          help: "8000, 8.000 hay 8 nghìn đều được; Enter nếu chưa biết",
          isOptional: true,
          check: (answer) => {
            const amountVnd = readVnd(answer);
            if (amountVnd === undefined) return "xin gõ số tiền bằng chữ số, ví dụ 8.000";
            const parsed = feeSchema.safeParse({ kind: state, amountVnd });
            return parsed.success ? undefined : parsed.error.issues[0]?.message;
          },
        });
  const amountVnd = typed ? (readVnd(typed) ?? null) : null;
  const per = amountVnd
    ? await form.line({ ask: "Tính theo gì?", help: "ví dụ: bản, người, trang", isOptional: true })
    : "";
  const when = await form.line(CASE);
  const basis =
    amountVnd === null
      ? ""
      : await form.line({
          ask: "Theo văn bản nào?",
          help: "số hiệu, ví dụ: Thông tư 281/2016/TT-BTC",
          isOptional: true,
        });
  return {
    kind: state,
    amountVnd,
    ...(per && { per }),
    ...(when && { case: when }),
    ...(basis && { basis }),
  };
}

export async function askTimes(form: Form, book: AnswerBook, risk: Risk): Promise<ProcessingTime[]> {
  if (risk === "C") return [{ amount: null }];
  const times: ProcessingTime[] = [];
  for (;;) {
    const name = `processingTime.${times.length}`;
    const time = await book.once(name, processingTimeSchema, () => askTime(form));
    times.push(time);
    form.say(`Dân sẽ đọc là: ${formatProcessingTime(time)}`);
    if (time.amount === null) return times;
    const more = await book.once(`${name}.more`, yesOrNo, () =>
      form.choose("Còn trường hợp có thời hạn khác không?", YES_NO, "no"),
    );
    if (more === "no") return times;
  }
}

async function askTime(form: Form): Promise<ProcessingTime> {
  const typed = await form.line({
    ask: "Bao lâu thì có kết quả? Gõ con số.",
    help: "ví dụ 3, hoặc 3 ngày làm việc; Enter nếu chưa biết chắc; 0 nếu giải quyết ngay hoặc trong ngày",
    isOptional: true,
    check: (answer) => {
      const length = readLength(answer);
      if (!length) return "xin gõ con số, ví dụ 3 hoặc 2,5";
      const parsed = processingTimeSchema.safeParse({ unit: "days", ...length, amount: length.amount });
      return length.unit === undefined || parsed.success ? undefined : parsed.error.issues[0]?.message;
    },
  });
  const length = typed ? readLength(typed) : undefined;
  if (!length) return { amount: null };
  const units = TIME_UNITS.filter((unit) =>
    length.amount === 0
      ? unit === "same-day" || unit === "immediately"
      : unit !== "same-day" && unit !== "immediately",
  );
  const unit =
    length.unit ??
    (await form.choose(
      "Tính theo gì? Xem kỹ văn bản: ngày làm việc khác ngày thường.",
      units.map((value) => ({ value, label: UNIT_NAMES[value] })),
    ));
  const when = await form.line({ ...CASE, help: "ví dụ: kể từ khi nhận đủ hồ sơ" });
  const amount = unit === "same-day" ? 1 : length.amount;
  return { amount, unit, ...(when && { case: when }) };
}
