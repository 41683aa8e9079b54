import { describe, expect, it } from "vitest";
import { contradicts } from "../../../src/core/conversation/index.ts";

describe("a citizen who was misunderstood", () => {
  it.each([
    "không phải, ý em là bản sao",
    "Không phải cái đó",
    "ko phai, giay doc than co",
    "sai rồi bạn ơi",
    "nhầm rồi, tôi hỏi tạm trú",
    "ơ không đúng",
    "ý mình là đổi tên cơ",
    "à thôi không phải, cái thứ hai",
  ])("contradicts with “%s”", (text) => expect(contradicts(text)).toBe(true));

  it.each([
    "không phải nộp tiền à",
    "có phải mang bản gốc không",
    "khai sinh sai tên thì sửa ở đâu",
    "giấy khai sinh bị nhầm năm sinh",
    "ý kiến về quy hoạch gửi đâu",
    "",
  ])("is not heard in “%s”", (text) => expect(contradicts(text)).toBe(false));
});
