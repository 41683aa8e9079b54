/** Sets the thresholds by measurement: as many right answers as the limit of wrong ones allows. */
import type { Brain, Thresholds } from "../../core/conversation/index.ts";
import { type Judgement, judgeAll, type Spelling } from "./judge.ts";
import type { Question } from "./question.ts";

export interface Limits {
  /** Per cent of questions about the knowledge that may be answered from a wrong entry. */
  readonly wrong: number;
  /** Per cent of other messages that may be answered from an entry. */
  readonly offTopic: number;
}

const ANSWER = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8];

/** Each wrong answer beyond the limit costs this many right ones. */
const PRICE_OF_WRONG = 4;

/** Messages with and without diacritics each get the threshold that keeps them within the limit. */
export function chooseThresholds(
  brain: Brain,
  questions: readonly Question[],
  limits: Limits,
  now: Date,
): Thresholds {
  const quick = remembering(brain);
  // A turn that leans on another one is decided by more than these thresholds, and so is what is no entry's.
  const alone = questions.filter(({ session, isOfDirectory }) => session === undefined && !isOfDirectory);
  const worth = (thresholds: Thresholds, spelling: Spelling) =>
    worthOf(judgeAll({ ...quick, thresholds }, alone, spelling, now), limits);
  const marked = bestOf(
    ANSWER.map((answer) => ({ ...brain.thresholds, answer })),
    (thresholds) => worth(thresholds, "as-written"),
  );
  return bestOf(
    ANSWER.map((answerWithoutMarks) => ({ ...marked, answerWithoutMarks })),
    (thresholds) => worth(thresholds, "without-diacritics"),
  );
}

function bestOf(candidates: readonly Thresholds[], worth: (thresholds: Thresholds) => number): Thresholds {
  const judged = candidates.map((thresholds) => ({ thresholds, worth: worth(thresholds) }));
  const best = judged.reduce((leading, one) => (one.worth > leading.worth ? one : leading));
  return best.thresholds;
}

/** The same brain, which looks each thing up once: the thresholds do not change what is found. */
function remembering(brain: Brain): Brain {
  const searched = new Map<string, ReturnType<Brain["search"]["search"]>>();
  const classified = new Map<string, ReturnType<Brain["classifier"]["classify"]>>();
  return {
    ...brain,
    search: {
      search: (question, limit, context) =>
        remember(searched, JSON.stringify([question, limit, context]), () =>
          brain.search.search(question, limit, context),
        ),
    },
    classifier: {
      classify: (utterance) => remember(classified, utterance, () => brain.classifier.classify(utterance)),
    },
  };
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function worthOf(judged: readonly Judgement[], limits: Limits): number {
  const asked = judged.filter(({ question }) => question.expect === "answered");
  const others = judged.filter(({ question }) => question.expect === "not-answered");
  const share = (part: number, whole: number) => (100 * part) / (whole || 1);
  const right = share(asked.filter(({ verdict }) => verdict === "right").length, asked.length);
  const wrong = share(asked.filter(({ verdict }) => verdict === "wrong").length, asked.length);
  const offTopic = share(others.filter(({ verdict }) => verdict === "wrong").length, others.length);
  return (
    right - PRICE_OF_WRONG * (Math.max(0, wrong - limits.wrong) + Math.max(0, offTopic - limits.offTopic))
  );
}
