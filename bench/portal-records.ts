/** Reads procedure records of the national portal and makes passages of them. */
import { z } from "zod";
import type { Passage } from "./peers/search-peer.ts";
import { readJsonLines } from "./read-jsonl.ts";

const recordSchema = z.object({
  ma_thu_tuc: z.string(),
  ten_thu_tuc: z.string(),
  trinh_tu_thuc_hien: z.string(),
  thanh_phan_ho_so: z.string(),
  yeu_cau_dieu_kien: z.string(),
});

type PortalRecord = z.infer<typeof recordSchema>;

/** What the portal's page says when a field is empty. */
const NOTHING = "Không có thông tin";
/** The heads of a flattened table, in the middle of the text. */
const TABLE_HEAD = /Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng/gu;
/** The foot of the page, which the reader of the portal took for text. */
const PAGE_FOOT = /Từ khóa(?=.*Chọn cơ quan thực hiện).*$/su;

/** @throws UsageError */
export function readPortalPassages(path: string): Passage[] {
  return readJsonLines(path, recordSchema).map(toPassage);
}

function toPassage(record: PortalRecord): Passage {
  const parts = [record.trinh_tu_thuc_hien, record.thanh_phan_ho_so, record.yeu_cau_dieu_kien];
  return {
    id: record.ma_thu_tuc,
    title: record.ten_thu_tuc.trim(),
    text: parts.map(cutFurniture).filter(Boolean).join("\n"),
  };
}

/** @example cutFurniture("Giấy tờ phải nộp:Tên giấy tờMẫu đơn, tờ khaiSố lượng- Tờ khai") // "Giấy tờ phải nộp:\n- Tờ khai" */
function cutFurniture(text: string): string {
  const cut = text.replace(PAGE_FOOT, "").replace(TABLE_HEAD, "\n").trim();
  return cut === NOTHING ? "" : cut;
}
