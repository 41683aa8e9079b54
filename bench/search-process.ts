/** Measures one search engine; started by the search bench in a process of its own. */
import { foldDiacritics } from "../src/language/index.ts";
import { groupBy } from "./group-by.ts";
import { isMissingPackage, tell } from "./limited-process.ts";
import { percentile, RANKING_DEPTH, type Ranking, round, scoreRankings } from "./measure.ts";
import { buildOurSearch, type OurSearch } from "./ours.ts";
import { type Question, readPassages, readQuestions } from "./passages.ts";
import type { SearchPeer } from "./peers/search-peer.ts";
import { searchPeers } from "./peers/search-peers.ts";
import { seededRandom, shuffled } from "./random.ts";
import type { SearchReport, SpellingScores } from "./search-report.ts";

const ORDER_SEED = 7;
/** Questions asked first without a stop-watch, so that no engine is judged while Node still compiles it. */
const WARM_UP = 20;

interface Asked {
  readonly kind: string | undefined;
  readonly asWritten: Ranking;
  readonly stripped: Ranking;
}

const [engineName = "", corpusPath = "", questionsPath = "", limitSeconds = ""] = process.argv.slice(2);
try {
  await measure(await engineOf(engineName));
} catch (error) {
  if (!isMissingPackage(error)) throw error;
  await tell({ step: "missing", reason: "run: npm ci --prefix bench" });
}
process.disconnect?.();

async function measure(engine: SearchPeer): Promise<void> {
  const passages = readPassages(corpusPath);
  const questions = shuffled(readQuestions(questionsPath), seededRandom(ORDER_SEED));
  await tell({ step: "ready" });

  const started = performance.now();
  await engine.build(passages);
  const buildMs = performance.now() - started;

  const { asked, times } = ask(engine, questions, started + Number(limitSeconds) * 1_000);
  const report = reportOf(asked, times, buildMs);
  await tell({ step: "measured", report });
  await tell({ step: "measured", report: { ...report, indexBytes: sizeOf(engine) } });
}

/** Asks until the questions or the time are at their end. */
function ask(engine: SearchPeer, questions: readonly Question[], endsAt: number) {
  for (const question of questions.slice(0, WARM_UP)) {
    if (performance.now() < endsAt) engine.search(question.text, RANKING_DEPTH);
  }
  const asked: Asked[] = [];
  const times: number[] = [];
  const rank = (query: string, { relevant }: Question): Ranking => {
    const started = performance.now();
    const found = engine.search(query, RANKING_DEPTH);
    times.push(performance.now() - started);
    return { found, relevant };
  };
  for (const question of questions) {
    if (performance.now() >= endsAt) break;
    asked.push({
      kind: question.kind,
      asWritten: rank(question.text, question),
      stripped: rank(foldDiacritics(question.text), question),
    });
  }
  return { asked, times };
}

function reportOf(asked: readonly Asked[], times: readonly number[], buildMs: number): SearchReport {
  const { asWritten, stripped } = scoresOf(asked);
  const kinds = [...groupBy(asked, ({ kind }) => kind ?? "")];
  const byKind = Object.fromEntries(kinds.map(([kind, some]) => [kind, scoresOf(some)]));
  return {
    hit1: { asWritten: asWritten.hit1, stripped: stripped.hit1 },
    hit5: { asWritten: asWritten.hit5, stripped: stripped.hit5 },
    mrr10: { asWritten: asWritten.mrr10, stripped: stripped.mrr10 },
    buildMs: round(buildMs, 1),
    p50Ms: round(percentile(times, 0.5), 3),
    p99Ms: round(percentile(times, 0.99), 3),
    indexBytes: null,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1_024),
    questionsAsked: asked.length,
    ...(kinds.some(([kind]) => kind !== "") && { byKind }),
  };
}

function scoresOf(asked: readonly Asked[]): SpellingScores {
  return {
    asWritten: scoreRankings(asked.map((each) => each.asWritten)),
    stripped: scoreRankings(asked.map((each) => each.stripped)),
  };
}

/** An index may be too large for one string: then its size is not known. */
function sizeOf(engine: SearchPeer): number | null {
  try {
    return engine.indexBytes?.() ?? null;
  } catch {
    return null;
  }
}

async function engineOf(name: string): Promise<SearchPeer> {
  const make = searchPeers[name];
  return make ? make() : ourEngine();
}

function ourEngine(): SearchPeer {
  let search: OurSearch | undefined;
  return {
    name: "ours",
    build: (passages) => {
      search = buildOurSearch(passages);
    },
    search: (query, limit) => search?.search(query, limit) ?? [],
    indexBytes: () => search?.indexBytes() ?? 0,
  };
}
