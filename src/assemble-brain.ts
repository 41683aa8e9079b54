/** Part of the composition root: content → search, classifier and settings, wired into what a turn needs. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Content, keepNewest, readStored, writeStored } from "./content/index.ts";
import {
  type Brain,
  createFacetRecogniser,
  type FacetRecogniser,
  type Intent,
} from "./core/conversation/index.ts";
import {
  type Change,
  createChangeLog,
  createNameBook,
  createPackageBook,
  type Directory,
  type Entry,
  type Knowledge,
  type LifePackage,
  type ValiditySettings,
} from "./core/knowledge/index.ts";
import type { Places } from "./core/places/index.ts";
import { directorySearchOf } from "./directory-names.ts";
import { createFeedback, type LearnedFeedback, learnFeedback } from "./learn-feedback.ts";
import { createSides, cuesIn, learnSides } from "./learn-sides.ts";
import {
  createKnowledgeSearch,
  examplesOf,
  type IntentExamples,
  KnowledgeIndex,
  type PlainKnowledgeIndex,
  type Searchable,
  searchTuningSchema,
  type TopicModel,
  type Tuning,
  teachTopicModel,
  teachWordingModel,
  trainTopicModel,
  trainWordingModel,
  type WordingModel,
} from "./search/index.ts";
import {
  createIntentClassifier,
  type StoredClassifier,
  trainIntentClassifier,
} from "./understanding/index.ts";

/** Everything that is learned from the content; plain data. */
export interface Learned {
  /** Ids of the entries by their place in the index. */
  readonly entries: readonly string[];
  readonly index: PlainKnowledgeIndex;
  readonly topics: TopicModel;
  readonly wordings: WordingModel;
  readonly classifier: StoredClassifier;
  readonly sides: TopicModel;
  readonly feedback: LearnedFeedback;
}

/** Part of the key of what is stored: raise it when the code learns differently. */
const LEARNING_VERSION = "13";

export function toSearchable(entry: Entry): Searchable {
  return {
    id: entry.id,
    title: entry.title,
    aliases: entry.shortTitle ? [...entry.aliases, entry.shortTitle] : entry.aliases,
    questions: entry.questions,
    body: entry.sections.map(({ heading, text }) => `${heading}\n${text}`).join("\n"),
  };
}

/**
 * The intents that the search tells from entries; which side is asked for is no matter of search. Whoever meets
 * an impostor is in no danger yet: that teaches nothing about the entry of emergency numbers.
 */
export function searchedIntents(intents: readonly Intent[]): IntentExamples[] {
  const inDanger = intents.find(({ group }) => group === "emergency")?.entry;
  return intents
    .filter((intent) => intent.group !== "facet" && intent.group !== "ask" && !isOrdinary(intent))
    .map(({ id, group, entry, utterances }) => ({
      id,
      utterances,
      entry: group === "near-feedback" && entry === inDanger ? undefined : entry,
    }));
}

/** Ordinary questions that only resemble a report: what they are about, other content says. */
function isOrdinary({ feedback }: Intent): boolean {
  return feedback === "other";
}

/** The numbers of `tuning.json`. @throws when the file is missing or not in order */
export async function readTuning(contentDir: string): Promise<Tuning> {
  return searchTuningSchema.parse(JSON.parse(await readFile(join(contentDir, "tuning.json"), "utf8")));
}

/** Learns from nothing: some seconds. */
export function learn(
  searchables: readonly Searchable[],
  intents: readonly Intent[],
  facets: FacetRecogniser,
  samples: Content["samples"],
): Learned {
  return {
    ...learnToFind(searchables, intents),
    classifier: learnIntents(intents, facets),
    sides: learnSides(searchables, intents, facets),
    feedback: learnFeedback(searchables, intents, samples),
  };
}

/** What the search alone needs. */
export function learnToFind(
  searchables: readonly Searchable[],
  intents: readonly Intent[],
): Pick<Learned, "entries" | "index" | "topics" | "wordings"> {
  const index = KnowledgeIndex.build(searchables);
  const examples = examplesOf(searchables, searchedIntents(intents));
  return {
    entries: index.ids(),
    index: index.toPlain(),
    topics: trainTopicModel(examples),
    wordings: trainWordingModel(examples),
  };
}

function learnIntents(intents: readonly Intent[], facets: FacetRecogniser): StoredClassifier {
  return trainIntentClassifier(
    intents
      .filter((intent) => !isOrdinary(intent))
      .flatMap(({ id, group, utterances }) =>
        utterances.map((utterance) => ({
          intent: id,
          isAsking: group === "facet" || group === "ask",
          utterance,
        })),
      ),
    cuesIn(facets),
  );
}

/** A bot that runs while officers edit still needs what it was started with. */
const MOST_KEPT = 4;

/** Learns, or takes what was learned before from the very same content. */
export async function learnOnce(content: Content, dataDir: string): Promise<Learned> {
  const stored = await readLearned(content, dataDir);
  if (stored) return stored;
  const { folder, path, key } = placeOf(content, dataDir);
  const searchables = [...content.knowledge.values()].map(toSearchable);
  const learned = learn(
    searchables,
    content.intents,
    createFacetRecogniser(content.intents),
    content.samples,
  );
  await writeStored(path, key, learned);
  await keepNewest(folder, "learned-", MOST_KEPT);
  return learned;
}

/** What was learned from this content before; undefined when nothing was. */
export function readLearned(content: Content, dataDir: string): Promise<Learned | undefined> {
  const { path, key } = placeOf(content, dataDir);
  return readStored<Learned>(path, key);
}

/** Only what is learned from counts: a fee that changes, or a table of places, asks for no new learning. */
function placeOf({ knowledge, files }: Content, dataDir: string) {
  const digest = createHash("sha256");
  for (const entry of knowledge.values()) digest.update(JSON.stringify(toSearchable(entry)));
  for (const [file, read] of files) if (read.intent || read.samples) digest.update(`${file}\n${read.hash}\n`);
  const hash = digest.digest("hex");
  const folder = join(dataDir, "cache");
  return {
    folder,
    path: join(folder, `learned-${hash.slice(0, 16)}.bin`),
    key: `${LEARNING_VERSION} ${hash}`,
  };
}

/**
 * A brain for newer content in a moment: changed entries are put in place, withdrawn ones go. Good until all
 * is learned again in the background.
 */
export function patchBrain(learned: Learned, from: Content, parts: Omit<BrainParts, "learned">): Brain {
  const index = loadIndex(learned, from.knowledge);
  const changed = [...parts.knowledge.values()]
    .filter((entry) => from.knowledge.get(entry.id) !== entry)
    .map(toSearchable);
  index.apply(changed, new Set([...from.knowledge.keys()].filter((id) => !parts.knowledge.has(id))));
  const examples = examplesOf(changed, []);
  index.useTopics(teachTopicModel(learned.topics, examples), teachWordingModel(learned.wordings, examples));
  return brainOn(index, learned, parts);
}

function loadIndex(learned: Learned, knowledge: Knowledge): KnowledgeIndex {
  const searchables = learned.entries.map((id) => {
    const entry = knowledge.get(id);
    return entry ? toSearchable(entry) : { id, title: "", aliases: [], questions: [], body: "" };
  });
  return KnowledgeIndex.load(searchables, learned.index);
}

export interface BrainParts {
  readonly knowledge: Knowledge;
  readonly intents: readonly Intent[];
  readonly places: Places;
  readonly changes: readonly Change[];
  readonly packages: readonly LifePackage[];
  readonly directory: Directory;
  readonly learned: Learned;
  readonly tuning: Tuning;
  readonly validity: ValiditySettings;
}

/** @param options warm: make at once what few questions need, so that none of them waits */
export function createBrain(parts: BrainParts, options: { readonly warm: boolean }): Brain {
  const { learned, knowledge } = parts;
  const index = loadIndex(learned, knowledge);
  index.useTopics(learned.topics, learned.wordings);
  const brain = brainOn(index, learned, parts);
  if (options.warm)
    setImmediate(() => {
      index.warmUp();
      parts.places.find("");
      brain.names.isCommon({ text: "", folded: "" });
    });
  return brain;
}

function brainOn(index: KnowledgeIndex, learned: Learned, parts: Omit<BrainParts, "learned">): Brain {
  const { knowledge, intents, places, directory, changes, packages, tuning, validity } = parts;
  const facets = createFacetRecogniser(intents);
  return {
    knowledge,
    intents: new Map(intents.map((intent) => [intent.id, intent])),
    search: createKnowledgeSearch(index, tuning),
    classifier: createIntentClassifier(
      learned.classifier,
      cuesIn(facets),
      createSides(learned.sides, facets),
    ),
    facets,
    feedback: createFeedback(learned.feedback, intents),
    names: createNameBook(knowledge),
    places,
    changes: createChangeLog(changes),
    packages: createPackageBook(packages),
    directory,
    directorySearch: directorySearchOf(directory),
    thresholds: tuning.thresholds,
    validity,
  };
}
