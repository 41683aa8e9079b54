/** Our search behind the core's port: weighs the evidence and says how sure it is. */
import type { KnowledgeFindings, KnowledgeSearch } from "../core/ports.ts";
import { normalize } from "../language/index.ts";
import { EVIDENCE, type EvidenceWeights, weighEvidence } from "./evidence.ts";
import type { Findings, KnowledgeIndex } from "./knowledge-index.ts";
import type { Tuning } from "./tuning.ts";

export type SearchTuning = Pick<Tuning, "weights" | "covered">;

export function createKnowledgeSearch(index: KnowledgeIndex, tuning: SearchTuning): KnowledgeSearch {
  return {
    search: (question, limit, context) => {
      const words = normalize(question);
      const found = index.find(context ? [...words, ...normalize(context)] : words);
      const judged = judgeFindings(found, tuning);
      return { ...judged, hits: judged.hits.slice(0, limit) };
    },
  };
}

/** For passages of any other corpus, which nobody has asked example questions of; measured on such. */
const WITHOUT_TOPICS: EvidenceWeights = { topic: 0, topicLog: 0, words: 2.5, named: 2.5, body: 5, code: 20 };

/** Turns evidence into beliefs. Best first; equal beliefs in the order of their ids, so that runs repeat. */
export function judgeFindings(found: Findings, tuning: SearchTuning): KnowledgeFindings {
  const weights = found.hasTopics ? tuning.weights : WITHOUT_TOPICS;
  const weighed = found.candidates
    .map((candidate) => ({ candidate, weight: weighEvidence(candidate.evidence, weights) }))
    .sort((a, b) => b.weight - a.weight || (a.candidate.id < b.candidate.id ? -1 : 1));
  const highest = weighed[0]?.weight ?? 0;
  const sum = weighed.reduce((total, { weight }) => total + Math.exp(weight - highest), 0);
  const hits = weighed.map(({ candidate, weight }) => ({
    entry: candidate.id,
    score: Math.exp(weight - highest) / sum,
  }));
  return { hits, covered: coveredBelief(found, hits[0]?.entry, tuning.covered), intents: found.intents };
}

/** The features of the covered curve, by name. */
export function coverFeatures(found: Findings, best: string | undefined) {
  const candidate = found.candidates.find(({ id }) => id === best);
  return {
    known: found.known,
    noEntry: found.intents.reduce((sum, { confidence }) => sum + confidence, 0),
    best: candidate?.evidence[EVIDENCE.indexOf("topicLog")] ?? 0,
    named: candidate?.evidence[EVIDENCE.indexOf("named")] ?? 0,
  };
}

function coveredBelief(found: Findings, best: string | undefined, curve: Tuning["covered"]): number {
  if (best === undefined) return 0;
  const { known, noEntry, best: strength, named } = coverFeatures(found, best);
  const height =
    curve.bias + curve.known * known + curve.noEntry * noEntry + curve.best * strength + curve.named * named;
  return 1 / (1 + Math.exp(-height));
}
