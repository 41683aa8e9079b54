/** What a citizen is told before anything is asked: the same as `docs/mo-hinh-de-doa.md` says, sentence by sentence. */

/** Goes into each report: raise it when what is agreed to changes. */
export const CONSENT_VERSION = 1;

const SENTENCES = {
  kind: "Đây là phản ánh, không phải đơn khiếu nại hay tố cáo.",
  readers:
    "Người đọc là đơn vị tiếp nhận phản ánh của thành phố; cán bộ trông coi máy này và cơ quan bị phản ánh không phải người nhận.",
  purpose: "Lời kể chỉ dùng để xem xét, trả lời phản ánh này.",
  draft: "Bản chưa gửi được mã hóa và tự xóa sau 24 giờ.",
  kept: "Bản đã gửi được niêm phong, chỉ đơn vị tiếp nhận mở được; máy này xóa bản niêm phong khi việc xong và hết hạn lưu (thường 180 ngày), đơn vị tiếp nhận giữ theo quy định của mình.",
  rights:
    "Anh/chị có quyền biết, xem, sửa, xóa, rút lại đồng ý theo Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: gõ /tracuu hoặc /xoadulieu bất cứ lúc nào.",
  confidential:
    "Phản ánh được giữ kín nhưng không ẩn danh: Zalo, Telegram biết tài khoản và tin nhắn của anh/chị.",
  identity: "Xin đừng gửi số căn cước, ảnh giấy tờ tùy thân.",
} as const;
type Point = keyof typeof SENTENCES;

/** A test holds each of them against the page on the threat model. */
export const CONSENT_SENTENCES: readonly string[] = Object.values(SENTENCES);

const { kind, ...others } = SENTENCES;

export const CONSENT_NOTICE = `Trước khi ghi, tôi xin nói rõ. ${kind}\n${Object.values(others)
  .map((sentence) => `• ${sentence}`)
  .join("\n")}`;
export const CONSENT_QUESTION = "Anh/chị đồng ý để tôi ghi và chuyển phản ánh chứ ạ?";

/** What citizens ask back, in folded words, and which sentences answer it. */
const ASKED: readonly (readonly [RegExp, readonly Point[]])[] = [
  [
    /\b(giu kin|giu bi mat|kin (khong|ten)|bao mat|an danh|nac danh|lo (ten|danh tinh|thong tin|ra)|bi lo|co lo|biet (ten|toi|em|la ai|ai gui)|tra thu|tru dap)\b/u,
    ["confidential", "readers"],
  ],
  [
    /\b(ai (se )?(doc|xem|nhan|biet|giai quyet|xu ly)|(gui|chuyen) (cho |toi |den |di )?(ai|dau)|nguoi ta co doc|co ai doc)\b/u,
    ["readers", "purpose"],
  ],
  [
    /\b((luu|giu) (lai )?(bao lau|den bao gio|toi bao gio)|bao (lau|gio) (thi )?xoa|co xoa)\b/u,
    ["draft", "kept"],
  ],
  [/\b(rut lai|rut duoc|xoa duoc|sua duoc|doi y)\b/u, ["rights"]],
  [/\b(co phai|day la|thanh) (don )?(khieu nai|to cao)\b/u, ["kind"]],
];
const ASKING = /\b(khong|chua|ai|dau|sao|gi|lau|nao|a|the|vay|nhi)$|^(the |vay |nhung )?(ai|co|lieu)\b/u;
const LONGEST_QUESTION = 12;

/**
 * The answer to a question about the dialogue itself.
 * @param folded the question's words without marks
 * @example answerAboutConsent("co giu kin ten khong")?.includes("không ẩn danh") // true
 * @example answerAboutConsent("ho doi toi hai trieu") // undefined
 */
export function answerAboutConsent(folded: string): string | undefined {
  if (!ASKING.test(folded) || folded.split(" ").length > LONGEST_QUESTION) return undefined;
  const points = ASKED.find(([pattern]) => pattern.test(folded))?.[1];
  return points?.map((point) => SENTENCES[point]).join(" ");
}
