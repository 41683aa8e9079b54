/** What the web chat says of itself when it cannot take a message. Citizens read these sentences. */

export const REFUSALS = {
  noToken: "Trang này đã cũ. Anh/chị tải lại trang rồi hỏi lại giúp tôi ạ.",
  otherSite: "Anh/chị mở trang Cổng Hỏi Đáp Hải Phòng để gửi câu hỏi ạ.",
  malformed: "Tin nhắn chưa đúng dạng. Anh/chị tải lại trang rồi hỏi lại giúp tôi ạ.",
  tooLong: "Tin nhắn dài quá 4000 ký tự. Anh/chị viết ngắn lại, hoặc chia thành nhiều tin ạ.",
  busy: "Hiện có nhiều người hỏi cùng lúc. Tin nhắn sẽ được gửi lại sau ít giây.",
} as const;
