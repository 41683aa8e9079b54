/** A content folder with entries, and imports into it, for tests of `hoidap knowledge import` and `diff`. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { formatProblem, loadContent, parseEntry } from "../../../src/content/index.ts";
import { parseSections } from "../../../src/content/parse-sections.ts";
import { readYaml } from "../../../src/content/read-yaml.ts";
import { type Draft, draftHeadSchema, type Entry } from "../../../src/core/knowledge/index.ts";
import { diffKnowledge } from "../../../src/officers/knowledge/diff-knowledge.ts";
import { type ImportSettings, importKnowledge } from "../../../src/officers/knowledge/import-knowledge.ts";
import { type ContentFolder, contentFolder } from "../../content/content-folder.ts";

export interface AnImport {
  readonly code: number;
  /** What was printed. */
  readonly said: string;
  /** The whole report. */
  readonly report: string;
}

export interface AHouse extends ContentFolder {
  import(input: string | Uint8Array, options?: Partial<ImportSettings>): Promise<AnImport>;
  diff(from: string, to: string, options?: { writes?: boolean; sector?: string }): Promise<AnImport>;
  /** Files below a folder of `knowledge`, sorted. */
  files(folder: string): Promise<string[]>;
  read(file: string): Promise<string>;
}

const TODAY = "2026-11-28";

export async function aHouse(files: Readonly<Record<string, string>> = {}): Promise<AHouse> {
  const folder = await contentFolder(files);
  const knowledge = join(folder.root, "knowledge");
  const read = (file: string) => readFile(join(folder.root, file), "utf8");
  const entries = async () => (await loadContent(folder.root)).knowledge;
  return {
    ...folder,
    read,
    files: async (below) => {
      const found = await readdir(join(knowledge, below), { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      return found
        .filter((file) => file.isFile())
        .map((file) => join(file.parentPath, file.name).slice(knowledge.length + 1))
        .sort();
    },
    import: async (input, options = {}) => {
      const printed: string[] = [];
      const reportPath = join(folder.root, "data", "report.txt");
      const code = await importKnowledge(Buffer.from(input), {
        folder: knowledge,
        entries: await entries(),
        source: "Cổng",
        date: "2026-06-10",
        today: TODAY,
        isWhole: false,
        writes: true,
        reportPath,
        print: (line) => printed.push(line),
        progress: () => () => undefined,
        ...options,
      });
      return { code, said: printed.join("\n"), report: await readFile(reportPath, "utf8") };
    },
    diff: async (fromDay, toDay, { writes = false, sector } = {}) => {
      const printed: string[] = [];
      const code = await diffKnowledge({
        folder: knowledge,
        entries: await entries(),
        moreLists: [],
        fromDay,
        toDay,
        today: TODAY,
        sector,
        writes,
        print: (line) => printed.push(line),
      });
      return { code, said: printed.join("\n"), report: "" };
    },
  };
}

/** A record as the portal exports it, in order unless told otherwise. */
export function portalRecord(code: string, fields: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({
    bo_nganh: "bo-thu-nghiem",
    ma_thu_tuc: code,
    detail_url: `https://dichvucong.gov.vn/thu-tuc-hanh-chinh/${code}`,
    ten_thu_tuc: `Cấp giấy thử số ${code}`,
    so_quyet_dinh: "12/QĐ-BTN",
    cap_thuc_hien: "Cấp xã",
    linh_vuc: "Thử nghiệm",
    doi_tuong_thuc_hien: "Công dân Việt Nam",
    co_quan_co_tham_quyen: "",
    co_quan_thuc_hien: "Ủy ban nhân dân cấp xã",
    trinh_tu_thuc_hien: `Bước 1: Nộp hồ sơ ${code}.\nBước 2: Nhận giấy.`,
    cach_thuc_thuc_hien: "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến1Miễn phí",
    thanh_phan_ho_so: "--Tên giấy tờMẫu đơn, tờ khaiSố lượngTờ khai1 bản chính",
    can_cu_phap_ly: "Tên văn bản pháp lýMã văn bảnLuật Thử nghiệm1/2020/QH14",
    yeu_cau_dieu_kien: "Không có thông tin",
    ket_qua_xu_ly: "Giấy thửMã: KQ.G15.000168Từ khóaKhông có thông tinMô tảNộp hồ sơ",
    ...fields,
  });
}

export const jsonl = (...lines: readonly string[]) => `${lines.join("\n")}\n`;

/** A draft's file as the content room reads such files; fails with the problems when it is not in order. */
export function parseDraftText(text: string): Draft {
  const found = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(text.normalize("NFC"));
  const head = readYaml("draft.md", found?.[1] ?? "", 2, draftHeadSchema);
  const body = parseSections("draft.md", found?.[2] ?? "", 1);
  const errors = [...head.problems, ...body.problems].filter(({ severity }) => severity === "error");
  if (!head.value || errors.length > 0) throw new Error(errors.map(formatProblem).join("\n") || "no head");
  return { ...head.value, sections: body.sections };
}

export function parsedEntry(file: string, text: string): Entry {
  const { entry, problems } = parseEntry(file, new TextEncoder().encode(text));
  if (!entry) throw new Error(problems.map(formatProblem).join("\n"));
  return entry;
}
