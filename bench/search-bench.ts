/** The command `bench:search`: our search and its peers on one corpus with one set of questions. */
import { parseArgs } from "node:util";
import { runLimited } from "./limited-process.ts";
import { describeMachine } from "./machine.ts";
import { readPassages, readQuestions, unanswerable } from "./passages.ts";
import { searchPeers } from "./peers/search-peers.ts";
import { reportOf, type SearchMeasurement, scoresOf } from "./search-report.ts";
import { runCommand, UsageError, wholeNumber } from "./usage-error.ts";

await runCommand(async () => {
  const { corpus, questions, peers, limitSeconds } = readFlags();
  const passages = readPassages(corpus);
  const asked = readQuestions(questions);
  const lost = unanswerable(asked, passages).length;
  if (lost > 0) {
    console.error(
      `Chú ý / Note: ${lost} câu hỏi không có đoạn đúng nào trong corpus, tính là sai / questions have no right passage in the corpus and count as missed.`,
    );
  }

  const ours = await measure("ours", corpus, questions, Number.POSITIVE_INFINITY);
  if (ours.status !== "measured") throw new Error(`Our own search was not measured: ${ours.reason}`);
  const others: [string, object][] = [];
  for (const name of peers) {
    const ending = await measure(name, corpus, questions, limitSeconds);
    others.push([name, ending.status === "measured" ? tellPeer(ending.report, ours.report) : ending]);
  }
  const result = {
    ...reportOf(ours.report),
    peers: Object.fromEntries(others),
    run: {
      documents: passages.length,
      questions: asked.length,
      questionsWithoutPassage: lost,
      peerLimitSeconds: limitSeconds,
      date: new Date().toISOString(),
      machine: describeMachine(),
    },
  };
  console.log(JSON.stringify(result, null, 2));
});

/** A peer that ran out of time was asked a part only, so it stands beside what we make of that same part. */
function tellPeer(peer: SearchMeasurement, ours: SearchMeasurement): object {
  if (peer.asked.length === ours.asked.length) return { status: "measured", ...reportOf(peer) };
  const oursOnSameQuestions = scoresOf(ours.asked.slice(0, peer.asked.length));
  return { status: "measured-in-part", ...reportOf(peer), oursOnSameQuestions };
}

/** One engine after the other, so that none disturbs the next one's clock. */
function measure(engine: string, corpus: string, questions: string, limitSeconds: number) {
  console.error(`bench:search: ${engine} ...`);
  const args = [engine, corpus, questions, String(limitSeconds)];
  // A little more than the engine gives itself: it stops by itself between two questions, and is stopped
  // when it builds or thinks for too long.
  return runLimited<SearchMeasurement>("search-process", args, (limitSeconds + 5) * 1_000);
}

function readFlags() {
  const { values } = parseArgs({
    options: {
      corpus: { type: "string" },
      questions: { type: "string" },
      peers: { type: "string", default: "all" },
      "time-limit": { type: "string", default: "60" },
    },
  });
  const { corpus, questions } = values;
  if (!corpus || !questions) {
    throw new UsageError([
      "cần --corpus corpus.jsonl --questions questions.jsonl [--peers all|none|tên,tên] [--time-limit giây] / both files are needed",
    ]);
  }
  const limitSeconds = wholeNumber("time-limit", values["time-limit"], 1);
  return { corpus, questions, peers: chosenPeers(values.peers), limitSeconds };
}

function chosenPeers(wish: string): string[] {
  const all = Object.keys(searchPeers);
  if (wish === "all") return all;
  if (wish === "none") return [];
  const chosen = wish.split(",").map((name) => name.trim());
  const unknown = chosen.filter((name) => !Object.hasOwn(searchPeers, name));
  if (unknown.length === 0) return chosen;
  throw new UsageError([
    `--peers không có "${unknown.join(", ")}" / unknown peer; có / there are: ${all.join(", ")}`,
  ]);
}
