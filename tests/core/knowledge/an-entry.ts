/** Entries made by hand, for tests of the knowledge part of the core. */
import { type Entry, type ProcedureEntry, sectionOf } from "../../../src/core/knowledge/index.ts";

const QUESTIONS = Array.from({ length: 15 }, (_, at) => `câu hỏi ${at + 1}`);

export function aProcedure(change: Partial<ProcedureEntry> = {}): ProcedureEntry {
  return {
    id: "1.001193",
    kind: "procedure",
    title: "Đăng ký khai sinh",
    aliases: ["làm giấy khai sinh"],
    questions: QUESTIONS,
    sector: "Hộ tịch",
    level: "commune",
    authority: "UBND cấp xã",
    onlineService: "full",
    fees: [{ kind: "charge", amountVnd: 8000, case: "nộp trực tiếp" }],
    processingTime: [{ amount: 1, unit: "working-days" }],
    legalBasis: ["Luật Hộ tịch 60/2014/QH13"],
    source: { title: "Quyết định công bố", number: "163/QĐ-BTP", date: "2026-06-10" },
    verifiedOn: "2026-10-01",
    confidence: "verified",
    sections: [sectionOf("Tóm tắt", "Ghi việc sinh vào sổ hộ tịch."), sectionOf("Các bước", "- Nộp hồ sơ.")],
    ...change,
  };
}

export function aTopic(change: Partial<Extract<Entry, { kind: "plan" }>> = {}): Entry {
  return {
    id: "ke-hoach",
    kind: "plan",
    title: "Kế hoạch tuyên truyền",
    aliases: ["kế hoạch"],
    questions: QUESTIONS,
    source: { title: "Kế hoạch số 12", date: "2023-02-01" },
    verifiedOn: "2023-02-02",
    confidence: "older-source",
    sections: [sectionOf("Tóm tắt", "Một kế hoạch."), sectionOf("Thời hạn", "Đến hết năm 2023.")],
    ...change,
  };
}
