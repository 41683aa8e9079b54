/** Tells the words of a title that carry its meaning from those that only join them. */

const JOINING = new Set(
  (
    "và của các cho theo về tại đối với được do từ trong có là hoặc trên đến để khi bằng này những một vào " +
    "thủ tục không phải như ra bị hay mà thì đã sẽ còn ở"
  ).split(" "),
);
const WORD = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}./-]*/gu;

/** @example contentWords("Thủ tục cấp bản sao trích lục") // ["cấp", "bản", "sao", "trích", "lục"] */
export function contentWords(title: string): string[] {
  const words = title.normalize("NFC").toLowerCase().match(WORD) ?? [];
  return words.filter((word) => !JOINING.has(word));
}
