/** Takes money and time limits out of text that nobody has compared with its source. */

/** "01/7/2026", "ngày 01 tháng 7 năm 2026", "tháng 7 năm 2026" are dates, no limits. */
const DATES =
  /ngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|tháng\s+\d{1,2}(?:\s+năm\s+\d{4}|\/\d{4})/giu;
const NUMBER =
  "(?:\\d+(?:[.,]\\d+)*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?:\\s+(?:lăm|hai|một))?|mươi|nửa|không quá)";
/** "(05)", "05 (năm)", "48 (bốn mươi tám)": numbers are often written twice, the second time in words. */
const IN_WORDS = "\\(\\s*[\\p{L} ]{1,30}\\s*\\)";
const COUNT = `(?:${NUMBER}|\\(\\s*${NUMBER}\\s*\\))(?:\\s*(?:${IN_WORDS}|\\(\\s*${NUMBER}\\s*\\)|-|–|đến|hoặc)\\s*(?:${NUMBER})?)*`;
const TIMES = new RegExp(
  `(?<![\\p{L}\\d])${COUNT}\\s*(?:ngày|giờ|phút|tuần|tháng)(?!\\s*(?:tuổi|tháng\\s+\\d))(?![\\p{L}])(?:\\s+làm\\s+việc)?`,
  "giu",
);
const MONEY =
  /(?<![\p{L}\d])\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?\s*(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s*(?:đồng|đ\b)?|đồng|đ(?![\p{L}])|₫|vnđ|vnd)|miễn\s+(?:phí|lệ\s+phí)/giu;

export const HIDDEN_TIME = "[thời hạn: xem trên Cổng]";
export const HIDDEN_MONEY = "[mức thu: xem trên Cổng]";

/**
 * The text with a word in the place of each amount of money and each number of hours, days, weeks or months.
 *
 * @example hideAmounts("trong 48 (bốn mươi tám) giờ") // "trong [thời hạn: xem trên Cổng]"
 * @example hideAmounts("Trong 03 ngày làm việc, nộp 20.000 đồng.") // "Trong [thời hạn: xem trên Cổng], nộp [mức thu: xem trên Cổng]."
 */
export function hideAmounts(text: string): string {
  const dates: string[] = [];
  const kept = text.replace(DATES, (date) => `\uE000${dates.push(date) - 1}\uE000`);
  return kept
    .replace(MONEY, HIDDEN_MONEY)
    .replace(TIMES, HIDDEN_TIME)
    .replace(/\uE000(\d+)\uE000/gu, (_, at: string) => dates[Number(at)] ?? "");
}
