/** The sentences of the dialogue on reports. What the law or an office says stands in `knowledge/`, never here. */
import { MOST_FILES } from "./taken-files.ts";

export const FEEDBACK_WORDING = {
  opening: "Tôi rất tiếc vì việc anh/chị gặp phải.",
  offer: "Anh/chị có muốn tôi ghi lại thành phản ánh để chuyển đơn vị tiếp nhận của thành phố không ạ?",
  offerBesideWays: "Việc này anh/chị vẫn có thể gửi phản ánh tại đây. Anh/chị có muốn gửi không ạ?",
  offerAgain: "Về việc anh/chị kể lúc trước: anh/chị có muốn gửi phản ánh không ạ?",
  offerAfterLate:
    "Nếu việc chậm trễ làm anh/chị phiền lòng, tôi ghi lại thành phản ánh được. Anh/chị có muốn gửi không ạ?",
  offerPraise:
    "Cảm ơn anh/chị đã ghi nhận. Anh/chị có muốn tôi chuyển lời khen này tới đơn vị tiếp nhận của thành phố không ạ?",
  noOffer: "Vâng, tôi không ghi lại gì. Anh/chị cần hỏi thêm cứ nhắn tôi ạ.",
  whichWay: [
    "Để khỏi gửi nhầm chỗ, anh/chị muốn làm việc nào ạ?",
    "1. Phản ánh: góp ý, báo cách cán bộ phục vụ. Tôi ghi và chuyển giúp.",
    "2. Khiếu nại: xin xem lại một quyết định, việc làm ảnh hưởng đến chính mình.",
    "3. Tố cáo: báo hành vi vi phạm pháp luật của ai đó.",
    "Anh/chị trả lời bằng số 1, 2 hoặc 3.",
  ].join("\n"),
  closed:
    "Lúc này tôi chưa nhận được phản ánh, nên tôi không hỏi gì thêm. Anh/chị gọi Tổng đài 1022, hoặc gửi theo các cách sau ạ.",
  closedAtSending:
    "Tôi chưa gửi được vì hệ thống đang trục trặc; phản ánh chưa được tiếp nhận và chưa có mã. Bản anh/chị vừa làm vẫn được giữ đến khi hết hạn 24 giờ. Anh/chị thử lại sau ít phút bằng cách gõ “gửi”, hoặc gọi Tổng đài 1022 ạ.",
  trial: "Đây là bản chạy thử: phản ánh chưa được gửi đi đâu, không có mã, và không có gì được giữ lại ạ.",
  trialLine: "(Bản chạy thử: không có gì được gửi đi.)",
  tellStory:
    "Anh/chị kể giúp tôi việc đã xảy ra: ai làm gì, nói gì, ở đâu, lúc nào. Kể nhiều tin cũng được, xong thì gõ “xong”.",
  tellPraise: "Anh/chị muốn khen ai, vì việc gì ạ? Kể nhiều tin cũng được, xong thì gõ “xong”.",
  storyTaken: (shown: string) =>
    `Tôi đã ghi lời anh/chị kể:\n“${shown}”\n\nAnh/chị kể thêm nếu còn. Xong thì gõ “xong”; muốn kể lại từ đầu, gõ “sửa nội dung”.`,
  storyAdded: "Tôi đã ghi. Còn nữa không ạ? Anh/chị nhắn tiếp, hoặc gõ “xong”.",
  storyGoOn: "Anh/chị kể tiếp nếu còn, xong thì gõ “xong”.",
  storyKnown: "Câu này tôi đã ghi rồi ạ.",
  storyCut: (end: string) => `Nội dung dài quá, tôi chỉ ghi được đến chỗ “…${end}”.`,
  storyAddedLater: "Tôi đã ghi thêm vào nội dung.",
  tellAgain: "Anh/chị kể lại giúp tôi; tin nhắn tới sẽ thay cho nội dung cũ. Muốn giữ nguyên, gõ “xong”.",
  moreFirst: "Tôi chưa có nội dung nào để gửi ạ.",
  askOffice: "Việc xảy ra ở cơ quan, quầy nào ạ? Ví dụ: bộ phận một cửa phường Lê Chân.",
  askHappened: "Việc xảy ra khi nào ạ? Ví dụ: sáng thứ hai tuần trước, hoặc ngày 12/11.",
  askDossier: "Anh/chị có mã hồ sơ liên quan không ạ? Có thì nhắn mã, không thì gõ “bỏ qua”.",
  askContact:
    "Anh/chị có muốn để lại cách liên hệ (tên, số điện thoại, email) cho đơn vị tiếp nhận không ạ? Không để lại cũng được, trả lời sẽ gửi vào khung trò chuyện này.",
  contactHow: "Anh/chị nhắn giúp tôi tên, số điện thoại hoặc email ạ.",
  askFiles: `Anh/chị có ảnh hoặc tệp làm rõ việc này thì gửi luôn vào đây, nhiều nhất ${MOST_FILES} tệp. Đừng gửi ảnh giấy tờ tùy thân. Không có hoặc gửi đủ rồi thì gõ “xong”.`,
  optional: "Không nhớ thì gõ “bỏ qua”.",
  keepsValue: (value: string) => `Đang ghi: ${value}. Nhắn lại để sửa, “bỏ qua” để giữ, “xóa” để bỏ trống.`,
  proposed: (what: string) => `${what}. Đúng không ạ? Nếu không, anh/chị nhắn lại cho đúng.`,
  whichOffice: "Anh/chị nói tới nơi nào trong các nơi sau ạ? Trả lời bằng số.",
  asWritten: "Giữ như tôi viết",
  noted: (label: string, value: string) => `Tôi ghi: ${label.toLowerCase()} – ${value}.`,
  idNumber:
    "Dãy số này giống số giấy tờ tùy thân. Xin anh/chị đừng gửi; tôi không ghi lại số đó vào mục này.",
  tooLongAnswer: "Mục này chỉ cần một câu ngắn thôi ạ.",
  filesTaken: (count: number) => `Tôi nhận ${count} tệp, đang chuyển vào hồ sơ niêm phong.`,
  filesKept: (count: number) => `Đã có ${count} tệp.`,
  filesDropped: "Tôi đã bỏ hết ảnh, tệp anh/chị gửi trước đó.",
  filesRefused: {
    identity:
      "Ảnh hoặc tệp này có vẻ là giấy tờ tùy thân (căn cước, hộ chiếu) nên tôi không nhận. Nếu không phải, anh/chị gửi lại và đừng ghi chữ đó bên dưới ạ.",
    "too-many": `Mỗi phản ánh nhận nhiều nhất ${MOST_FILES} ảnh, tệp; phần dư tôi không nhận ạ.`,
    "no-file": "Loại tin này tôi không nhận làm tệp kèm theo được ạ.",
  },
  filesClosed: "Lúc này tôi chưa nhận được ảnh, tệp. Anh/chị gửi lại sau giúp tôi ạ.",
  filesLater: "Ảnh, tệp tôi chưa nhận ở bước này; anh/chị gửi lại sau khi đồng ý ạ.",
  summary: "Đây là phản ánh anh/chị sắp gửi:",
  confirmSending: "Anh/chị gửi chứ ạ? Gõ “gửi” để gửi, “sửa 2” để sửa mục 2, hoặc “thôi không gửi nữa”.",
  whichField: "Anh/chị muốn sửa mục nào ạ? Ví dụ gõ “sửa 2”.",
  unclearChoice: "Tôi chưa rõ ý anh/chị.",
  nothingBefore: "Đây là bước đầu rồi ạ.",
  enough: "Anh/chị muốn thôi hẳn thì gõ “thôi không gửi nữa”, tôi sẽ xóa bản này.",
  dropped: "Vâng, tôi đã xóa bản chưa gửi, không giữ lại gì. Anh/chị cần gì cứ nhắn tôi ạ.",
  expired: "Bản phản ánh chưa gửi trước đây của anh/chị đã được xóa vì quá 24 giờ.",
  backToIt: "Trở lại phản ánh đang làm dở.",
  stillThere: "Phản ánh đang làm dở của anh/chị vẫn còn; lúc nào tiện mình làm tiếp ạ.",
  noDraft: "Hiện không có phản ánh nào đang chờ gửi ạ. Anh/chị muốn phản ánh việc gì cứ kể cho tôi.",
  filed: (code: string, pin: string) =>
    [
      "Đã tiếp nhận phản ánh của anh/chị. Anh/chị ghi lại hai dòng này, tôi chỉ hiện một lần:",
      `Mã phiếu: ${code}`,
      `PIN: ${pin}`,
      "Xem kết quả: gõ /tracuu. Từ máy hay tài khoản khác thì nhắn cả mã và PIN. Có tin mới, tôi sẽ báo ở đây ạ.",
    ].join("\n"),
  alreadyFiled: (code: string) =>
    `Phản ánh này vừa được tiếp nhận rồi, mã phiếu ${code}; tôi không tạo thêm phiếu trùng. Muốn nói thêm, anh/chị bấm “Bổ sung” hoặc gõ /tracuu ạ.`,
} as const;

/** The same for tickets that were filed. */
export const TICKET_WORDING = {
  own: "Các phản ánh anh/chị đã gửi:",
  howToOpen: "Anh/chị trả lời bằng số, hoặc gõ /tracuu và mã phiếu ạ.",
  dossierToo: "Nếu anh/chị hỏi hồ sơ thủ tục đã nộp, bấm “Tra hồ sơ thủ tục”.",
  codeToo: "Nếu anh/chị hỏi phản ánh đã gửi: gõ /tracuu và mã phiếu, từ tài khoản khác thì thêm PIN.",
  notFound:
    "Tôi không tìm thấy phiếu nào khớp. Anh/chị xem lại mã; nếu gửi từ tài khoản khác thì nhắn cả mã và PIN sáu số ạ.",
  tooManyTries: "Anh/chị thử nhiều lần quá rồi. Xin chờ khoảng 15 phút rồi thử lại ạ.",
  unavailable: "Lúc này tôi chưa tra được phiếu. Anh/chị thử lại sau ít phút, hoặc gọi Tổng đài 1022 ạ.",
  askCode: "Anh/chị nhắn mã phiếu (ba nhóm bốn ký tự) giúp tôi; gửi từ tài khoản khác thì thêm PIN ạ.",
  trial: "Bản chạy thử không giữ phiếu nào nên không tra được ạ.",
  askAddition:
    "Anh/chị nhắn nội dung muốn bổ sung; ảnh, tệp cũng gửi luôn vào đây được. Đổi ý thì gõ “thôi”.",
  askAnswer:
    "Anh/chị nhắn câu trả lời cho đơn vị tiếp nhận; ảnh, tệp cũng gửi luôn được. Đổi ý thì gõ “thôi”.",
  askWithdrawal:
    "Anh/chị muốn rút phản ánh này? Phiếu sẽ kết thúc. Nếu chưa chuyển đơn vị tiếp nhận, nội dung và tệp bị xóa; nếu đã chuyển, đơn vị được báo là anh/chị đã rút.",
  askRating: "Anh/chị chấm việc giải quyết mấy điểm, từ 1 (rất chưa hài lòng) đến 5 (rất hài lòng) ạ?",
  added: (code: string) => `Tôi đã ghi thêm vào phiếu ${code}. Còn nữa anh/chị nhắn tiếp, hoặc gõ “xong”.`,
  answered: (code: string) =>
    `Tôi đã ghi câu trả lời vào phiếu ${code}. Còn nữa anh/chị nhắn tiếp, hoặc gõ “xong”.`,
  withdrawn: (code: string) => `Tôi đã ghi nhận anh/chị rút phản ánh ${code}. Phiếu đã kết thúc ạ.`,
  rated: (rating: number) => `Cảm ơn anh/chị đã chấm ${rating} điểm. Tôi sẽ chuyển tới đơn vị tiếp nhận ạ.`,
  notOpen:
    "Phiếu này đã kết thúc nên không bổ sung hay rút được nữa. Có việc mới, anh/chị kể cho tôi để gửi phiếu khác ạ.",
  notRatable: "Phiếu này chưa có kết quả nên chưa chấm điểm được ạ.",
  left: "Vâng ạ, tôi để nguyên phiếu như cũ.",
  done: "Vâng ạ. Có tin mới tôi sẽ báo ở đây.",
  closedNow: "Lúc này tôi chưa ghi được vào phiếu. Anh/chị thử lại sau ít phút, hoặc gọi Tổng đài 1022 ạ.",
  yourRating: (rating: number) => `Anh/chị đã chấm: ${rating} điểm`,
} as const;
