/** A file of `knowledge/places/` to places, or all that is wrong with it. */
import { basename } from "node:path/posix";
import { AREAS } from "../core/knowledge/index.ts";
import {
  type ContactsFile,
  contactsFileSchema,
  type OfficesFile,
  officesFileSchema,
  slugOf,
  UNIT_COUNTS,
  UNIT_KINDS,
  type UnitsFile,
  unitsFileSchema,
} from "../core/places/index.ts";
import type { Problem } from "./problem.ts";
import { readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";

export interface ParsedPlaces {
  /** Absent when there is an error. */
  readonly units?: UnitsFile;
  readonly offices?: OfficesFile;
  readonly contacts?: ContactsFile;
  readonly problems: readonly Problem[];
}

export function isPlacesFile(file: string): boolean {
  return file.startsWith("knowledge/places/") && file.endsWith(".yaml");
}

/** Never throws, whatever the bytes are. */
export function parsePlaces(file: string, bytes: Uint8Array): ParsedPlaces {
  const read = readText(file, bytes);
  if ("problem" in read) return { problems: [read.problem] };
  switch (basename(file)) {
    case "units.yaml": {
      const { value, problems, lineAt } = readYaml(file, read.text, 1, unitsFileSchema);
      if (!value) return { problems };
      const report = reporter(file, lineAt);
      checkUnits(value, report.add);
      return report.problems.length > 0 ? report : { units: value, problems: [] };
    }
    case "offices.yaml": {
      const { value, problems, lineAt } = readYaml(file, read.text, 1, officesFileSchema);
      if (!value) return { problems };
      const report = reporter(file, lineAt);
      checkOffices(value, report.add);
      return report.problems.length > 0 ? report : { offices: value, problems: [] };
    }
    case "contacts.yaml": {
      const { value, problems, lineAt } = readYaml(file, read.text, 1, contactsFileSchema);
      if (!value) return { problems };
      const report = reporter(file, lineAt);
      checkTwice(
        value.contacts.map(({ unit }, at) => ({ path: ["contacts", at, "unit"], found: unit })),
        "nơi này có hai lần",
        report.add,
      );
      return report.problems.length > 0 ? report : { contacts: value, problems: [] };
    }
    default: {
      const message =
        "thư mục này chỉ có units.yaml, offices.yaml và contacts.yaml; hãy đổi tên tệp hoặc chuyển đi";
      return { problems: [{ severity: "error", file, line: 1, field: "", message, found: basename(file) }] };
    }
  }
}

type Report = (path: readonly PropertyKey[], message: string, found?: string) => void;

function reporter(file: string, lineAt: (path: readonly PropertyKey[]) => number) {
  const problems: Problem[] = [];
  const add: Report = (path, message, found = "") =>
    problems.push({ severity: "error", file, line: lineAt(path), field: path.join("."), message, found });
  return { problems, add };
}

function checkUnits({ units, earlier, areas }: UnitsFile, report: Report): void {
  for (const kind of UNIT_KINDS) {
    const count = units.filter((unit) => unit.kind === kind).length;
    const wanted = UNIT_COUNTS[kind];
    if (count !== wanted)
      report(
        ["units"],
        `phải có ${wanted} đơn vị loại ${kind}, theo Nghị quyết 1669/NQ-UBTVQH15`,
        `${count}`,
      );
  }
  checkTwice(
    units.map(({ id }, at) => ({ path: ["units", at, "id"], found: id })),
    "mã này có hai lần",
    report,
  );
  checkTwice(
    units.map(({ kind, name }, at) => ({ path: ["units", at, "name"], found: `${kind} ${name}` })),
    "tên này có hai lần trong cùng một loại",
    report,
  );
  units.forEach(({ id, kind, name, from }, at) => {
    const wanted = `${kind}-${slugOf(name)}`;
    // Two communes may differ by their marks alone; then one id says more.
    if (id !== wanted && !id.startsWith(`${wanted}-`))
      report(["units", at, "id"], `phải là ${wanted}, viết từ kind và name`, id);
    checkTwice(
      (from ?? []).flatMap(({ district, units: parts }, origin) =>
        (parts ?? []).map((unit, part) => ({
          path: ["units", at, "from", origin, "units", part],
          found: `${unit}, ${district}`,
        })),
      ),
      "nơi này có hai lần trong cùng một đơn vị",
      report,
    );
  });
  checkAreas({ units, areas }, report);
  const districts = new Set(units.flatMap(({ from }) => (from ?? []).map(({ district }) => district)));
  earlier?.forEach(({ district }, at) => {
    if (!districts.has(district))
      report(["earlier", at, "district"], "không có quận, huyện nào tên này trong phần units", district);
  });
}

/** Every commune must lie in one part of the city, or its citizens hear fees that are not theirs. */
function checkAreas({ units, areas }: Pick<UnitsFile, "units" | "areas">, report: Report): void {
  const listed = AREAS.flatMap((area) =>
    areas[area].map((district, at) => ({ area, district, path: ["areas", area, at] })),
  );
  checkTwice(
    listed.map(({ district, path }) => ({ path, found: district })),
    "quận, huyện này có hai lần",
    report,
  );
  const areaOf = new Map(listed.map(({ area, district }) => [district, area]));
  units.forEach(({ id, from }, at) => {
    const found = new Set<string>();
    from?.forEach(({ district }, origin) => {
      const area = areaOf.get(district);
      if (area) found.add(area);
      else
        report(
          ["units", at, "from", origin, "district"],
          "chưa có trong danh sách areas ở đầu tệp",
          district,
        );
    });
    if (found.size > 1) report(["units", at, "from"], "lấy từ cả hai địa bàn Hải Phòng cũ, Hải Dương cũ", id);
  });
  const known = new Set(units.flatMap(({ from }) => (from ?? []).map(({ district }) => district)));
  for (const { district, path } of listed)
    if (!known.has(district)) report(path, "không có quận, huyện nào tên này trong phần units", district);
}

function checkOffices({ offices, former }: OfficesFile, report: Report): void {
  checkTwice(
    offices.map(({ id }, at) => ({ path: ["offices", at, "id"], found: id })),
    "mã này có hai lần",
    report,
  );
  const called = (section: string, all: OfficesFile["former"] | OfficesFile["offices"]) =>
    (all ?? []).flatMap(({ name, aliases }, at) => [
      { path: [section, at, "name"], found: name.toLowerCase() },
      ...(aliases ?? []).map((alias, of) => ({
        path: [section, at, "aliases", of],
        found: alias.toLowerCase(),
      })),
    ]);
  checkTwice(
    [...called("offices", offices), ...called("former", former)],
    "tên này có hai lần; máy không phân biệt được",
    report,
  );
  const ids = new Set(offices.map(({ id }) => id));
  former?.forEach(({ today }, at) => {
    today.forEach((id, of) => {
      if (!ids.has(id)) report(["former", at, "today", of], "không có cơ quan nào mang mã này", id);
    });
  });
}

function checkTwice(
  all: readonly { readonly path: readonly PropertyKey[]; readonly found: string }[],
  message: string,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const { path, found } of all) {
    if (seen.has(found)) report(path, message, found);
    seen.add(found);
  }
}
