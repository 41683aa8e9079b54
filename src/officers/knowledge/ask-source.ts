/** Asks where the facts of a new entry are from, and whether somebody has compared them. */
import { z } from "zod";
import { CONFIDENCES, type Confidence, lineOfText, webAddress } from "../../core/knowledge/index.ts";
import type { Interview } from "./interview.ts";
import type { NewEntry } from "./new-entry.ts";
import { readDay } from "./read-answers.ts";
import { refusal } from "./schema-refusal.ts";

const optionalLine = z.union([lineOfText, z.literal("")]);

export async function askSource({
  form,
  book,
  today,
  draft,
}: Interview): Promise<Pick<NewEntry, "source" | "verifiedOn" | "confidence">> {
  const { once } = book;
  const title = await once("source.title", lineOfText, () =>
    form.line({
      ask: "Nguồn: tên văn bản hoặc trang anh/chị lấy thông tin?",
      help: "ví dụ: Quyết định công bố thủ tục hành chính",
      initial: draft?.source.title,
      check: refusal(lineOfText),
    }),
  );
  const number = await once("source.number", optionalLine, () =>
    form.line({
      ask: "Số hiệu văn bản?",
      help: "ví dụ: 163/QĐ-BTP",
      initial: draft?.decision,
      isOptional: true,
    }),
  );
  const date = await once("source.date", lineOfText, () =>
    form.line({
      ask: "Ngày của văn bản, hoặc ngày anh/chị đọc trang ấy?",
      help: "ví dụ 10/6/2026",
      initial: draft?.source.date,
      check: (typed) => {
        const day = readDay(typed);
        if (!day) return "xin gõ ngày/tháng/năm, ví dụ 10/6/2026";
        return day > today ? "ngày này chưa tới" : undefined;
      },
    }),
  );
  const url = await once("source.url", z.union([webAddress, z.literal("")]), () =>
    form.line({
      ask: "Địa chỉ trang nguồn?",
      help: "chép cả địa chỉ từ trình duyệt, bắt đầu bằng https://",
      initial: draft?.url ?? draft?.source.url,
      isOptional: true,
      check: refusal(webAddress),
    }),
  );
  const confidence = await once("confidence", z.enum(CONFIDENCES), () =>
    form.choose<Confidence>("Anh/chị đã đọc lại nguồn và thấy mọi điều trên đều khớp chưa?", [
      { value: "unverified", label: "Chưa đối chiếu đủ (máy sẽ dặn dân hỏi lại trước khi làm)" },
      { value: "verified", label: "Đã đối chiếu hôm nay, nguồn đang có hiệu lực" },
      { value: "older-source", label: "Đã đối chiếu hôm nay, nhưng nguồn cũ, có thể đã đổi" },
    ]),
  );
  const source = { title, ...(number && { number }), date: readDay(date) ?? date, ...(url && { url }) };
  return { source, verifiedOn: today, confidence };
}
