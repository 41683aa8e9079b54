/** Every word that steers the dialogue, at every stage of it; what is asked in between; pauses, ends and repeats. */
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Brain } from "../../src/core/conversation/index.ts";
import { INTAKE_FIELDS, type IntakeStage } from "../../src/core/feedback/index.ts";
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

const STAGES = ["offer", "consent", ...INTAKE_FIELDS, "summary"] as const satisfies readonly IntakeStage[];
type Stage = (typeof STAGES)[number];

async function at(stage: Stage, id?: string): Promise<Reporter> {
  const citizen = await new Reporter(brain, house, id).says(STORY);
  for (let turns = 0; citizen.intake?.stage !== stage; turns++) {
    if (turns > 12) throw new Error(`never came to ${stage}`);
    const now = citizen.intake?.stage;
    await citizen.says(
      now === "offer" ? "có" : now === "consent" ? "đồng ý" : now === "story" ? "xong" : "bỏ qua",
    );
  }
  return citizen;
}

const after = (stage: IntakeStage) =>
  (["story", ...INTAKE_FIELDS.slice(1), "summary"] as const)[INTAKE_FIELDS.indexOf(stage as never) + 1];
const before = (stage: IntakeStage) => INTAKE_FIELDS[INTAKE_FIELDS.indexOf(stage as never) - 1];

// All spellings are read in tests/core/feedback/dialogue-word.test.ts; here they meet every stage.
const SKIPS = ["bỏ qua", "bo qua di"];
const BACKS = ["quay lại", "tro lai a"];
const DROPS = ["thôi không gửi nữa", "thoi k gui nua", "huỷ bỏ đi"];
const EDITS = ["sửa nơi xảy ra", "sua 2"];

describe.each(STAGES)("at the stage “%s”", (stage) => {
  it.each(DROPS)("“%s” ends the draft: nothing of it is left, and its files go", async (text) => {
    const citizen = await at(stage);
    const code = citizen.intake?.code;
    await citizen.says(text);
    expect(citizen.intake).toBeUndefined();
    expect(citizen.acts.at(-1)).toEqual({ kind: "drop", code });
    expect(JSON.stringify(citizen.last.conversation)).not.toContain("bốn lần");
    await citizen.says("gửi");
    expect(citizen.filed).toEqual([]);
  });

  it.each(SKIPS)("“%s” goes on without an answer, where that is possible", async (text) => {
    const citizen = await (await at(stage)).says(text);
    const next =
      stage === "offer" ? undefined : stage === "consent" || stage === "summary" ? stage : after(stage);
    expect(citizen.intake?.stage).toBe(next);
  });

  it.each(BACKS)("“%s” goes back to the question before, where there is one", async (text) => {
    const citizen = await (await at(stage)).says(text);
    const expected = ["consent", "story"].includes(stage)
      ? stage
      : stage === "summary"
        ? "files"
        : (before(stage) ?? stage);
    expect(citizen.intake?.stage).toBe(expected);
  });

  it.each(EDITS)("“%s” corrects the place and comes back", async (text) => {
    const citizen = await (await at(stage)).says(text);
    if (stage === "offer" || stage === "consent") return expect(citizen.intake?.draft.office).toBeUndefined();
    citizen.expectStage("office");
    await citizen.says("phường Hồng Bàng");
    expect(citizen.intake?.draft.officeId).toBe("phuong-hong-bang");
    citizen.expectStage(stage === "office" ? "office" : stage);
  });

  it("an unclear sign is asked again, and nothing is lost", async () => {
    const citizen = await at(stage);
    const { draft, code } = citizen.intake ?? {};
    await citizen.hears({ kind: "message", text: "👍" });
    expect(citizen.intake?.draft).toEqual(draft);
    expect(citizen.intake?.code).toBe(code);
  });

  it("everything said and shown is confidential and private", async () => {
    const citizen = await at(stage);
    expect(citizen.last.turn?.isConfidential).toBe(true);
    expect(citizen.replies.every(({ isPrivate }) => isPrivate)).toBe(true);
  });

  it("a question about a procedure is answered, and the open question comes again", async () => {
    const citizen = await at(stage);
    await citizen.says("đăng ký kết hôn cần giấy tờ gì");
    expect(citizen.last.turn).toMatchObject({ outcome: "answered", entry: "1.000894", isConfidential: true });
    citizen.expectStage(stage);
    citizen.expectText(stage === "offer" ? /muốn gửi phản ánh không/u : /Trở lại phản ánh đang làm dở/u);
    expect(
      citizen.reply.buttons.some((one) => "payload" in one && one.payload.startsWith(`intake:${stage}:`)),
    ).toBe(true);
  });

  it.each(["có giữ kín tên không", "ai doc duoc cai nay", "gửi cho ai vậy?", "luu bao lau"])(
    "“%s” is answered with what the notice says, and is no part of the report",
    async (text) => {
      const citizen = await at(stage);
      const { draft } = citizen.intake ?? {};
      await citizen.says(text);
      citizen.expectStage(stage).expectText(/đơn vị tiếp nhận|24 giờ/u, /\?|gõ/u);
      expect(citizen.intake?.draft).toEqual(draft);
    },
  );

  it("a button of an entry works too", async () => {
    const citizen = await at(stage);
    await citizen.hears({ kind: "message", text: "Đăng ký kết hôn: phí", payload: "entry:1.000894:fees" });
    expect(citizen.last.turn).toMatchObject({ outcome: "answered", entry: "1.000894", facet: "fees" });
    citizen.expectStage(stage);
  });

  it("danger comes first, and asks nothing", async () => {
    const citizen = await (await at(stage)).says("trời ơi cháy nhà rồi cứu với");
    expect(citizen.last.turn?.outcome).toBe("emergency");
    citizen.expectStage(stage).expectText(/114/u);
    expect(citizen.reply.text).not.toMatch(/\?/u);
  });

  it.each(["/start", "/help"])("%s does not lose the draft", async (command) => {
    const citizen = await at(stage);
    const { draft } = citizen.intake ?? {};
    await citizen.says(command);
    expect(citizen.last.conversation.session?.intake).toMatchObject({ stage, draft });
    citizen.expectText(/Trở lại phản ánh/u);
  });

  it("a button of another stage decides nothing", async () => {
    const citizen = await at(stage);
    const { draft } = citizen.intake ?? {};
    const others = STAGES.filter((one) => one !== stage);
    for (const other of others)
      for (const word of ["yes", "send", "drop", "clear", "skip"])
        await citizen.hears({ kind: "message", text: "bấm", payload: `intake:${other}:${word}` });
    citizen.expectStage(stage);
    expect(citizen.intake?.draft).toEqual(draft);
    expect(citizen.acts).toEqual([]);
  });

  it("a day of silence ends the draft, and the citizen is told", async () => {
    const citizen = await at(stage);
    const code = citizen.intake?.code;
    await citizen.waits(24 * 60 + 1).says("xin chào");
    expect(citizen.acts).toEqual([{ kind: "drop", code }]);
    expect(JSON.stringify(citizen.last.conversation)).not.toContain("bốn lần");
    citizen.expectText(/đã được xóa vì quá 24 giờ/u);
  });

  it("an hour of silence keeps it", async () => {
    const citizen = await at(stage);
    const { draft } = citizen.intake ?? {};
    await citizen.waits(61).says("dạ vâng ạ để em xem đã nhé");
    if (stage !== "offer") expect(citizen.intake?.draft.consentAt).toBe(draft?.consentAt);
    expect(citizen.acts.filter(({ kind }) => kind === "drop")).toEqual([]);
  });
});

describe("a second story in the middle", () => {
  it.each(["offer", "consent", "story", "summary"] as const)(
    "belongs to the same report, at “%s”",
    async (stage) => {
      const citizen = await at(stage);
      const { code } = citizen.intake ?? {};
      await citizen.says("cán bộ phường còn đòi thêm tiền phong bì mới làm cho tôi");
      expect(citizen.intake?.code).toBe(code);
      expect(citizen.intake?.draft.story).toMatch(/bốn lần[\s\S]*phong bì/u);
    },
  );
});

describe("a question that leans on the answer before", () => {
  it("is answered in the middle as well, also after a choice", async () => {
    const citizen = await at("story");
    await citizen.says("đăng ký kết hôn cần giấy tờ gì", "thế phí bao nhiêu");
    expect(citizen.last.turn).toMatchObject({ entry: "1.000894", facet: "fees" });
    await citizen.says("làm căn cước cần gì?");
    if (citizen.last.turn?.outcome === "clarified") {
      await citizen.says("2");
      expect(citizen.last.turn?.outcome).toBe("answered");
    }
    citizen.expectStage("story");
    expect(citizen.intake?.draft.story).toBe(STORY);
  });
});

describe("an offer that is passed over", () => {
  it("is repeated once, and then taken for a no", async () => {
    const citizen = await at("offer");
    await citizen.says("đăng ký kết hôn cần giấy tờ gì");
    citizen.expectText(/muốn gửi phản ánh không/u);
    await citizen.says("nộp ở đâu");
    expect(citizen.intake).toBeUndefined();
    expect(citizen.reply.text).not.toMatch(/phản ánh/u);
    expect(citizen.acts).toEqual([{ kind: "drop", code: expect.any(String) }]);
  });

  it("may be taken up from its button later: then the story is asked for anew", async () => {
    const citizen = await at("offer");
    const [yes] = citizen.reply.buttons;
    await citizen.says("không");
    if (!yes || !("say" in yes)) throw new Error("no button");
    await citizen.hears({ kind: "message", text: yes.say, payload: yes.payload });
    citizen.expectStage("which-way");
    expect(citizen.intake?.draft.story).toBeUndefined();
  });
});

describe("the story", () => {
  it("can be told anew: what was told before goes", async () => {
    const citizen = await (await at("summary")).says("sửa nội dung");
    citizen.expectStage("story").expectText(/thay cho nội dung cũ/u);
    await citizen.says("hôm qua chị ấy ném hồ sơ của tôi", "chị ấy còn cười", "xong");
    citizen.expectStage("summary");
    expect(citizen.intake?.draft.story).toBe("hôm qua chị ấy ném hồ sơ của tôi\n\nchị ấy còn cười");
  });

  it("stays when the citizen thinks better of telling it anew", async () => {
    const citizen = await (await at("summary")).says("sửa 1", "xong");
    citizen.expectStage("summary");
    expect(citizen.intake?.draft.story).toBe(STORY);
  });
});

describe("any field", () => {
  it.each([
    ["sửa nơi xảy ra thành phường Hồng Bàng", "officeId", "phuong-hong-bang"],
    ["sửa thời gian thành hôm kia", "happened", "hôm kia (20/11/2026)"],
    ["sửa số điện thoại: 0912 345 678", "contact", "0912 345 678"],
  ] as const)("is corrected in one go: %s", async (text, field, value) => {
    const citizen = await (await at("summary")).says(text);
    citizen.expectStage("summary");
    expect(citizen.intake?.draft[field]).toBe(value);
  });

  it("is emptied by “xóa”, and kept by “bỏ qua”", async () => {
    const citizen = await (await at("summary")).says("sửa liên hệ", "0912 345 678", "sửa 5", "bỏ qua");
    expect(citizen.intake?.draft.contact).toBe("0912 345 678");
    await citizen.says("sửa 5", "xóa");
    citizen.expectStage("summary").expectText(/Liên hệ: không để lại/u);
  });

  it("is asked which, where “sửa” stands alone", async () => {
    const citizen = await (await at("summary")).presses("Sửa");
    citizen.expectText(/1\. Nội dung[\s\S]*6\. Ảnh, tệp/u);
    await citizen.says("3");
    citizen.expectStage("happened");
  });
});

describe("sending", () => {
  it("twice makes one ticket, by button or word", async () => {
    const citizen = await at("summary");
    const { buttons } = citizen.reply;
    const send = buttons.find(({ label }) => label === "Gửi phản ánh");
    if (!send || !("say" in send)) throw new Error("no button");
    const press = () => citizen.hears({ kind: "message", text: send.say, payload: send.payload });
    await press();
    await press();
    await citizen.says("gửi");
    expect(citizen.filed).toHaveLength(1);
    citizen.expectText(new RegExp(`vừa được tiếp nhận rồi, mã phiếu ${citizen.filed[0]?.code}`, "u"));
    expect(await house.desk.list({}, 10, 0)).toHaveLength(1);
  });

  it("the same story ten times in a minute makes one ticket", async () => {
    const citizen = await (await at("summary")).says("gửi");
    for (let times = 0; times < 10; times++)
      await citizen.says(times % 2 ? STORY.toUpperCase() : `${STORY}!!`);
    expect(citizen.filed).toHaveLength(1);
    citizen.expectText(/không tạo thêm phiếu trùng/u);
  });

  it("the same story by another way ends at the same ticket", async () => {
    const citizen = await (await at("summary")).says("gửi", "/phananh", "1", "đồng ý", STORY, "xong");
    while (citizen.intake && citizen.intake.stage !== "summary") await citizen.says("bỏ qua");
    await citizen.says("gửi");
    expect(citizen.filed).toHaveLength(1);
    expect(citizen.intake).toBeUndefined();
    expect(citizen.acts.at(-1)).toMatchObject({ kind: "drop" });
  });

  it("the same story after a while is another report", async () => {
    const citizen = await (await at("summary")).says("gửi");
    await citizen.waits(11).says(STORY);
    citizen.expectStage("offer");
  });

  it("another story at once is another report", async () => {
    const citizen = await (await at("summary")).says("gửi");
    await citizen.says("cán bộ phường đòi tôi phong bì hai triệu mới ký");
    citizen.expectStage("offer");
    await citizen.says("có", "đồng ý", "xong");
    while (citizen.intake && citizen.intake.stage !== "summary") await citizen.says("bỏ qua");
    await citizen.says("gửi");
    expect(new Set(citizen.filed.map(({ code }) => code)).size).toBe(2);
  });

  it("says honestly that it cannot be done, gives no code, and can be tried again", async () => {
    const citizen = await at("summary");
    house.breaksAtSealing = true;
    await citizen.says("gửi");
    citizen.expectText(/chưa gửi được/u, /1022/u, /chưa có mã/u).expectStage("summary");
    expect(citizen.filed).toEqual([]);
    expect(await house.desk.list({}, 10, 0)).toEqual([]);
    expect(citizen.reply.text).not.toContain(citizen.intake?.code);
    house.breaksAtSealing = false;
    await citizen.waits(30).says("gửi");
    expect(citizen.filed).toHaveLength(1);
  });
});

describe("a house that takes no reports", () => {
  it("says so at once, with the lawful ways, and asks nothing", async () => {
    house.intake = "closed";
    const citizen = await new Reporter(brain, house).says(STORY);
    citizen.expectStage(undefined).expectText(/chưa nhận được phản ánh/u, /1022/u, /Nguồn:/u);
    expect(citizen.reply.buttons).toContainEqual({ label: "Gọi 1022", phone: "1022" });
    await citizen.says("/phananh");
    citizen.expectStage(undefined).expectText(/chưa nhận được phản ánh/u);
  });

  it("that closed in the middle says so before consent, and drops the draft", async () => {
    const citizen = await at("offer");
    house.intake = "closed";
    await citizen.says("có");
    citizen.expectStage(undefined).expectText(/chưa nhận được phản ánh/u);
    expect(citizen.acts.at(-1)).toMatchObject({ kind: "drop" });
  });
});

describe("a trial", () => {
  it("goes the whole way, says plainly that nothing was sent, and does nothing", async () => {
    house.intake = "trial";
    const citizen = await new Reporter(brain, house).tellsAll();
    await citizen.sends(["a.jpg"]);
    await citizen.says("gửi");
    citizen.expectStage(undefined).expectText(/bản chạy thử/u, /chưa được gửi/u);
    expect(citizen.acts).toEqual([]);
    expect(citizen.replies.map(({ text }) => text).join()).not.toMatch(
      /[ACDEFHJKLMNPRTVWXY34679]{4}-[A-Z0-9]{4}-/u,
    );
  });
});

describe("a draft", () => {
  it.each([
    ["the chat is left", { kind: "left" } as const],
    ["everything is erased", undefined],
  ])("is dropped when %s", async (_, event) => {
    const citizen = await at("summary");
    const code = citizen.intake?.code;
    if (event) await citizen.hears(event);
    else await citizen.says("/xoadulieu", "1");
    expect(citizen.acts).toContainEqual({ kind: "drop", code });
    expect(JSON.stringify(citizen.last.conversation)).not.toContain("bốn lần");
  });
});

describe("what names just the thing that is asked for", () => {
  it.each([
    ["happened", "thứ hai vừa rồi", "thứ hai vừa rồi"],
    ["happened", "sang thu 4 tuan truoc", "sang thu 4 tuan truoc"],
    ["office", "văn phòng đăng ký đất đai", "văn phòng đăng ký đất đai"],
    ["office", "phường Lê Chân", "phường Lê Chân"],
    ["dossier", "H24.16-251120-0007", "H24.16-251120-0007"],
  ] as const)("is taken at “%s” after a procedure was talked about: “%s”", async (stage, text, noted) => {
    const citizen = await at(stage);
    await citizen.says("mất sổ đỏ thì làm lại hết bao nhiêu tiền");
    expect(citizen.intake?.stage).toBe(stage);
    await citizen.says(text);
    expect(citizen.intake?.draft[stage]).toBe(noted);
  });
});
