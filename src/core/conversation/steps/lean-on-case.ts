/** "Bọn em chưa đăng ký kết hôn thì sao", after an entry whose cases know these words: a case of it, no new subject. */
import { normalize, type Word } from "../../../language/index.ts";
import { CASE_WORDING } from "../case-wording.ts";
import { beginCase, entriesOf, findPosition } from "../guide-case.ts";
import { type Heard, hearCases } from "../hear-case.ts";
import { namesSubject } from "../pointing-words.ts";
import { topicOf } from "../session.ts";
import type { Step } from "../turn.ts";

/** What makes a message lean on what was said before. */
const LEANING =
  /^(the |vay |nhung |a )?(con|neu|truong hop|lo)\b|\b(thi sao|thi the nao|thi nhu nao|thi lam sao|thi lam the nao|thi co duoc khong|co sao khong)( a)?$/u;
const MOST_WORDS = 14;

export const leanOnCase: Step = (turn) => {
  const { brain, words, session } = turn;
  const topic = topicOf(session);
  const folded = words.map((word) => word.folded).join(" ");
  if (topic === undefined || words.length > MOST_WORDS || !LEANING.test(folded)) return undefined;
  const entry = findPosition(turn, topic, [], {})?.entry;
  if (!entry) return undefined;
  const best = turn.findings.hits[0];
  // The topic itself answers, and so does the procedure to which the case would lead.
  if (best && entriesOf(entry).includes(best.entry)) return undefined;
  if (brain.names.called(brain.facets.withoutCues(words).filter(namesSubject)).length > 0) return undefined;
  const heard = hearCases(entry.cases, words);
  if (Object.keys(heard).length === 0) return undefined;
  if (!isMostOf(heard, words.filter(namesSubject))) return undefined;
  const known = session.guided?.entry === topic ? session.guided.heard : {};
  const phrases = phrasesOf(heard);
  return beginCase(turn, topic, { ...known, ...heard }, [...phrases].map(CASE_WORDING.kept));
};

/** "Có sổ rồi muốn chia cho hai thằng con thì sao": what else is told than the case is what is asked for. */
function isMostOf(heard: Heard, subject: readonly Word[]): boolean {
  const ofCase = new Set(
    [...phrasesOf(heard)].flatMap((phrase) => normalize(phrase).map(({ folded }) => folded)),
  );
  return subject.filter(({ folded }) => ofCase.has(folded)).length * 2 >= subject.length;
}

function phrasesOf(heard: Heard): ReadonlySet<string> {
  return new Set(Object.values(heard).map(({ phrase }) => phrase));
}
