/** Our search behind the core's port: weighs the evidence and says how sure it is. */
import type { KnowledgeFindings, KnowledgeHit, KnowledgeSearch } from "../core/ports.ts";
import { normalize } from "../language/index.ts";
import { EVIDENCE, type EvidenceName, type EvidenceWeights, weighEvidence } from "./evidence.ts";
import type { Findings, KnowledgeIndex } from "./knowledge-index.ts";
import type { Tuning } from "./tuning.ts";

export type SearchTuning = Pick<Tuning, "weights" | "covered" | "sure">;

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
const WITHOUT_TOPICS: EvidenceWeights = {
  topic: 0,
  topicLog: 0,
  wordings: 0,
  topicLogInStory: 0,
  wordingsInStory: 0,
  words: 2.5,
  named: 2.5,
  body: 5,
  code: 20,
};

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
  const best = hits[0]?.entry;
  return {
    hits,
    sure: best === undefined ? 0 : heightOf(sureFeatures(found, hits), tuning.sure),
    covered: best === undefined ? 0 : heightOf(coverFeatures(found, best), tuning.covered),
    intents: found.intents,
  };
}

/** The features of the covered curve, by name. */
export function coverFeatures(found: Findings, best: string) {
  const evidence = evidenceOf(found, best);
  return {
    known: found.known,
    noEntry: noEntryBelief(found),
    best: evidence("topicLog"),
    named: evidence("named"),
  };
}

/** The features of the curve of being sure: how far the best hit is ahead, in all and by each model. */
export function sureFeatures(found: Findings, hits: readonly KnowledgeHit[]) {
  const best = hits[0]?.entry ?? "";
  const evidence = evidenceOf(found, best);
  const lead = (name: EvidenceName) => {
    const at = EVIDENCE.indexOf(name);
    const others = found.candidates.filter(({ id }) => id !== best);
    return evidence(name) - Math.max(0, ...others.map((candidate) => candidate.evidence[at] ?? 0));
  };
  return {
    margin: (hits[0]?.score ?? 0) - (hits[1]?.score ?? 0),
    topicLead: lead("topicLog"),
    wordingsLead: lead("wordings"),
    known: found.known,
    noEntry: noEntryBelief(found),
    named: evidence("named"),
  };
}

function evidenceOf(found: Findings, entry: string): (name: EvidenceName) => number {
  const candidate = found.candidates.find(({ id }) => id === entry);
  return (name) => candidate?.evidence[EVIDENCE.indexOf(name)] ?? 0;
}

function noEntryBelief({ intents }: Findings): number {
  return intents.reduce((sum, { confidence }) => sum + confidence, 0);
}

/** The height of a logistic curve, from 0 to 1. */
function heightOf<Features extends Readonly<Record<string, number>>>(
  features: Features,
  curve: { readonly [Name in keyof Features | "bias"]: number },
): number {
  let sum = curve.bias;
  for (const name of Object.keys(features)) sum += (curve[name] ?? 0) * (features[name] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
