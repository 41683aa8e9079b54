/** Who issued a procedure: one slug for a ministry however a file writes it, and whether it is another province. */
import { plainWords } from "./official-text.ts";

/** Short and former names that files use, by their slug. */
const SAME: Readonly<Record<string, string>> = {
  "bo-nong-nghiep-mt": "bo-nong-nghiep-va-moi-truong",
  "bo-xay-dung-giao-thong-van-tai-cu": "bo-xay-dung",
  "ngan-hang-nha-nuoc-viet-nam": "ngan-hang-nha-nuoc",
};

/** Where a list does not say who issued a procedure, its sector stands for that. */
export const SECTOR_SCOPE = "linh-vuc:";

/** @example bodySlug("Bộ xây dựng (Giao thông vận tải cũ)") // "bo-xay-dung" */
export function bodySlug(name: string): string {
  const slug = slugOf(name);
  return SAME[slug] ?? slug;
}

/** @example slugOf("Hộ tịch – liên thông") // "ho-tich-lien-thong" */
export function slugOf(text: string): string {
  return plainWords(text).replaceAll(" ", "-");
}

/** True for what a committee or an office of another province issued: it does not apply in Hải Phòng. */
export function isOtherProvince(body: string): boolean {
  const words = plainWords(body);
  if (/\bhai phong\b/u.test(words)) return false;
  return (
    /^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (?:tinh|thanh pho|tp) [a-z]/u.test(words) ||
    /^(?:so|trung tam|ban) .*\b(?:tinh|thanh pho|tp) [a-z]/u.test(words)
  );
}
