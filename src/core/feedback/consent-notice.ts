/** What a citizen is told before anything is asked: the same as `docs/mo-hinh-de-doa.md` says, sentence by sentence. */

/** Goes into each report: raise it when what is agreed to changes. */
export const CONSENT_VERSION = 1;

/** A test holds each of them against the page on the threat model. */
export const CONSENT_SENTENCES = [
  "Đây là phản ánh, không phải đơn khiếu nại hay tố cáo.",
  "Người đọc là đơn vị tiếp nhận phản ánh của thành phố; cán bộ trông coi máy này và cơ quan bị phản ánh không phải người nhận.",
  "Lời kể chỉ dùng để xem xét, trả lời phản ánh này.",
  "Bản chưa gửi được mã hóa và tự xóa sau 24 giờ.",
  "Bản đã gửi được niêm phong, chỉ đơn vị tiếp nhận mở được; máy này xóa bản niêm phong khi việc xong và hết hạn lưu (thường 180 ngày), đơn vị tiếp nhận giữ theo quy định của mình.",
  "Anh/chị có quyền biết, xem, sửa, xóa, rút lại đồng ý theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: gõ /tracuu hoặc /xoadulieu bất cứ lúc nào.",
  "Phản ánh được giữ kín nhưng không ẩn danh: Zalo, Telegram biết tài khoản và tin nhắn của anh/chị.",
  "Xin đừng gửi số căn cước, ảnh giấy tờ tùy thân.",
] as const;

const [kind, ...others] = CONSENT_SENTENCES;

export const CONSENT_NOTICE = `Trước khi ghi, tôi xin nói rõ. ${kind}\n${others.map((sentence) => `• ${sentence}`).join("\n")}`;
export const CONSENT_QUESTION = "Anh/chị đồng ý để tôi ghi và chuyển phản ánh chứ ạ?";
