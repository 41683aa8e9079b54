import { deserialize, serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import {
  EVIDENCE,
  examplesOf,
  type JudgedQuestion,
  judgeFindings,
  KnowledgeIndex,
  learnCovered,
  learnSure,
  learnWeights,
  type PlainKnowledgeIndex,
  type Searchable,
  teachTopicModel,
  teachWordingModel,
  trainTopicModel,
  trainWordingModel,
  weighEvidence,
} from "../../src/search/index.ts";
import { TermIndex } from "../../src/search/term-index.ts";
import { TermStatistics } from "../../src/search/term-statistics.ts";
import { bestOf, buildIndex, CORPUS, EXAMPLES, find, INTENTS } from "./a-corpus.ts";

const QUESTIONS = [
  ...CORPUS.flatMap(({ questions }) => questions),
  "khai sinh",
  "1.001193",
  "khói bụi công trường",
  "mống mắt",
  "phường nào có mưa",
  "hộ chiếu xuất cảnh",
  "",
  "đăng ký",
];

const PASSPORT: Searchable = {
  id: "1.001456",
  title: "Cấp hộ chiếu phổ thông",
  aliases: ["làm hộ chiếu"],
  questions: ["làm hộ chiếu ở đâu", "hộ chiếu hết hạn đổi thế nào", "lệ phí hộ chiếu"],
  body: "Nộp tại phòng quản lý xuất nhập cảnh.",
};

/** Ids of the entries that were found by their long text. */
function foundInText(question: string): string[] {
  const body = EVIDENCE.indexOf("body");
  return find(buildIndex(), question)
    .candidates.filter(({ evidence }) => (evidence[body] ?? 0) > 0)
    .map(({ id }) => id);
}

describe("an index", () => {
  it("finds the same after it was stored and loaded", () => {
    const built = KnowledgeIndex.build(CORPUS);
    const topics = trainTopicModel(EXAMPLES);
    const wordings = trainWordingModel(EXAMPLES);
    const stored = deserialize(serialize({ plain: built.toPlain(), topics, wordings })) as {
      plain: PlainKnowledgeIndex;
      topics: typeof topics;
      wordings: typeof wordings;
    };
    const loaded = KnowledgeIndex.load(CORPUS, stored.plain);
    built.useTopics(topics, wordings);
    loaded.useTopics(stored.topics, stored.wordings);
    expect(loaded.ids()).toEqual(built.ids());
    for (const question of QUESTIONS) expect(find(loaded, question), question).toEqual(find(built, question));
  });

  it("finds each entry by its code, its names and its questions", () => {
    const index = buildIndex();
    for (const { id, title, aliases, questions } of CORPUS) {
      for (const text of [id, title, ...aliases, ...questions])
        expect(bestOf(find(index, text)), text).toBe(id);
    }
  });

  it("looks into long texts when names and questions know too little", () => {
    expect(foundInText("khói bụi")).toEqual(["tong-dai-1022"]);
    expect(foundInText("mống ảnh")).toEqual(["3.000228"]);
    expect(foundInText("đăng ký kết hôn")).toEqual([]);
  });

  it("knows all of a question, some of it, or nothing", () => {
    const index = buildIndex();
    expect(find(index, "đăng ký kết hôn").known).toBe(1);
    expect(find(index, "wwqq zzxx")).toMatchObject({ known: 0, candidates: [] });
    expect(find(index, "")).toMatchObject({ known: 0, candidates: [] });
    const some = find(index, "kết hôn xyzxyz").known;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(1);
  });

  it("believes what intents of their own say to be about no entry", () => {
    const [first] = find(buildIndex(), "phường nào có mưa").intents;
    expect(first?.intent).toBe("thoi-tiet");
    expect(first?.confidence).toBeGreaterThan(0.5);
    expect(find(buildIndex(), "đăng ký kết hôn").intents[0]?.confidence).toBeLessThan(0.5);
  });

  it("may be empty", () => {
    expect(find(buildIndex([]), "khai sinh")).toMatchObject({ candidates: [], known: 0 });
  });
});

describe("an evidence row", () => {
  it("has one number for each kind of evidence, from 0 to 1", () => {
    const index = buildIndex();
    const rows = QUESTIONS.flatMap((question) =>
      find(index, question).candidates.map(({ evidence }) => evidence),
    );
    expect(rows.length).toBeGreaterThan(QUESTIONS.length);
    for (const row of rows) {
      expect(row).toHaveLength(EVIDENCE.length);
      for (const value of row) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1.000_001);
      }
    }
  });

  it("holds the code when the question does", () => {
    const codeOf = (question: string, id: string) =>
      find(buildIndex(), question).candidates.find((candidate) => candidate.id === id)?.evidence[
        EVIDENCE.indexOf("code")
      ];
    expect(codeOf("thủ tục 1.001193", "1.001193")).toBe(1);
    expect(codeOf("làm giấy khai sinh", "1.001193")).toBe(0);
  });

  it("is weighed kind by kind", () => {
    const weights = Object.fromEntries(EVIDENCE.map((name, at) => [name, 10 ** at])) as Record<
      (typeof EVIDENCE)[number],
      number
    >;
    const row = EVIDENCE.map((_, at) => at + 1);
    expect(weighEvidence(row, weights)).toBe(row.reduce((sum, value, at) => sum + value * 10 ** at, 0));
  });
});

describe("beliefs", () => {
  const index = buildIndex();
  const judged: JudgedQuestion[] = [
    ...CORPUS.flatMap(({ id, questions }) =>
      questions.map((text) => ({ findings: find(index, text), entries: [id] })),
    ),
    ...(INTENTS[0]?.utterances.map((text) => ({ findings: find(index, text), entries: [] })) ?? []),
  ];
  const weights = learnWeights(judged);
  const tuning = { weights, covered: learnCovered(judged, weights), sure: learnSure(judged, weights) };

  it("in all hits sum to one, best first", () => {
    for (const { findings } of judged) {
      const scores = judgeFindings(findings, tuning).hits.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      if (scores.length > 0) expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 9);
    }
  });

  it("put the right entry first and tell what is about the knowledge from what is not", () => {
    for (const { findings, entries } of judged) {
      const { hits, covered, sure } = judgeFindings(findings, tuning);
      if (entries[0]) expect(hits[0]?.entry).toBe(entries[0]);
      expect(covered > 0.5).toBe(entries.length > 0);
      expect(sure > 0.5).toBe(entries.includes(hits[0]?.entry ?? ""));
    }
  });

  it("are the same whenever they are learned from the same questions", () => {
    expect(learnWeights(judged)).toEqual(weights);
    expect(learnCovered(judged, weights)).toEqual(tuning.covered);
  });

  it("are none where nothing was found", () => {
    expect(judgeFindings({ candidates: [], known: 0, intents: [], hasTopics: true }, tuning)).toEqual({
      hits: [],
      covered: 0,
      sure: 0,
      intents: [],
    });
  });
});

describe("a changed collection", () => {
  it("lets a new entry be found at once, and the others as before", () => {
    const index = KnowledgeIndex.build(CORPUS);
    const examples = examplesOf([PASSPORT], []);
    index.apply([PASSPORT], new Set());
    index.useTopics(
      teachTopicModel(trainTopicModel(EXAMPLES), examples),
      teachWordingModel(trainWordingModel(EXAMPLES), examples),
    );
    for (const question of [PASSPORT.id, PASSPORT.title, ...PASSPORT.questions, "lam ho chieu o dau"]) {
      expect(bestOf(find(index, question)), question).toBe(PASSPORT.id);
    }
    for (const { id, title } of CORPUS) expect(bestOf(find(index, title))).toBe(id);
  });

  it("finds a changed entry under its new name and no longer under the old one", () => {
    const index = KnowledgeIndex.build(CORPUS);
    const changed: Searchable = {
      ...(CORPUS[2] as Searchable),
      title: "Thu gom rác",
      aliases: ["xe rác"],
      questions: ["xe rác mấy giờ"],
      body: "Hằng tối.",
    };
    index.apply([changed], new Set());
    expect(bestOf(find(index, "thu gom rác"))).toBe(changed.id);
    expect(find(index, "tạm trú hợp đồng").candidates.map(({ id }) => id)).not.toContain(changed.id);
    expect(index.ids()).toHaveLength(CORPUS.length);
  });

  it("survives being stored and loaded", () => {
    const index = KnowledgeIndex.build(CORPUS);
    index.apply([PASSPORT], new Set());
    const loaded = KnowledgeIndex.load(
      [...CORPUS, PASSPORT],
      deserialize(serialize(index.toPlain())) as PlainKnowledgeIndex,
    );
    expect(bestOf(find(loaded, "làm hộ chiếu"))).toBe(PASSPORT.id);
  });

  it("no longer finds a withdrawn entry in names, questions and texts", () => {
    const index = KnowledgeIndex.build(CORPUS);
    index.apply([], new Set(["tong-dai-1022"]));
    for (const question of ["tổng đài 1022", "đèn đường hỏng gọi ai", "khói bụi công trường"]) {
      expect(find(index, question).candidates.map(({ id }) => id)).not.toContain("tong-dai-1022");
    }
  });
});

describe("a large collection", () => {
  const COUNT = 6_000;
  /** The postings that one search may touch. */
  const BUDGET = 4_000;
  const documents = Array.from({ length: COUNT }, (_, id) => ({
    id,
    fields: { text: ["dang", "ky", "giay", "to", `hiem${id % 500}`, ...(id === 4_242 ? ["duynhat"] : [])] },
  }));
  const statistics = new TermStatistics();
  for (const { fields } of documents) statistics.add(fields.text);
  const index = new TermIndex({ text: 1 }, statistics, documents);

  it("still answers a query of nothing but common words", () => {
    expect(index.search(["dang", "ky", "giay", "to"]).length).toBeGreaterThan(0);
  });

  it("finds the one document with the rare word among common ones", () => {
    expect(index.search(["dang", "ky", "giay", "to", "duynhat"])[0]?.id).toBe(4_242);
  });

  it("leaves common words aside when rarer ones have spent the budget", () => {
    const rare = Array.from({ length: 400 }, (_, at) => `hiem${at}`);
    const hits = index.search(["dang", ...rare]);
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.length).toBeLessThanOrEqual(BUDGET);
    expect(hits.every(({ id }) => id % 500 < rare.length)).toBe(true);
  });
});
