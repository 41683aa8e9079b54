/** What citizens do with reports that were sent: look them up, add, answer, withdraw, rate, erase. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Brain } from "../../src/core/conversation/index.ts";
import { realBrain } from "../real-brain.ts";
import { House, Reporter, STORY } from "./reporter.ts";

let brain: Brain;
let house: House;
let citizen: Reporter;
let code: string;
let pin: string;

beforeAll(async () => {
  brain = await realBrain();
});
beforeEach(async () => {
  house = await House.open();
  citizen = await (await new Reporter(brain, house).tellsAll()).says("gửi");
  ({ code = "", pin = "" } = citizen.filed[0] ?? {});
  citizen.waits(60);
});

const NOT_FOUND = /không tìm thấy phiếu nào khớp/u;
const stranger = (id = "stranger") => new Reporter(brain, house, id);
const acted = (who: Reporter, kind: string) => who.acts.filter((act) => act.kind === kind);

describe("where a report stands", () => {
  it.each([
    "/tracuu",
    "/TRACUU",
    "hồ sơ phản ánh của tôi tới đâu rồi",
    "ho so phan anh cua toi toi dau roi",
    "phản ánh của em xử lý chưa ạ",
    "phan anh toi gui hom truoc co ai tra loi chua",
    "phản ánnh của tôi thế nào rồi",
    "cho hỏi kết quả phản ánh tôi đã gửi",
    "tra cứu phản ánh",
    "tra cứu",
  ])("is told to the account it came from: %s", async (text) => {
    await citizen.says(text);
    citizen.expectText(new RegExp(`${code}: Đã tiếp nhận`, "u"), /Tiếp nhận ngày 22\/11\/2026/u);
    expect(citizen.reply.isPrivate).toBe(true);
    expect(citizen.last.turn?.isConfidential).toBe(true);
  });

  it.each([
    (c: string) => `/tracuu ${c}`,
    (c: string) => `/tracuu ${c.toLowerCase().replaceAll("-", " ")}`,
    (c: string) => `tra mã ${c}`,
    (c: string) => `ma so ${c} toi dau roi`,
    (c: string) => c.replaceAll("-", ""),
  ])("is told by its code, however it is typed (%#)", async (typed) => {
    await citizen.says(typed(code));
    citizen.expectText(new RegExp(`${code}: Đã tiếp nhận`, "u"));
  });

  it("is told with the unit's words", async () => {
    await house.unitSays(code, "answered", "Đã nhắc nhở cán bộ, mời anh/chị đến nhận kết quả.");
    await citizen.says("/tracuu");
    citizen.expectText(/Đã trả lời/u, /Đơn vị tiếp nhận trả lời:\n“Đã nhắc nhở cán bộ/u);
  });

  it("is told to another account by code and PIN, in one message or two", async () => {
    const other = stranger();
    await other.says(`${code} ${pin}`);
    other.expectText(new RegExp(`${code}: Đã tiếp nhận`, "u"));
    const third = stranger("third");
    await third.says(`/tracuu ${code}`);
    third.expectText(NOT_FOUND);
    await third.says(`PIN là ${pin}`);
    third.expectText(new RegExp(`${code}: Đã tiếp nhận`, "u"));
  });

  it("reveals nothing: no such code, no PIN, a wrong PIN and a strange code sound alike", async () => {
    const texts = [];
    const unknown = code === "AAAA-AAAA-AAAA" ? "CCCC-CCCC-CCCC" : "AAAA-AAAA-AAAA";
    for (const typed of [unknown, code, `${code} 000000`, `${unknown} 123456`]) {
      const other = await stranger(`s${texts.length}`).says(`/tracuu ${typed}`);
      texts.push(other.reply.text);
    }
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toMatch(NOT_FOUND);
  });

  it("is not looked up for a while after five wrong tries, not even with the right PIN", async () => {
    const other = stranger();
    for (let at = 0; at < 5; at++) await other.says(`/tracuu AAAA-AAAA-AAAA ${100000 + at}`);
    await other.says(`/tracuu ${code} ${pin}`);
    other.expectText(/thử nhiều lần quá/u);
    expect(other.last.asks).toBeUndefined();
    await other.says("/xoadulieu", "1", `/tracuu ${code} ${pin}`);
    other.expectText(/thử nhiều lần quá/u);
    await other.waits(16).says(`/tracuu ${code} ${pin}`);
    other.expectText(new RegExp(code, "u"));
  });

  it("counts wrong tries through a silence that ends the session", async () => {
    const other = stranger();
    for (let at = 0; at < 5; at++) await other.says(`/tracuu AAAA-AAAA-AAAA ${100000 + at}`);
    const { session: _, ...emptied } = other.last.conversation;
    expect(emptied.wrongCodes?.count).toBe(5);
  });

  it("does not slow down who looks up their own", async () => {
    for (let at = 0; at < 6; at++) await citizen.says(`/tracuu AAAA-AAAA-AAAA ${100000 + at}`);
    await citizen.says("/tracuu");
    citizen.expectText(new RegExp(code, "u"));
  });

  it("of several reports is chosen by number or button", async () => {
    await citizen.tellsAll("cán bộ phường đòi tôi phong bì hai triệu mới chịu ký");
    await citizen.says("gửi", "/tracuu");
    citizen.expectText(/1\. .* – Đã tiếp nhận/u, /2\. .* – Đã tiếp nhận/u);
    await citizen.says("2");
    citizen.expectText(new RegExp(`Phiếu ${code}`, "u"));
    await citizen.says("/tracuu");
    await citizen.presses(code);
    citizen.expectText(new RegExp(`Phiếu ${code}`, "u"));
  });

  it("leads to the look-up of dossiers where nothing was reported, and offers both where something was", async () => {
    const other = await stranger().says("/tracuu");
    expect(other.last.turn).toMatchObject({ outcome: "answered", entry: "tra-cuu-trang-thai-ho-so" });
    other.expectText(/gõ \/tracuu và mã phiếu/u);
    await citizen.says("/tracuu");
    await citizen.presses("Tra hồ sơ thủ tục");
    expect(citizen.last.turn?.entry).toBe("tra-cuu-trang-thai-ho-so");
  });

  it("mistyped is met with the same plain sentence", async () => {
    const wrong = code.replace(/.$/u, (sign) => (sign === "A" ? "C" : "A"));
    await citizen.says(`/tracuu ${wrong}`);
    citizen.expectText(NOT_FOUND);
  });

  it("is looked up in the middle of another report, which goes on", async () => {
    await citizen.says("cán bộ phường đòi tôi phong bì hai triệu mới ký", "có", "đồng ý", `/tracuu ${code}`);
    citizen
      .expectText(new RegExp(`Phiếu ${code}`, "u"), /Trở lại phản ánh đang làm dở/u)
      .expectStage("story");
  });
});

describe("what is added", () => {
  it("goes to the ticket, message by message, with files", async () => {
    await citizen.says("/tracuu");
    await citizen.presses("Bổ sung");
    expect(citizen.reply.wantsFiles).toBe(true);
    await citizen.says("hôm nay họ lại bảo tôi về");
    citizen.expectText(new RegExp(`ghi thêm vào phiếu ${code}`, "u"));
    await citizen.sends(["quay.jpg"], "ảnh quầy");
    await citizen.says("xong", "cảm ơn em nhé");
    expect(acted(citizen, "add")).toEqual([
      { kind: "add", code, entry: { kind: "addition", text: "hôm nay họ lại bảo tôi về" } },
      { kind: "add", code, entry: { kind: "addition", text: "ảnh quầy" } },
    ]);
    expect(acted(citizen, "fetch-file")).toMatchObject([{ code, attachment: { name: "quay.jpg" } }]);
  });

  it("is the answer where the unit asked something", async () => {
    await house.unitSays(code, "more-information-asked", "Việc xảy ra ngày nào?");
    await citizen.says("/tracuu");
    citizen.expectText(/Đơn vị tiếp nhận hỏi:\n“Việc xảy ra ngày nào\?”/u);
    await citizen.presses("Trả lời");
    await citizen.says("hôm mười bốn ạ");
    expect(acted(citizen, "add")).toEqual([
      { kind: "add", code, entry: { kind: "answer", text: "hôm mười bốn ạ" } },
    ]);
  });

  it("is no question that is asked in between, and nothing said after it", async () => {
    await citizen.says("/tracuu");
    await citizen.presses("Bổ sung");
    await citizen.says("đăng ký kết hôn cần giấy tờ gì");
    expect(citizen.last.turn?.entry).toBe("1.000894");
    await citizen.says("thế phí bao nhiêu", "ừ thôi để mai");
    expect(acted(citizen, "add")).toEqual([]);
  });

  it("is no cry for help", async () => {
    await citizen.says("/tracuu");
    await citizen.presses("Bổ sung");
    await citizen.says("trời ơi cháy nhà rồi cứu với");
    expect(citizen.last.turn?.outcome).toBe("emergency");
    expect(acted(citizen, "add")).toEqual([]);
  });

  it("comes from another account only with the PIN", async () => {
    const other = stranger();
    await other.hears({ kind: "message", text: "x", payload: `ticket:add:${code}` });
    other.expectText(NOT_FOUND);
    await other.says("nội dung lạ");
    expect(other.acts).toEqual([]);
    await other.says(`/tracuu ${code} ${pin}`);
    await other.presses("Bổ sung");
    await other.says("tôi nhớ thêm là lúc 9 giờ");
    expect(acted(other, "add")).toHaveLength(1);
  });

  it("cannot come when the case is over", async () => {
    await house.unitSays(code, "closed");
    await citizen.hears({ kind: "message", text: "Bổ sung", payload: `ticket:add:${code}` });
    citizen.expectText(/đã kết thúc/u);
  });

  it("is not taken where it cannot be sealed, and that is said", async () => {
    await citizen.says("/tracuu");
    await citizen.presses("Bổ sung");
    house.breaksAtSealing = true;
    await citizen.says("họ lại bảo tôi về");
    citizen.expectText(/chưa ghi được vào phiếu/u, /1022/u);
    expect(acted(citizen, "add")).toEqual([]);
  });
});

describe("a report that is taken back", () => {
  it("is asked about first, then closed", async () => {
    await citizen.says("/tracuu");
    await citizen.presses("Rút phản ánh");
    expect(acted(citizen, "withdraw")).toEqual([]);
    await citizen.says("có ạ");
    expect(acted(citizen, "withdraw")).toEqual([{ kind: "withdraw", code }]);
    expect(await house.desk.ticket(code)).toMatchObject({ status: "closed", isWithdrawn: true });
  });

  it("stays when the citizen thinks better of it", async () => {
    await citizen.says(`rút phiếu ${code}`, "không");
    expect(acted(citizen, "withdraw")).toEqual([]);
    citizen.expectText(/để nguyên/u);
  });

  it("is not taken back by a yes to something else", async () => {
    await citizen.says(`rút phiếu ${code}`, "đăng ký kết hôn cần giấy tờ gì", "có");
    expect(acted(citizen, "withdraw")).toEqual([]);
  });
});

describe("a rating", () => {
  it.each(["answered", "refused", "closed"] as const)(
    "from 1 to 5 is taken when a report is %s",
    async (status) => {
      await house.unitSays(code, status, status === "closed" ? undefined : "Lý do đã nêu.");
      await citizen.says("/tracuu");
      await citizen.presses("Đánh giá");
      expect(citizen.reply.buttons.map(({ label }) => label)).toEqual(["1", "2", "3", "4", "5"]);
      await citizen.says("4 điểm");
      expect(acted(citizen, "rate")).toEqual([{ kind: "rate", code, rating: 4 }]);
      expect(await house.desk.ticket(code)).toMatchObject({ rating: 4 });
    },
  );

  it("is not taken before there is anything to rate, nor beyond 5", async () => {
    await citizen.says(`đánh giá phiếu ${code}`);
    citizen.expectText(/chưa có kết quả/u);
    await house.unitSays(code, "answered", "Xong.");
    await citizen.says(`đánh giá phiếu ${code}`, "9");
    expect(acted(citizen, "rate")).toEqual([]);
  });
});

describe("the notice of a change", () => {
  it("has buttons that work, also where only their words come back", async () => {
    await house.unitSays(code, "more-information-asked", "Việc xảy ra ngày nào?");
    await citizen.says(`Trả lời phiếu ${code}`);
    citizen.expectText(/nhắn câu trả lời/u);
    await citizen.says("hôm mười bốn");
    expect(acted(citizen, "add")).toHaveLength(1);
  });
});

describe("who wants to be forgotten", () => {
  it("is asked how much of it", async () => {
    await citizen.says("/xoadulieu");
    citizen.expectText(/1\. Chỉ cuộc trò chuyện/u, /2\. Cả phản ánh đã gửi/u, /3\. Không xóa/u);
    expect(citizen.reply.buttons).toHaveLength(3);
  });

  it.each(["1", "Có ạ", "chỉ xóa cuộc trò chuyện"])("keeps the reports by “%s”", async (answer) => {
    await citizen.says("/xoadulieu", answer);
    expect(citizen.last).toMatchObject({ erasesCitizen: true, erasesTickets: false });
    expect(await house.desk.ticket(code)).toMatchObject({ status: "received", isErased: false });
  });

  it.each(["2", "cả phản ánh đã gửi", "xóa hết", "tất cả"])(
    "takes the reports along by “%s”",
    async (answer) => {
      await citizen.says("/xoadulieu", answer);
      expect(citizen.last).toMatchObject({ erasesCitizen: true, erasesTickets: true });
      expect(await house.desk.ticket(code)).toMatchObject({ isErased: true });
      await citizen.says(`/tracuu ${code} ${pin}`);
      expect(citizen.reply.text).not.toContain(STORY);
    },
  );

  it.each(["3", "không", "thôi", "đăng ký kết hôn"])("loses nothing by “%s”", async (answer) => {
    await citizen.says("/xoadulieu", answer);
    expect(citizen.last).toMatchObject({ erasesCitizen: false, erasesTickets: false });
  });
});

describe("storage that cannot be asked", () => {
  it("is told honestly, with the hotline", async () => {
    const broken = new Reporter(brain, house, "broken");
    const { tickets } = house.store;
    const look = tickets.look;
    Object.assign(tickets, { look: async () => ({ kind: "unavailable" }) });
    await broken.says(`/tracuu ${code} ${pin}`);
    broken.expectText(/chưa tra được/u, /1022/u);
    Object.assign(tickets, { look });
  });
});
