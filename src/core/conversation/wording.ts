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
  listed: (label: string) =>
    `Theo danh mục ${label}, chưa có hướng dẫn đã kiểm chứng; xin kiểm tra trên Cổng hoặc hỏi Tổng đài 1022 trước khi làm.`,
  notListed: "Xin kiểm tra trên Cổng Dịch vụ công quốc gia hoặc hỏi Tổng đài 1022 trước khi làm.",
  draft: (day: string) => `(Bản nháp lấy từ Cổng ngày ${day}, chưa ai đối chiếu.)`,
  restOnPortal: "(còn nữa, xem trên Cổng)",
  noNumberHere: (facet: string) =>
    `Về ${facet}: danh mục không có và tôi không dám đoán. Anh/chị xem trang của thủ tục trên Cổng hoặc gọi 1022 ạ.`,
  notHere: (facet: string) =>
    `Về ${facet}: tôi chưa có thông tin. Anh/chị xem trang của thủ tục trên Cổng hoặc gọi 1022 ạ.`,
  noSuchCode: (code: string, label: string) =>
    `Tôi không thấy mã ${code} trong danh mục ${label} của Cổng Dịch vụ công quốc gia. Mã có thể gõ nhầm, mới công bố, đã bãi bỏ, hoặc là của tỉnh khác. Anh/chị kiểm tra lại mã trên Cổng hoặc gọi Tổng đài 1022.`,
  endedCode: (code: string, name: string, replaced: string) =>
    `Thủ tục mã ${code}${name} không còn dùng, đã thay bằng: ${replaced}.`,
  gone: (code: string, name: string) => `Thủ tục mã ${code}${name} đã bãi bỏ.`,
  ended: (day: string) => `Lưu ý: nội dung này đã hết hiệu lực từ sau ngày ${day}.`,
  replaced: (title: string) => `Nay xem: ${title}.`,
  askArea:
    "Anh/chị nộp trực tiếp ở đâu ạ? Bấm một nút bên dưới, hoặc gõ tên xã, phường, tôi nói riêng mức ở đó.",
  tooFast:
    "Anh/chị nhắn hơi nhanh nên tôi chưa kịp trả lời hết. Anh/chị chờ khoảng một phút rồi nhắn lại giúp tôi ạ. Việc gấp xin gọi Tổng đài 1022.",
  failed:
    "Xin lỗi anh/chị, tôi gặp trục trặc khi đọc tin nhắn vừa rồi. Tin đã được giữ lại để người phụ trách xem. Anh/chị thử hỏi bằng câu khác, hoặc gọi Tổng đài 1022 ạ.",
  /** Storage cannot write. Said at once, by ways that need no storage. */
  notKept:
    "Xin lỗi anh/chị, hệ thống đang gặp sự cố nên tin nhắn vừa rồi CHƯA được ghi nhận và chưa có mã nào được cấp. Việc cần ngay, anh/chị gọi Tổng đài 1022. Nếu lát nữa hệ thống ghi lại được, câu trả lời hoặc mã sẽ được gửi tới anh/chị tại đây ạ.",
  wordsPlease:
    "Tôi chưa xem được ảnh, tệp hay nghe được giọng nói. Anh/chị nhắn giúp tôi bằng chữ điều cần hỏi ạ.",
  privacy:
    "Anh/chị không cần gửi số giấy tờ, số điện thoại hay thông tin riêng. Muốn xóa những gì đã nhắn, anh/chị gõ /xoadulieu.",
  askErasure: [
    "Anh/chị muốn xóa phần nào ạ? Xóa rồi không lấy lại được; tin nhắn trên máy của anh/chị vẫn còn ở ứng dụng nhắn tin.",
    "1. Chỉ cuộc trò chuyện này, kể cả phản ánh chưa gửi. Phản ánh đã gửi vẫn được giải quyết.",
    "2. Cả phản ánh đã gửi từ tài khoản này: phiếu bị rút và xóa. Phiếu đã chuyển thì đơn vị tiếp nhận được báo là anh/chị đã rút.",
    "3. Không xóa gì.",
  ].join("\n"),
  erased: "Đã xóa dữ liệu cuộc trò chuyện này khỏi hệ thống. Anh/chị cần hỏi gì mới cứ nhắn ạ.",
  erasedAll:
    "Đã xóa cuộc trò chuyện này, rút và xóa các phản ánh gửi từ tài khoản này khỏi hệ thống. Anh/chị cần hỏi gì mới cứ nhắn ạ.",
  nothingErased: "Vâng, tôi giữ nguyên, chưa xóa gì ạ.",
  notYet: (day: string) => `Lưu ý: nội dung này chỉ có hiệu lực từ ngày ${day}.`,
} as const;

/** Ways on that every reply without an answer offers. */
export const WAYS_ON = [
  { label: "Gọi 1022", phone: "1022" },
  { label: "Mở Cổng Dịch vụ công", url: "https://dichvucong.gov.vn" },
] as const;

/** Answers to the question what should be erased; typed, their numbers will do. */
export const ERASURE_BUTTONS = [
  { label: "1. Chỉ trò chuyện", say: "Chỉ xóa cuộc trò chuyện", payload: "erase:yes" },
  { label: "2. Cả phản ánh", say: "Xóa cả phản ánh đã gửi", payload: "erase:all" },
  { label: "3. Không xóa", say: "Không xóa", payload: "erase:no" },
] as const;
