/** "Làm khai sinh thì nộp ở đâu": without the side asked for, the wish and the place, just what one entry is called. */
import { normalize, stripChatFiller, type Word } from "../../language/index.ts";
import type { EntryId } from "../knowledge/index.ts";
import type { Turn } from "./turn.ts";

/** Words that only say that something is wanted. */
const WANTING = new Set(
  "toi em minh chau bac anh chi muon can xin hoi ve thu tuc viec lam cho a nhe nay thi the con voi di giup ho va la o nop gi".split(
    " ",
  ),
);

/** The words that name a subject, as they stand and without those that only want it. */
export interface Subject {
  readonly said: readonly Word[];
  readonly bare: readonly Word[];
}

export function subjectOfTurn({ brain, told, message, words }: Turn): Subject {
  const placeless = told.place ? stripChatFiller(normalize(brain.places.withoutPlaces(message.text))) : words;
  const said = brain.facets.withoutCues(placeless);
  return { said, bare: said.filter(({ folded }) => !WANTING.has(folded)) };
}

/** The one entry that is called so; undefined when none is, or several are. */
export function entryCalled(turn: Turn): EntryId | undefined {
  const { names } = turn.brain;
  const { said, bare } = subjectOfTurn(turn);
  for (const subject of [said, bare]) {
    if (subject.length === 0) continue;
    const called = names.called(subject);
    if (called.length > 0) return called.length === 1 ? called[0] : undefined;
  }
  return undefined;
}
