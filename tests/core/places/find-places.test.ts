import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadContent } from "../../../src/content/index.ts";
import { createPlaces, type PlaceMatch, SURENESS } from "../../../src/core/places/index.ts";
import { foldDiacritics } from "../../../src/language/index.ts";

const content = await loadContent(new URL("../../../", import.meta.url).pathname);
const { places } = content;
const units = [...content.files.values()].flatMap(({ units }) => units?.units ?? []);
const offices = [...content.files.values()].flatMap(({ offices }) => offices?.offices ?? []);

const KIND_WORD = { phuong: "phường", xa: "xã", "dac-khu": "đặc khu" } as const;
const ids = (text: string) => places.find(text).map(({ id }) => id);
const best = (text: string): PlaceMatch | undefined => places.find(text)[0];

describe("a place of today", () => {
  it.each([
    // As it is written
    ["phường Lê Chân", "phuong-le-chan"],
    ["Phường Thủy Nguyên", "phuong-thuy-nguyen"],
    ["Phường Thuỷ Nguyên", "phuong-thuy-nguyen"],
    ["xã Kiến Thuỵ", "xa-kien-thuy"],
    ["PHƯỜNG HỒNG BÀNG", "phuong-hong-bang"],
    ["xã Nguyễn Bỉnh Khiêm", "xa-nguyen-binh-khiem"],
    ["đặc khu Cát Hải", "dac-khu-cat-hai"],
    ["phường Nam Đồ Sơn", "phuong-nam-do-son"],
    ["xã Nam Thanh Miện", "xa-nam-thanh-mien"],
    ["xã Cẩm Giang", "xa-cam-giang"],
    ["xã Cẩm Giàng", "xa-cam-giang-luong-dien"],
    ["phường Gia Viên mới", "phuong-gia-vien"],
    // Short, without marks, run together, with a slip
    ["p. le chan", "phuong-le-chan"],
    ["P.Lê Chân", "phuong-le-chan"],
    ["p lê chân", "phuong-le-chan"],
    ["phuong hai an", "phuong-hai-an"],
    ["x. an lão", "xa-an-lao"],
    ["o xa an lao", "xa-an-lao"],
    ["dac khu bach long vi", "dac-khu-bach-long-vi"],
    ["phuonganbien", "phuong-an-bien"],
    ["phường Lê Chânn", "phuong-le-chan"],
    ["phuong le chna", "phuong-le-chan"],
    ["phường thiên huơng", "phuong-thien-huong"],
    ["xa nguyen bin khiem", "xa-nguyen-binh-khiem"],
    // With the authority before it
    ["ubnd xa vinh bao", "xa-vinh-bao"],
    ["UBND phường Đồ Sơn", "phuong-do-son"],
    ["công an phường An Biên", "phuong-an-bien"],
    ["trung tâm phục vụ hành chính công phường Kiến An", "phuong-kien-an"],
    ["một cửa xã Kiến Thụy", "xa-kien-thuy"],
    // In a sentence
    ["hôm qua tôi ra bộ phận một cửa phường An Biên", "phuong-an-bien"],
    ["cán bộ ở xã tiên lãng quát tôi, bắt về làm lại giấy", "xa-tien-lang"],
    ["toi nop ho so o phuong ngo quyen hai tuan chua thay gi", "phuong-ngo-quyen"],
    ["em ở xóm 3 xã Kiến Hải, làm khai sinh mãi không xong", "xa-kien-hai"],
    ["dạ ở phường Phù Liễn ạ", "phuong-phu-lien"],
    ["phường Lê Chân quận Lê Chân cũ đó em", "phuong-le-chan"],
    ["xã An Lão huyện An Lão", "xa-an-lao"],
  ])("is found in %j", (text, id) => {
    const match = best(text);
    expect(match).toMatchObject({ id, kind: "unit", today: [id] });
    expect(match?.sure).not.toBe("possible");
    expect(places.find(text)).toHaveLength(1);
  });

  it.each([
    ["công an phường An Biên", "Công an"],
    ["ca phuong an bien", "Công an"],
    ["UBND của phường An Biên", "UBND"],
    ["trung tâm hành chính công phường An Biên", "Trung tâm Phục vụ hành chính công"],
    ["bộ phận một cửa phường An Biên", "Trung tâm Phục vụ hành chính công"],
    ["1 cửa phường An Biên", "Trung tâm Phục vụ hành chính công"],
    ["trạm xá phường An Biên", "Trạm Y tế"],
    ["phường An Biên", undefined],
  ])("is found with the office that is named before it in %j", (text, body) => {
    expect(best(text)).toMatchObject({ id: "phuong-an-bien", name: "phường An Biên" });
    expect(best(text)?.body).toBe(body);
  });

  it.each(units)("$kind $name is found by its own name", ({ id, kind, name }) => {
    const full = `${KIND_WORD[kind]} ${name}`;
    expect(best(full)).toMatchObject({ id, kind: "unit", sure: "certain" });
    expect(ids(foldDiacritics(full))).toContain(id);
    expect(ids(name)).toContain(id);
    expect(ids(foldDiacritics(name).toUpperCase())).toContain(id);
    expect(ids(`tôi nộp hồ sơ ở ${full} từ tuần trước mà chưa thấy gì`)).toEqual([id]);
    expect(places.placeName(id)).toBe(full);
  });
});

describe("a place of before", () => {
  it.each([
    ["quận Lê Chân cũ", "quan-le-chan", ["phuong-le-chan", "phuong-an-bien"]],
    ["q. le chan", "quan-le-chan", ["phuong-le-chan", "phuong-an-bien"]],
    ["quan kien an", "quan-kien-an", ["phuong-kien-an", "phuong-phu-lien"]],
    ["huyện đảo Bạch Long Vĩ", "huyen-bach-long-vi", ["dac-khu-bach-long-vi"]],
    ["huyen cat hai", "huyen-cat-hai", ["dac-khu-cat-hai"]],
    ["thị trấn Cát Bà", "thi-tran-cat-ba-cu-huyen-cat-hai", ["dac-khu-cat-hai"]],
    ["Cát Bà", "thi-tran-cat-ba-cu-huyen-cat-hai", ["dac-khu-cat-hai"]],
    ["tt. Núi Đối", "thi-tran-nui-doi-cu-huyen-kien-thuy", ["xa-kien-thuy"]],
    ["xã Tân Trào cũ, huyện Kiến Thụy", "xa-tan-trao-cu-huyen-kien-thuy", ["xa-kien-hung"]],
    ["phường An Hưng", "phuong-an-hung-cu-quan-hong-bang", ["phuong-hong-an", "phuong-an-duong"]],
    ["phường Minh Đức quận Đồ Sơn", "phuong-minh-duc-cu-quan-do-son", ["phuong-nam-do-son"]],
    ["xã Hồng Phong huyện Nam Sách", "xa-hong-phong-cu-huyen-nam-sach", ["xa-nam-sach"]],
    ["Hồng Phong, Nam Sách", "xa-hong-phong-cu-huyen-nam-sach", ["xa-nam-sach"]],
    ["xã Vĩnh Hòa, huyện Ninh Giang", "xa-vinh-hoa-cu-huyen-ninh-giang", ["xa-ninh-giang"]],
    ["phường Đông Hải 1", "phuong-dong-hai-1-cu-quan-hai-an", ["phuong-dong-hai"]],
    ["xã An Lư", "phuong-an-lu-cu-thanh-pho-thuy-nguyen", ["phuong-thuy-nguyen", "phuong-hoa-binh"]],
    [
      "xã Hoa Động, Thủy Nguyên",
      "phuong-hoa-dong-cu-thanh-pho-thuy-nguyen",
      ["phuong-thuy-nguyen", "phuong-thien-huong"],
    ],
    [
      "phường Đông Hải, quận Lê Chân",
      "phuong-dong-hai-cu-quan-le-chan",
      ["phuong-le-chan", "phuong-an-bien"],
    ],
    ["phường Dư Hàng", "phuong-du-hang-cu-quan-le-chan", ["phuong-le-chan", "phuong-an-bien"]],
  ])("%j is found with where one goes today", (text, id, today) => {
    const [match, ...others] = places.find(text);
    expect(match).toMatchObject({ id, kind: "former" });
    expect(new Set(match?.today)).toEqual(new Set(today));
    expect(others).toEqual([]);
  });

  it.each([
    ["huyện Vĩnh Bảo", "huyen-vinh-bao", 7],
    ["h. vinh bao", "huyen-vinh-bao", 7],
    ["TP Thủy Nguyên", "thanh-pho-thuy-nguyen", 8],
    ["huyện Thủy Nguyên", "thanh-pho-thuy-nguyen", 8],
    ["thị xã Kinh Môn", "thi-xa-kinh-mon", 8],
    ["công an thành phố Hải Dương", "thanh-pho-hai-duong", 9],
  ])("%j comes with all communes that took over a part", (text, id, count) => {
    expect(places.find(text)).toEqual([expect.objectContaining({ id, kind: "former", sure: "certain" })]);
    expect(best(text)?.today).toHaveLength(count);
  });

  it.each(["thị trấn Núi Đèo", "tt nui deo", "Núi Đèo"])(
    "%j, gone before the sources begin, comes with all of its district",
    (text) => {
      expect(best(text)).toMatchObject({
        kind: "former",
        name: "thị trấn Núi Đèo cũ (thành phố Thủy Nguyên)",
      });
      expect(best(text)?.today).toEqual(best("thành phố Thủy Nguyên")?.today);
    },
  );

  it("is one of several where districts had communes of the same name", () => {
    // The first one was a commune until shortly before it ended.
    expect(places.find("xã Hồng Phong").map(({ name, sure }) => [name, sure])).toEqual([
      ["phường Hồng Phong cũ (quận An Dương)", "likely"],
      ["xã Hồng Phong cũ (huyện Nam Sách)", "likely"],
      ["xã Hồng Phong cũ (huyện Ninh Giang)", "likely"],
      ["xã Hồng Phong cũ (huyện Thanh Miện)", "likely"],
    ]);
  });

  it("leads to communes that exist", () => {
    const known = new Set(units.map(({ id }) => id));
    const districts = new Set(units.flatMap(({ from }) => from?.map(({ district }) => district) ?? []));
    for (const district of districts) {
      const today = best(district)?.today ?? [];
      expect(today.length, district).toBeGreaterThan(0);
      expect(today.filter((id) => !known.has(id))).toEqual([]);
    }
  });
});

describe("a name of today and of before", () => {
  it.each([
    ["Lê Chân", ["phuong-le-chan", "quan-le-chan"]],
    ["le chan", ["phuong-le-chan", "quan-le-chan"]],
    ["Vĩnh Bảo", ["xa-vinh-bao", "huyen-vinh-bao"]],
    ["ở An Lão em ạ", ["xa-an-lao", "huyen-an-lao"]],
    ["nhà em ở Đồ Sơn ạ", ["phuong-do-son", "quan-do-son"]],
    ["Hải Dương", ["phuong-hai-duong", "thanh-pho-hai-duong"]],
  ])("is offered as both in %j", (text, wanted) => {
    expect(ids(text)).toEqual(wanted);
    expect(places.find(text).map(({ sure }) => sure)).toEqual(wanted.map(() => "likely"));
  });

  it("is that of today where its kind is said", () => {
    expect(ids("xã Vĩnh Hòa")).toEqual(["xa-vinh-hoa"]);
    expect(ids("phường An Biên")).toEqual(["phuong-an-bien"]);
  });

  it("is that of before where that is said", () => {
    expect(ids("phường An Biên cũ")).toEqual(["phuong-an-bien-cu-quan-le-chan"]);
    expect(ids("Thủy Nguyên trước đây")).toEqual(["thanh-pho-thuy-nguyen"]);
  });

  it("is only possible where another kind is said than it has", () => {
    expect(places.find("phường Vĩnh Bảo").map(({ id, sure }) => [id, sure])).toEqual([
      ["xa-vinh-bao", "possible"],
      ["huyen-vinh-bao", "possible"],
    ]);
  });

  it("is two communes where only marks tell them apart and none is typed", () => {
    expect(ids("xa cam giang").sort()).toEqual(["xa-cam-giang", "xa-cam-giang-luong-dien"]);
  });
});

describe("an office of the city", () => {
  it.each([
    ["Sở Xây dựng", "so-xay-dung"],
    ["so tu phap", "so-tu-phap"],
    ["sở y tế hải phòng", "so-y-te"],
    ["Sở Văn hóa, Thể thao và Du lịch", "so-van-hoa-the-thao-va-du-lich"],
    ["sở vhttdl", "so-van-hoa-the-thao-va-du-lich"],
    ["so gddt", "so-giao-duc-va-dao-tao"],
    ["Sở NN&MT", "so-nong-nghiep-va-moi-truong"],
    ["văn phòng đăng ký đất đai", "van-phong-dang-ky-dat-dai"],
    ["vpđkđđ", "van-phong-dang-ky-dat-dai"],
    ["van phong dang ky dat dia", "van-phong-dang-ky-dat-dai"],
    ["công an thành phố", "cong-an-thanh-pho"],
    ["bhxh", "bao-hiem-xa-hoi"],
    ["bảo hiểm xã hội thành phố", "bao-hiem-xa-hoi"],
    ["thuế thành phố", "thue-thanh-pho"],
    ["trung tâm phục vụ hành chính công thành phố", "trung-tam-phuc-vu-hanh-chinh-cong-thanh-pho"],
    ["tôi gửi đơn lên sở nội vụ cả tháng không ai trả lời", "so-noi-vu"],
  ])("is found in %j", (text, id) => {
    expect(places.find(text)).toEqual([expect.objectContaining({ id, kind: "office", today: [id] })]);
  });

  it.each(offices)("$name is found by its own name", ({ id, name }) => {
    expect(best(name)).toMatchObject({ id, kind: "office", sure: "certain" });
    expect(ids(foldDiacritics(name))).toEqual([id]);
  });

  it.each([
    ["sở giao thông vận tải", ["so-xay-dung"]],
    ["so tnmt", ["so-nong-nghiep-va-moi-truong"]],
    ["sở lao động", ["so-noi-vu", "so-y-te", "so-giao-duc-va-dao-tao"]],
    ["Sở TT&TT", ["so-khoa-hoc-va-cong-nghe", "so-van-hoa-the-thao-va-du-lich"]],
  ])("that is no more is found in %j with those that do its work", (text, today) => {
    expect(best(text)).toMatchObject({ kind: "former", today });
  });
});

describe("no place", () => {
  it.each([
    "",
    "   ",
    "????",
    "123",
    "xã",
    "UBND phường",
    "tôi không nhớ",
    "thành phố Hải Phòng",
    "Hải Phòng",
    "tỉnh Hải Dương",
    "thành phố Hòa Bình",
    "quận Hà Đông",
    "bảo hiểm y tế",
    "cán bộ vô trách nhiệm với xã hội",
    "phường Bến Nghé",
    "xã Không Có Thật",
    "đường Trần Hưng Đạo",
    "tôi ở đường Lê Lợi bị ngập",
    "ông Trần Phú gọi cho tôi",
    "mong được sống hòa bình",
    "đoàn kết là sức mạnh",
    "cán bộ bảo phải thống nhất lại hồ sơ",
    "toi phai di lai nhieu lan",
  ])("is found in %j", (text) => {
    expect(places.find(text)).toEqual([]);
  });

  it("is found without files", () => {
    expect(createPlaces({}).find("phường Lê Chân")).toEqual([]);
  });

  it("has the name of an unknown id", () => {
    expect(places.placeName("phuong-khong-co")).toBeUndefined();
  });
});

describe("finding places", () => {
  it("finds the place that stands after an office", () => {
    expect(ids("toi di lam so do o chi nhanh dat dai thuy nguyen bi hanh")).toEqual([
      "van-phong-dang-ky-dat-dai",
      "phuong-thuy-nguyen",
      "thanh-pho-thuy-nguyen",
    ]);
  });

  it("finds two that are named", () => {
    expect(ids("tôi ra phường Lê Chân rồi lên Sở Tư pháp")).toEqual(["phuong-le-chan", "so-tu-phap"]);
  });

  it("is sure of less when only a place to be at is named in a sentence", () => {
    expect(places.find("tôi nộp hồ sơ ở Kiến An từ tuần trước").map(({ id, sure }) => [id, sure])).toEqual([
      ["phuong-kien-an", "possible"],
      ["quan-kien-an", "possible"],
    ]);
  });

  it("never throws, names each place once and the surest first, whatever the text is", () => {
    const words = fc.constantFrom(
      ..."phường xã p. x tt quận cũ Lê Chân An Biên Hồng Phong huyện Nam Sách công an sở xây dựng ở , ( \u0301".split(
        " ",
      ),
    );
    const wild = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.array(words, { maxLength: 20 }).map((some) => some.join(" ")),
    );
    fc.assert(
      fc.property(wild, (text) => {
        const found = places.find(text);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        const ranks = found.map(({ sure }) => SURENESS.indexOf(sure));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        for (const { id, name, today } of found) {
          expect(places.placeName(id)).toBe(name);
          expect(today.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
