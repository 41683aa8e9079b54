/** The sentences the bot says of itself. Facts stand in `knowledge/`, never here. */

export const WORDING = {
  empty: "Anh/chị nhắn giúp tôi bằng chữ điều cần hỏi, ví dụ: “đăng ký khai sinh cần giấy tờ gì”.",
  askWhich: "Anh/chị muốn hỏi việc nào trong các việc sau ạ?",
  howToChoose: "Anh/chị trả lời bằng số, hoặc viết rõ thêm một chút.",
  noneOfThese:
    "Vậy anh/chị tả lại giúp tôi bằng câu khác, hoặc gọi Tổng đài 1022 để được người thật hướng dẫn.",
  handOver:
    "Việc này tôi chưa có thông tin đã kiểm chứng nên không dám trả lời. Anh/chị gọi Tổng đài 1022, hoặc tra trên Cổng Dịch vụ công quốc gia dichvucong.gov.vn.",
  notUnderstood:
    "Tôi chưa hiểu ý anh/chị. Anh/chị thử nêu tên việc cần làm (ví dụ: “đăng ký kết hôn”, “đổi căn cước”), hoặc gọi Tổng đài 1022.",
  nothingToRepeat: "Anh/chị cho tôi biết đang hỏi về thủ tục nào ạ? Ví dụ: “lệ phí đăng ký kết hôn”.",
  noSuchFacet: (facet: string, title: string) =>
    `Về “${facet.toLowerCase()}” của ${title}, tôi chưa có thông tin đã kiểm chứng. Anh/chị hỏi Tổng đài 1022.`,
  ended: (day: string) => `Lưu ý: nội dung này đã hết hiệu lực từ sau ngày ${day}.`,
  replaced: (title: string) => `Nay xem: ${title}.`,
  notYet: (day: string) => `Lưu ý: nội dung này chỉ có hiệu lực từ ngày ${day}.`,
} as const;

/** Ways on that every reply without an answer offers. */
export const WAYS_ON = [
  { label: "Gọi 1022", phone: "1022" },
  { label: "Mở Cổng Dịch vụ công", url: "https://dichvucong.gov.vn" },
] as const;
