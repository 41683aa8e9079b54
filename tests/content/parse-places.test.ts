import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatProblem, loadContent, parsePlaces } from "../../src/content/index.ts";
import { createPlaces } from "../../src/core/places/index.ts";
import { bytesOf, contentFolder, isVietnamese, lineWith } from "./content-folder.ts";

const PROJECT = new URL("../../", import.meta.url).pathname;
const UNITS_FILE = "knowledge/places/units.yaml";
const OFFICES_FILE = "knowledge/places/offices.yaml";
const CONTACTS_FILE = "knowledge/places/contacts.yaml";
const CONTACTS = readFileSync(`${PROJECT}${CONTACTS_FILE}`, "utf8");
const UNITS = readFileSync(`${PROJECT}${UNITS_FILE}`, "utf8");
const OFFICES = readFileSync(`${PROJECT}${OFFICES_FILE}`, "utf8");

const AN_BIEN = "  - id: phuong-an-bien\n    kind: phuong\n    name: An Biên\n";

describe("the project's places", () => {
  it("are 67 communes, 45 wards and 2 special zones", () => {
    const { units, problems } = parsePlaces(UNITS_FILE, bytesOf(UNITS));
    expect(problems).toEqual([]);
    const count = (kind: string) => units?.units.filter((unit) => unit.kind === kind).length;
    expect([count("xa"), count("phuong"), count("dac-khu")]).toEqual([67, 45, 2]);
    expect(units?.units.filter(({ kind }) => kind === "dac-khu").map(({ name }) => name)).toEqual([
      "Cát Hải",
      "Bạch Long Vĩ",
    ]);
  });

  it("were made of 374 communes of 27 districts", () => {
    const { units } = parsePlaces(UNITS_FILE, bytesOf(UNITS));
    const origins = units?.units.flatMap(({ from }) => from ?? []) ?? [];
    expect(new Set(origins.map(({ district }) => district)).size).toBe(27);
    const former = origins.flatMap(({ district, units: parts }) =>
      (parts ?? []).map((unit) => `${unit}, ${district}`),
    );
    expect(new Set(former).size).toBe(374);
  });

  it("lie each in one part of the city, 50 in the former Hải Phòng and 64 in the former Hải Dương", () => {
    const { units } = parsePlaces(UNITS_FILE, bytesOf(UNITS));
    const places = createPlaces({ units });
    const areas = units?.units.map(({ id }) => places.facts(id)?.area) ?? [];
    expect(areas).toHaveLength(114);
    const count = (wanted: string) => areas.filter((area) => area === wanted).length;
    expect([count("hai-phong"), count("hai-duong")]).toEqual([50, 64]);
    expect([units?.areas["hai-phong"].length, units?.areas["hai-duong"].length]).toEqual([15, 12]);
    for (const [id, area] of [
      ["phuong-le-chan", "hai-phong"],
      ["dac-khu-cat-hai", "hai-phong"],
      ["xa-viet-khe", "hai-phong"],
      ["xa-nam-an-phu", "hai-duong"],
      ["phuong-hai-duong", "hai-duong"],
      ["quan-le-chan", "hai-phong"],
      ["thi-tran-nui-deo-cu-thanh-pho-thuy-nguyen", "hai-phong"],
    ])
      expect(places.facts(id ?? "")?.area, id).toBe(area);
  });

  it("name their sources", () => {
    expect(parsePlaces(UNITS_FILE, bytesOf(UNITS)).units?.source.number).toBe("1669/NQ-UBTVQH15");
    const { offices, problems } = parsePlaces(OFFICES_FILE, bytesOf(OFFICES));
    expect(problems).toEqual([]);
    expect(offices?.source.title.length).toBeGreaterThan(5);
  });
});

describe("a file of units", () => {
  it.each([
    [
      "with a commune too few",
      UNITS.replace(/ {2}- id: xa-an-hung\n[\s\S]*?(?=\n {2}- id)/u, ""),
      "units",
      "- id: phuong-thuy-nguyen",
      /67/u,
    ],
    [
      "with an id twice",
      UNITS.replace("id: phuong-an-bien", "id: phuong-le-chan"),
      "units.12.id",
      "kind: phuong\n    name: An Biên",
      /phuong-an-bien|hai lần/u,
    ],
    [
      "with an id that is not its name's",
      UNITS.replace("id: phuong-an-bien", "id: phuong-an-ben"),
      "units.12.id",
      "phuong-an-ben",
      /phải là phuong-an-bien/u,
    ],
    [
      "with an unknown kind",
      UNITS.replace(AN_BIEN, AN_BIEN.replace("kind: phuong", "kind: quan")),
      "units.12.kind",
      "kind: quan",
      /phuong, xa/u,
    ],
    [
      "with an unknown field",
      UNITS.replace(AN_BIEN, `${AN_BIEN}    dienTich: 6\n`),
      "units.12.dienTich",
      "dienTich",
      /không có trường/u,
    ],
    [
      "with a former commune without its kind",
      UNITS.replace("[phường Dương Quan", "[Dương Quan"),
      "units.0.from.0.units.0",
      "[Dương Quan",
      /bắt đầu bằng phường/u,
    ],
    [
      "with a former commune twice",
      UNITS.replace("[phường Dương Quan", "[phường An Lư, phường Dương Quan"),
      "units.0.from.0.units.4",
      "[phường An Lư",
      /hai lần/u,
    ],
    [
      "with an earlier commune of an unknown district",
      UNITS.replace(
        "  - district: quận Kiến An\n    units: [phường Lãm Hà",
        "  - district: quận Kiến Ann\n    units: [phường Lãm Hà",
      ),
      "earlier.3.district",
      "quận Kiến Ann",
      /không có quận, huyện/u,
    ],
    [
      "with a district in neither part of the city",
      UNITS.replace("hai-phong: [quận Hồng Bàng, ", "hai-phong: ["),
      "units.7.from.0.district",
      "no line",
      /chưa có trong danh sách areas/u,
    ],
    [
      "with a district in both parts of the city",
      UNITS.replace("hai-duong: [", "hai-duong: [quận Hồng Bàng, "),
      "areas.hai-duong.0",
      "hai-duong: [",
      /hai lần/u,
    ],
    [
      "with a district that no commune comes from",
      UNITS.replace("hai-duong: [", "hai-duong: [huyện Thái Thụy, "),
      "areas.hai-duong.0",
      "hai-duong: [",
      /không có quận, huyện nào tên này/u,
    ],
    [
      "with a commune made of both parts of the city",
      UNITS.replace(
        "  - id: xa-kim-thanh\n    kind: xa\n    name: Kim Thành\n    from:\n",
        "  - id: xa-kim-thanh\n    kind: xa\n    name: Kim Thành\n    from:\n      - district: huyện An Lão\n",
      ),
      "units.111.from",
      "no line",
      /lấy từ cả hai địa bàn/u,
    ],
    ["without parts of the city", UNITS.replace(/areas:\n.*\n.*\n/u, ""), "areas", "no line", /phải điền/u],
    [
      "that was verified before its source",
      UNITS.replace(/verifiedOn: .*/u, "verifiedOn: 2025-01-01"),
      "verifiedOn",
      "verifiedOn",
      /sớm hơn/u,
    ],
  ])("%s is refused with the line", (_, text, field, part, message) => {
    expect(text).not.toBe(UNITS);
    const { units, problems } = parsePlaces(UNITS_FILE, bytesOf(text));
    expect(units).toBeUndefined();
    const problem = problems.find((one) => one.field === field && message.test(one.message));
    expect(problem, problems.map(formatProblem).join("\n")).toBeDefined();
    const [line = ""] = part.split("\n");
    if (!part.includes("\n") && part !== "no line") expect(problem?.line).toBe(lineWith(text, line));
    expect(problem?.message).toSatisfy(isVietnamese);
  });
});

describe("a file of offices", () => {
  it.each([
    ["with an id twice", OFFICES.replace("id: so-tu-phap", "id: so-noi-vu"), "offices.1.id", /hai lần/u],
    [
      "with a name of another office",
      OFFICES.replace("[sở xd]", "[sở xd, sở y tế]"),
      "offices.9.name",
      /hai lần/u,
    ],
    [
      "with an office that does not exist",
      OFFICES.replace("today: [so-tai-chinh]", "today: [so-tien]"),
      "former.1.today.0",
      /không có cơ quan/u,
    ],
  ])("%s is refused", (_, text, field, message) => {
    expect(text).not.toBe(OFFICES);
    const { offices, problems } = parsePlaces(OFFICES_FILE, bytesOf(text));
    expect(offices).toBeUndefined();
    expect(problems).toEqual([expect.objectContaining({ field, message: expect.stringMatching(message) })]);
    expect(problems[0]?.line).toBeGreaterThan(1);
  });
});

describe("a file of addresses", () => {
  it.each([
    [
      "with a unit twice",
      CONTACTS + CONTACTS.slice(CONTACTS.indexOf("  - unit:")),
      "contacts.1.unit",
      /hai lần/u,
    ],
    [
      "without a source",
      CONTACTS.replace(/ {4}source:\n( {6}.*\n)*/u, ""),
      "contacts.0.source",
      /thiếu|bắt buộc|phải/u,
    ],
    [
      "with a number that is none",
      CONTACTS.replace("0823.919.686", "hỏi 1022"),
      "contacts.0.phones.0",
      /số điện thoại/u,
    ],
    [
      "that was verified before its source",
      CONTACTS.replace("verifiedOn: 2026-11-28", "verifiedOn: 2026-01-01"),
      "contacts.0.verifiedOn",
      /sớm hơn/u,
    ],
  ])("%s is refused", (_, text, field, message) => {
    expect(text).not.toBe(CONTACTS);
    const { contacts, problems } = parsePlaces(CONTACTS_FILE, bytesOf(text));
    expect(contacts).toBeUndefined();
    const problem = problems.find((one) => one.field === field);
    expect(problem?.message, problems.map(formatProblem).join("\n")).toMatch(message);
    expect(problem?.message).toSatisfy(isVietnamese);
  });

  it("may tell of no commune that there is none of", async () => {
    const { root } = await contentFolder({
      [UNITS_FILE]: UNITS,
      [CONTACTS_FILE]: CONTACTS.replace("xa-vinh-bao", "xa-vinh-bo"),
    });
    const { problems } = await loadContent(root);
    expect(problems).toEqual([
      expect.objectContaining({ file: CONTACTS_FILE, field: "contacts.0.unit", found: "xa-vinh-bo" }),
    ]);
  });
});

describe("places on disk", () => {
  it("are found through the content", async () => {
    const { root } = await contentFolder({
      [UNITS_FILE]: UNITS,
      [OFFICES_FILE]: OFFICES,
      [CONTACTS_FILE]: CONTACTS,
    });
    const { places, problems } = await loadContent(root);
    expect(problems).toEqual([]);
    expect(places.find("phường An Biên")[0]?.id).toBe("phuong-an-bien");
    expect(places.find("sở y tế")[0]?.id).toBe("so-y-te");
    expect(places.facts("xa-vinh-bao")?.contact?.address).toBe("Đường 20/8, xã Vĩnh Bảo");
    expect(places.facts("phuong-an-bien")?.contact).toBeUndefined();
  });

  it("are none where the folder is missing", async () => {
    const { root } = await contentFolder();
    const { places, problems } = await loadContent(root);
    expect(problems).toEqual([]);
    expect(places.find("phường An Biên")).toEqual([]);
  });

  it("stay as they were last in order after a bad edit", async () => {
    const { root, write } = await contentFolder({ [UNITS_FILE]: UNITS });
    const good = await loadContent(root);
    await write(UNITS_FILE, UNITS.replace(AN_BIEN, ""));
    const bad = await loadContent(root, good);
    expect(bad.problems.length).toBeGreaterThan(0);
    expect(bad.places.find("phường An Biên")[0]?.id).toBe("phuong-an-bien");
  });

  it("change the hash of the content", async () => {
    const { root, write } = await contentFolder({ [UNITS_FILE]: UNITS });
    const { hash } = await loadContent(root);
    await write(UNITS_FILE, `${UNITS}# ghi chú\n`);
    expect((await loadContent(root)).hash).not.toBe(hash);
  });

  it("are in two files and no other", async () => {
    const { root } = await contentFolder({ "knowledge/places/quan-huyen.yaml": "a: 1" });
    const { problems } = await loadContent(root);
    expect(problems).toEqual([
      expect.objectContaining({ severity: "error", line: 1, found: "quan-huyen.yaml" }),
    ]);
  });
});

describe("reading places", () => {
  it("never throws: a file is read, or reported with a line inside it and advice in Vietnamese", () => {
    const lines = UNITS.split("\n");
    const at = fc.nat({ max: lines.length - 1 });
    const edits = fc.oneof(
      at.map((line) => lines.toSpliced(line, 1)),
      at.map((line) => lines.toSpliced(line, 0, lines[line] ?? "")),
      fc.tuple(at, fc.string({ maxLength: 30 })).map(([line, text]) => lines.toSpliced(line, 1, text)),
      fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 10 }),
    );
    fc.assert(
      fc.property(edits, fc.constantFrom(UNITS_FILE, OFFICES_FILE), (edited, file) => {
        const { units, offices, problems } = parsePlaces(file, bytesOf(edited.join("\n")));
        expect(units !== undefined || offices !== undefined || problems.length > 0).toBe(true);
        const last = edited.join("\n").split(/\r\n?|\n/u).length;
        for (const problem of problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1);
          expect(problem.line).toBeLessThanOrEqual(last);
          expect(problem.message).toSatisfy(isVietnamese);
          expect(problem.found).not.toContain("\n");
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
