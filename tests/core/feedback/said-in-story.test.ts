import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addToStory,
  excerpt,
  isSameStory,
  MOST_STORY,
  sortFiles,
  speaksOfIdentityPaper,
  storyForm,
} from "../../../src/core/feedback/index.ts";
import { spotDossier, spotHappened, withDay } from "../../../src/core/feedback/said-in-story.ts";

/** A Sunday, in the morning in Hải Phòng. */
const NOW = new Date("2026-11-22T02:00:00Z");

describe("what a story says of its time", () => {
  it.each([
    ["hôm qua tôi ra phường", "hôm qua (21/11/2026)"],
    ["sang nay toi ra xa bi quat", "sang nay (22/11/2026)"],
    ["chiều qua lúc 14h30 họ đóng cửa", "chiều qua (21/11/2026), lúc 14h30"],
    ["tối qua anh ấy gọi tôi", "tối qua (21/11/2026)"],
    ["hôm kia lên nộp giấy", "hôm kia (20/11/2026)"],
    ["ngày 12/11 tôi nộp, bị trả lại", "ngày 12/11"],
    ["sáng thứ hai tuần trước ông ấy không tiếp", "sáng thứ hai tuần trước"],
    ["cách đây 3 ngày họ đòi tiền", "cách đây 3 ngày"],
    ["tháng trước tôi làm sổ đỏ", "tháng trước"],
  ])("%j → %j", (story, happened) => {
    expect(spotHappened(story, NOW)).toBe(happened);
  });

  it.each([
    "tôi qua phường nộp giấy",
    "đây là lần thứ hai họ đuổi tôi",
    "phường Lê Chân, quầy số 3",
    "họ đòi 500.000 đồng",
    "mã hồ sơ H24.16-261101-0012",
    "toi qua xa xin giay",
  ])("%j says nothing of it", (story) => {
    expect(spotHappened(story, NOW)).toBeUndefined();
  });

  it("is counted in Hải Phòng, also shortly after midnight and over the year's end", () => {
    expect(withDay("hôm qua", new Date("2026-12-31T17:30:00Z"))).toBe("hôm qua (31/12/2026)");
    expect(withDay("hôm nay", new Date("2026-12-31T16:59:59Z"))).toBe("hôm nay (31/12/2026)");
  });
});

describe("what a story says of its dossier", () => {
  it.each([
    ["mã hồ sơ H24.16-251120-0012 nộp hai tháng rồi", "H24.16-251120-0012"],
    ["hồ sơ 000.00.15.H24-261101-00321 của tôi", "000.00.15.H24-261101-00321"],
    ["số hồ sơ là 12345/2026.", "12345/2026"],
    ["ma ho so abc1234 bi tra", "abc1234"],
  ])("%j → %s", (story, dossier) => {
    expect(spotDossier(story)).toBe(dossier);
  });

  it.each(["mã hồ sơ của tôi mất rồi", "ngày 12/11/2026 tôi nộp", "gọi 0912345678"])(
    "%j names none",
    (story) => {
      expect(spotDossier(story)).toBeUndefined();
    },
  );
});

describe("a story", () => {
  it("takes wild text without breaking, never grows beyond its limit, and keeps what was first", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 9_000 }), { maxLength: 5 }), (messages) => {
        let story: string | undefined;
        for (const message of messages) {
          const before: string = story ?? "";
          ({ story } = addToStory(story, message));
          expect(story.length).toBeLessThanOrEqual(MOST_STORY);
          expect(story.startsWith(before) || story === before.trim()).toBe(true);
          expect(story.isWellFormed()).toBe(true);
          spotHappened(story, NOW);
          spotDossier(story);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("tells how much of it is not shown", () => {
    expect(excerpt("ngắn")).toBe("ngắn");
    expect(excerpt("a ".repeat(1_000))).toMatch(/… \(còn 1\d{3} ký tự, đã ghi đủ\)$/u);
  });

  it("is the same in another spelling, and as a part of the whole; few words are not enough", () => {
    const whole = storyForm("Cán bộ phường đòi tiền!\n\nÔng ấy còn quát tôi.");
    expect(isSameStory(storyForm("CAN BO PHUONG doi tien"), whole)).toBe(true);
    expect(isSameStory(storyForm("quát tôi"), whole)).toBe(false);
    expect(isSameStory(storyForm("cán bộ phường đòi tiền tôi hai lần"), whole)).toBe(false);
    expect(isSameStory("", whole)).toBe(false);
  });
});

describe("files", () => {
  const photo = (name: string) => ({ type: "photo", url: undefined, handle: "h", name });

  it.each([
    "CCCD.jpg",
    "can_cuoc_cong_dan.png",
    "ảnh chứng minh thư",
    "Hộ-chiếu.pdf",
    "giấy tờ tùy thân của em",
  ])("named %j speak of an identity paper", (text) => {
    expect(speaksOfIdentityPaper(text)).toBe(true);
  });

  it.each(["quay3.jpg", "", "IMG_20261122.jpg", "giấy hẹn trả kết quả", "ghi âm lời cán bộ"])(
    "named %j do not",
    (text) => {
      expect(speaksOfIdentityPaper(text)).toBe(false);
    },
  );

  it("are taken up to five, whatever else comes along", () => {
    const sorted = sortFiles(
      [photo("a"), photo("cccd"), photo("b"), { type: "sticker", url: "x" }, photo("c")],
      "",
      3,
    );
    expect(sorted.taken.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(new Set(sorted.refusals)).toEqual(new Set(["identity", "no-file", "too-many"]));
  });
});
