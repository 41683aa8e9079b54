/** Measures one search engine; started by the search bench in a process of its own. */
import { foldDiacritics } from "../src/language/index.ts";
import { isMissingPackage, tell } from "./limited-process.ts";
import { percentile, RANKING_DEPTH, rankOf, round } from "./measure.ts";
import { buildOurSearch, type OurSearch } from "./ours.ts";
import { type Question, readPassages, readQuestions } from "./passages.ts";
import type { SearchPeer } from "./peers/search-peer.ts";
import { searchPeers } from "./peers/search-peers.ts";
import { seededRandom, shuffled } from "./random.ts";
import type { Asked, SearchCosts, SearchMeasurement } from "./search-report.ts";

const ORDER_SEED = 7;
/** Questions asked first without a stop-watch, so that no engine is judged while Node still compiles it. */
const WARM_UP = 20;
const WARM_UP_SHARE = 0.1;

const [engineName = "", corpusPath = "", questionsPath = "", limitSeconds = ""] = process.argv.slice(2);
try {
  await measure(await engineOf(engineName), Number(limitSeconds) * 1_000);
} catch (error) {
  if (!isMissingPackage(error)) throw error;
  await tell({ step: "missing", reason: "run: npm ci --prefix bench" });
}
process.disconnect?.();

async function measure(engine: SearchPeer, limitMs: number): Promise<void> {
  const passages = readPassages(corpusPath);
  const questions = shuffled(readQuestions(questionsPath), seededRandom(ORDER_SEED));

  await tell({ step: "working", on: "building" });
  const started = performance.now();
  await engine.build(passages);
  const buildMs = round(performance.now() - started, 1);

  await tell({ step: "working", on: "one search" });
  const { asked, times } = ask(engine, questions, limitMs);
  const costs: SearchCosts = {
    buildMs,
    p50Ms: round(percentile(times, 0.5), 3),
    p99Ms: round(percentile(times, 0.99), 3),
    indexBytes: null,
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
  await tell<SearchMeasurement>({ step: "measured", report: { asked, costs } });
  const indexBytes = sizeOf(engine);
  await tell<SearchMeasurement>({ step: "measured", report: { asked, costs: { ...costs, indexBytes } } });
}

/** Asks until the questions or the time are at their end. */
function ask(engine: SearchPeer, questions: readonly Question[], limitMs: number) {
  const began = performance.now();
  for (const question of questions.slice(0, WARM_UP)) {
    if (performance.now() - began > limitMs * WARM_UP_SHARE) break;
    engine.search(question.text, RANKING_DEPTH);
  }
  const asked: Asked[] = [];
  const times: number[] = [];
  const rank = (query: string, relevant: readonly string[]) => {
    const started = performance.now();
    const found = engine.search(query, RANKING_DEPTH);
    times.push(performance.now() - started);
    return rankOf(found, relevant);
  };
  for (const { kind, text, relevant } of questions) {
    if (performance.now() - began > limitMs) break;
    asked.push({ kind, asWritten: rank(text, relevant), stripped: rank(foldDiacritics(text), relevant) });
  }
  return { asked, times };
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
