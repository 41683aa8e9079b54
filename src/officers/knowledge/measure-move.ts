/** What else moves when an entry learns one more question: two brains asked the same, side by side. */
import type { Brain } from "../../core/conversation/index.ts";
import type { Entry, EntryId } from "../../core/knowledge/index.ts";
import { type Judgement, judgeAll, type Verdict } from "../eval/judge.ts";
import type { Question } from "../eval/question.ts";

export interface Moved {
  readonly text: string;
  readonly before: Answered;
  readonly after: Answered;
}

export interface Answered {
  readonly verdict: Verdict;
  /** Undefined when it was not answered from an entry. */
  readonly entry: EntryId | undefined;
}

export interface Move {
  readonly asked: number;
  readonly better: readonly Moved[];
  readonly worse: readonly Moved[];
  /** Another answer, and neither better nor worse by what is known of the question. */
  readonly other: readonly Moved[];
}

const WORTH: Readonly<Record<Verdict, number>> = { right: 3, offered: 2, missed: 1, wrong: 0 };
/** Asked between two looks at the progress. */
const PORTION = 100;

/** @param progress hears how many questions are done, of `questions.length` */
export function measureMove(
  before: Brain,
  after: Brain,
  questions: readonly Question[],
  now: Date,
  progress: (done: number) => void,
): Move {
  const better: Moved[] = [];
  const worse: Moved[] = [];
  const other: Moved[] = [];
  let done = 0;
  for (const portion of portions(questions)) {
    const [old, fresh] = [before, after].map((brain) => judgeAll(brain, portion, "as-written", now)) as [
      Judgement[],
      Judgement[],
    ];
    for (const [at, judgement] of old.entries()) {
      const now = answered(fresh[at] ?? judgement);
      const was = answered(judgement);
      const moved = { text: judgement.question.text, before: was, after: now };
      if (WORTH[now.verdict] > WORTH[was.verdict]) better.push(moved);
      else if (WORTH[now.verdict] < WORTH[was.verdict]) worse.push(moved);
      else if (now.entry !== was.entry) other.push(moved);
    }
    done += portion.length;
    progress(done);
  }
  return { asked: questions.length, better, worse, other };
}

function answered({ verdict, said }: Judgement): Answered {
  return { verdict, entry: said.entry };
}

/** Turns of one conversation stay together. */
function portions(questions: readonly Question[]): Question[][] {
  const made: Question[][] = [];
  for (const question of questions) {
    const last = made.at(-1);
    const goesOn = question.session !== undefined && last?.at(-1)?.session === question.session;
    if (last && (last.length < PORTION || goesOn)) last.push(question);
    else made.push([question]);
  }
  return made;
}

/** Some example questions of every other entry, which it must not lose: always the same ones, spread over its list. */
export function sampleExamples(entries: Iterable<Entry>, except: EntryId, each: number): Question[] {
  return [...entries]
    .filter(({ id }) => id !== except)
    .flatMap(({ id, questions }) =>
      Array.from({ length: Math.min(each, questions.length) }, (_, at): Question => {
        const index = Math.floor((at * questions.length) / each);
        return {
          id: `${id} ${index}`,
          text: questions[index] ?? "",
          entries: [id],
          facets: [],
          expect: "answered",
          kind: "câu mẫu",
        };
      }),
    );
}
