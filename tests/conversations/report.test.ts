/** A citizen reports an official: from the first word to the code. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Brain } from "../../src/core/conversation/index.ts";
import { CONSENT_NOTICE, reportSchema } from "../../src/core/feedback/index.ts";
import { realBrain } from "../real-brain.ts";
import { House, Reporter, STORY } from "./reporter.ts";

let brain: Brain;
let house: House;
beforeAll(async () => {
  brain = await realBrain();
});
beforeEach(async () => {
  house = await House.open();
});
const reporter = (id?: string) => new Reporter(brain, house, id);

describe("a story of misconduct", () => {
  it("is met with respect and a yes or no, and nothing is asked yet", async () => {
    const citizen = await reporter().says(STORY);
    citizen.expectStage("offer").expectText(/rất tiếc/u, /muốn tôi ghi lại thành phản ánh .* không ạ\?/u);
    expect(citizen.reply.buttons).toHaveLength(2);
    expect(citizen.last.turn).toMatchObject({ outcome: "feedback", isConfidential: true });
  });

  it("ends with a no: nothing is kept", async () => {
    const citizen = await reporter().says(STORY, "không");
    citizen.expectStage(undefined).expectText(/không ghi lại gì/u);
    expect(citizen.acts).toEqual([{ kind: "drop", code: expect.any(String) }]);
    expect(JSON.stringify(citizen.last.conversation)).not.toContain("bốn lần");
  });

  it("becomes a ticket with all that was told, after consent and an explicit send", async () => {
    const citizen = await reporter().says(
      "cán bộ một cửa phường Lê Chân bắt tôi đi lại bốn lần hôm qua, mã hồ sơ H24.16-261101-0012",
      "có",
    );
    citizen.expectText(CONSENT_NOTICE.slice(0, 60));
    await citizen.says("đồng ý");
    citizen.expectText(/bốn lần hôm qua/u);
    await citizen.says("ông ấy còn quát tôi", "xong");
    citizen.expectStage("office").expectText(/phường Lê Chân\. Đúng không/u);
    await citizen.says("đúng");
    citizen.expectStage("happened").expectText(/hôm qua \(21\/11\/2026\)/u);
    await citizen.says("đúng rồi");
    citizen.expectStage("dossier").expectText(/H24\.16-261101-0012/u);
    await citizen.presses("Đúng");
    await citizen.says("0912 345 678");
    citizen.expectStage("files");
    expect(citizen.reply.wantsFiles).toBe(true);
    await citizen.sends(["quay-3.jpg"], "ảnh quầy số 3");
    await citizen.says("xong");
    citizen
      .expectStage("summary")
      .expectText(/1\. Nội dung/u, /5\. Liên hệ: 0912 345 678/u, /6\. Ảnh, tệp: 1 tệp/u);
    expect(citizen.filed).toEqual([]);
    await citizen.presses("Gửi phản ánh");
    const [filed] = citizen.filed;
    expect(reportSchema.parse(filed?.report)).toMatchObject({
      kind: "misconduct",
      story:
        "cán bộ một cửa phường Lê Chân bắt tôi đi lại bốn lần hôm qua, mã hồ sơ H24.16-261101-0012\n\nông ấy còn quát tôi\n\nảnh quầy số 3",
      officeId: "phuong-le-chan",
      happened: "hôm qua (21/11/2026)",
      dossier: "H24.16-261101-0012",
      contact: "0912 345 678",
      files: 1,
      consentVersion: 1,
    });
    citizen.expectText(new RegExp(`Mã phiếu: ${filed?.code}`, "u"), new RegExp(`PIN: ${filed?.pin}`, "u"));
    expect(citizen.reply.isPrivate).toBe(true);
    expect(await house.desk.ticket(filed?.code ?? "")).toMatchObject({
      status: "received",
      office: "phuong-le-chan",
    });
  });

  it("shows the PIN once, and the code only after it was filed", async () => {
    const citizen = await (await reporter().tellsAll()).says("gửi", "gửi", "cảm ơn");
    const [filed] = citizen.filed;
    expect(citizen.replies.filter(({ text }) => text.includes(filed?.pin ?? "?"))).toHaveLength(1);
    const before = citizen.replies.slice(
      0,
      citizen.replies.findIndex(({ text }) => text.includes("Mã phiếu")),
    );
    expect(JSON.stringify(before)).not.toContain(filed?.code);
  });

  it("takes no contact and no file unless they are given", async () => {
    const citizen = await (await reporter().tellsAll()).says("gửi");
    expect(citizen.filed[0]?.report).toEqual({
      kind: "misconduct",
      category: expect.any(String),
      story: STORY,
      files: 0,
      consentAt: expect.any(Number),
      consentVersion: 1,
    });
  });

  it("is filed under what it is about, also where the story comes after the wish to tell it", async () => {
    const citizen = await reporter().says("/phananh", "1", "đồng ý");
    await citizen.says("cán bộ đòi tôi hai triệu tiền phong bì mới ký giấy", "xong");
    expect(citizen.intake?.draft.category).toBe("money");
  });

  it("asks for consent once, and takes silence or evasion for none", async () => {
    const citizen = await reporter().says(STORY, "có", "hmm để xem");
    citizen.expectStage("consent");
    await citizen.says("tôi không đồng ý cho ai biết");
    citizen.expectStage(undefined);
    expect(citizen.acts.at(-1)).toMatchObject({ kind: "drop" });
  });

  it("names the lawful ways first where there are signs of bribery, and may still be sent", async () => {
    const citizen = reporter();
    await citizen.says("cán bộ đòi tôi hai triệu tiền phong bì mới ký giấy");
    citizen
      .expectStage("offer")
      .expectText(/rất tiếc/u, /113/u, /Thanh tra/u, /tố cáo/u, /Nguồn:/u, /phản ánh .*không ạ\?/u);
    await citizen.says("có", "đồng ý", "xong");
    citizen.expectStage("office");
    expect(citizen.intake?.draft.category).toBe("money");
  });

  it("is asked which of the three ways is meant where one is named", async () => {
    const citizen = reporter();
    await citizen.says("tôi muốn tố cáo ông cán bộ địa chính hay nạt dân");
    citizen.expectStage("which-way").expectText(/1\. Phản ánh/u, /2\. Khiếu nại/u, /3\. Tố cáo/u);
    expect(citizen.reply.buttons).toHaveLength(3);
    await citizen.says("3");
    expect(citizen.last.turn).toMatchObject({ outcome: "answered", entry: "to-cao", isConfidential: true });
    citizen.expectStage("offer").expectText(/vẫn có thể gửi phản ánh/u);
    await citizen.says("có");
    citizen.expectStage("consent");
  });

  it.each([
    ["2", "khieu-nai"],
    ["khiếu nại", "khieu-nai"],
    ["tố cáo ạ", "to-cao"],
  ])("is explained by %s from the entry %s", async (answer, entry) => {
    const citizen = await reporter().says("/phananh", answer);
    expect(citizen.last.turn?.entry).toBe(entry);
  });

  it("of a late dossier gets the look-up first, then the offer", async () => {
    const citizen = reporter();
    await citizen.says("hồ sơ của tôi quá hẹn ba ngày rồi chưa thấy gì");
    expect(citizen.last.turn).toMatchObject({ outcome: "answered", entry: "tra-cuu-trang-thai-ho-so" });
    citizen.expectStage("offer").expectText(/chậm trễ/u);
    expect(citizen.intake?.draft.category).toBe("delay");
  });

  it("of a dozen messages is one story, each message once", async () => {
    const citizen = await reporter().says(STORY, "có", "đồng ý");
    const more = Array.from({ length: 11 }, (_, at) => `lần thứ ${at + 1} họ bảo thiếu giấy số ${at + 1}`);
    await citizen.says(...more, ...more);
    expect(citizen.intake?.draft.story?.split("\n\n")).toEqual([STORY, ...more]);
  });

  it("that is too long is cut where the citizen is told so", async () => {
    const citizen = await reporter().says(STORY, "có", "đồng ý");
    for (let at = 0; at < 5; at++) await citizen.says(`${at} họ bắt tôi chờ `.repeat(250));
    citizen.expectText(/dài quá, tôi chỉ ghi được đến chỗ/u);
    await citizen.says("xong");
    while (citizen.intake?.stage !== "summary") await citizen.says("bỏ qua");
    await citizen.says("gửi");
    expect(reportSchema.safeParse(citizen.filed[0]?.report).success).toBe(true);
  });
});

describe("praise", () => {
  it("is thanked, and can be sent with a story and a place alone", async () => {
    const citizen = reporter();
    await citizen.says("chị ở quầy số 2 phường Kiến An nhiệt tình quá, tôi muốn khen");
    citizen.expectStage("offer").expectText(/Cảm ơn/u);
    await citizen.says("có", "đồng ý", "xong");
    citizen.expectStage("office");
    await citizen.says("đúng");
    citizen.expectStage("summary");
    await citizen.says("gửi");
    expect(citizen.filed[0]?.report).toMatchObject({
      kind: "praise",
      category: "praise",
      officeId: "phuong-kien-an",
    });
  });
});

describe("the place of a report", () => {
  const atOffice = async () => reporter().says(STORY, "có", "đồng ý", "xong");

  it("of a former district is chosen among the communes of today, or kept as it was written", async () => {
    const citizen = await atOffice();
    await citizen.says("quận Lê Chân cũ");
    citizen.expectText(/1\. phường/u, /Giữ như tôi viết/u);
    await citizen.says("1");
    citizen.expectStage("happened");
    expect(citizen.intake?.draft).toMatchObject({ office: "quận Lê Chân cũ", officeId: expect.any(String) });
    const other = await new Reporter(brain, house, "other").says(
      STORY,
      "có",
      "đồng ý",
      "xong",
      "quận Lê Chân cũ",
    );
    await other.presses(other.reply.buttons.find(({ label }) => label.includes("Giữ như"))?.label ?? "");
    expect(other.intake?.draft.office).toBe("quận Lê Chân cũ");
    expect(other.intake?.draft.officeId).toBeUndefined();
  });

  it("that nobody knows is kept as it was written", async () => {
    const citizen = await atOffice();
    await citizen.says("phòng tiếp dân chỗ gần cây đa");
    expect(citizen.intake?.draft).toMatchObject({ office: "phòng tiếp dân chỗ gần cây đa" });
    citizen.expectStage("happened");
  });
});

describe("numbers of identity papers", () => {
  it.each(["dossier", "contact"])("are not taken at %s", async (stage) => {
    const citizen = await reporter().says(STORY, "có", "đồng ý", "xong");
    while (citizen.intake?.stage !== stage) await citizen.says("bỏ qua");
    await citizen.says("căn cước của tôi 031090001234");
    citizen.expectStage(stage).expectText(/giấy tờ tùy thân/u);
    expect(JSON.stringify(citizen.intake?.draft)).not.toContain("031090001234");
  });

  it.each([
    ["CCCD_mat_truoc.jpg", ""],
    ["anh.jpg", "ảnh căn cước của tôi"],
    ["passport.png", ""],
    ["anh.jpg", "ho chieu day a"],
  ])("as a photo are refused: %s %s", async (name, caption) => {
    const citizen = await reporter().says(STORY, "có", "đồng ý");
    await citizen.sends([name], caption);
    citizen.expectText(/giấy tờ tùy thân/u);
    expect(citizen.acts).toEqual([]);
  });
});

describe("photos and files", () => {
  it("are five at the most, and none before the citizen agreed", async () => {
    const citizen = await reporter().says(STORY, "có");
    await citizen.sends(["a.jpg"]);
    citizen.expectStage("consent").expectText(/chưa nhận ở bước này/u);
    await citizen.says("đồng ý");
    await citizen.sends(["1", "2", "3"]);
    await citizen.sends(["4", "5", "6"]);
    citizen.expectText(/nhiều nhất 5/u);
    expect(citizen.acts.filter(({ kind }) => kind === "fetch-file")).toHaveLength(5);
    expect(citizen.intake?.draft.files).toBe(5);
  });

  it("can be taken back: the draft goes on under another code", async () => {
    const citizen = await reporter().says(STORY, "có", "đồng ý");
    await citizen.sends(["1.jpg"]);
    const before = citizen.intake?.code;
    await citizen.says("sửa ảnh");
    await citizen.presses("Bỏ hết ảnh, tệp");
    expect(citizen.acts.at(-1)).toEqual({ kind: "drop", code: before });
    expect(citizen.intake?.code).not.toBe(before);
    expect(citizen.intake?.draft.files).toBe(0);
  });

  it("are fetched for the ticket that is filed", async () => {
    const citizen = await reporter().tellsAll();
    await citizen.sends(["1.jpg"]);
    await citizen.says("gửi");
    const fetched = citizen.acts.find((act) => act.kind === "fetch-file");
    expect(fetched?.code).toBe(citizen.filed[0]?.code);
    expect(citizen.filed[0]?.report.files).toBe(1);
  });
});
