/** What the web chat says of itself when it cannot take a message. Citizens read these sentences. */

export const REFUSALS = {
  noToken: "Trang này đã cũ. Anh/chị tải lại trang rồi hỏi lại giúp tôi ạ.",
  otherSite: "Anh/chị mở trang Cổng Hỏi Đáp Hải Phòng để gửi câu hỏi ạ.",
  malformed: "Tin nhắn chưa đúng dạng. Anh/chị tải lại trang rồi hỏi lại giúp tôi ạ.",
  tooLong: "Tin nhắn dài quá 4000 ký tự. Anh/chị viết ngắn lại, hoặc chia thành nhiều tin ạ.",
  notKept:
    "Hệ thống đang gặp sự cố nên tin này CHƯA được ghi nhận. Trang sẽ tự gửi lại; ghi được thì câu trả lời hoặc mã sẽ hiện ở đây. Việc cần ngay, anh/chị gọi Tổng đài 1022.",
  busy: "Hiện có nhiều người hỏi cùng lúc. Tin nhắn sẽ được gửi lại sau ít giây.",
} as const;

/** The same of files: these are not sent again by themselves. */
export const FILE_REFUSALS = {
  "too-large": "Tệp lớn hơn 5 MB. Anh/chị chọn ảnh nhỏ hơn, hoặc chia thành nhiều tệp ạ.",
  "wrong-type":
    "Tệp này không đúng loại. Hệ thống nhận ảnh, PDF, Word (DOCX), Excel (XLSX), video và ghi âm ngắn. Anh/chị chụp ảnh hoặc lưu thành PDF rồi gửi lại ạ.",
  empty: "Tệp này trống. Anh/chị kiểm tra rồi gửi lại ạ.",
  gone: "Tệp này không đọc được. Anh/chị chọn lại ạ.",
  "too-many": "Anh/chị đã gửi 5 tệp đang chờ xử lý. Xin chờ một lát rồi gửi tiếp ạ.",
  closed: "Hiện hệ thống chưa nhận được ảnh và tệp. Anh/chị có thể kể bằng chữ, hoặc gọi Tổng đài 1022 ạ.",
  "not-kept":
    "Hệ thống đang gặp sự cố nên tệp này CHƯA được ghi nhận. Anh/chị thử gửi lại sau, hoặc gọi Tổng đài 1022 ạ.",
} as const;
