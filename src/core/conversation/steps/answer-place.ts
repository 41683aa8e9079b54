/** Nothing is asked of but places: what became of a commune or district, where one goes there. Or it is told where one files. */
import { sourceLineOfFile } from "../../knowledge/index.ts";
import type { PlaceFacts, PlaceQuestion } from "../../places/index.ts";
import { answerFrom } from "../decide.ts";
import { readChoice } from "../read-choice.ts";
import type { Button } from "../reply.ts";
import { placeButton, sayPlaces } from "../say-places.ts";
import { topicOf } from "../session.ts";
import type { Step, Turn, TurnOutcome } from "../turn.ts";
import { namesProvince, placeMeant, readAreaAnswer, type Whereabouts } from "../whereabouts.ts";
import { procedureBesidePlace } from "./find-entry.ts";

/** The entries that tell what the citizen reads here of a single place. */
const ON_FILING = "bo-phan-mot-cua";
const ON_MERGERS = "chinh-quyen-2-cap";

const WHERE_TO_ASK: readonly Button[] = [
  { label: "Gọi 1022", phone: "1022" },
  { label: "Mở haiphong.gov.vn", url: "https://haiphong.gov.vn" },
];

export const answerPlace: Step = (turn) => {
  const { places } = turn.brain;
  const chosen = placeByNumber(turn);
  if (chosen) return answerAbout({ ...turn, session: withPlace(turn, chosen) }, [chosen], "what");
  const question = places.readQuestion(turn.message.text);
  if (!question || namesProvince(turn.message.text)) {
    const area = readAreaAnswer(turn.message.text);
    return area && answerFeesAt({ ...turn, session: { ...turn.session, area, place: undefined } }, { area });
  }
  if (question.asks === "what") return answerQuestion(turn, question);
  const fees = answerFeesAt(turn, turn.told);
  if (fees) return fees;
  if (isAboutEntry(turn) || leansOnOthers(turn, question)) return undefined;
  return leanOnTopic(turn, question) ?? answerQuestion(turn, question);
};

/** "Bên phường Trần Nguyên Hãn thì sao", while a plan is talked about. */
function leansOnOthers(turn: Turn, { asks }: PlaceQuestion): boolean {
  const topic = turn.brain.knowledge.get(topicOf(turn.session) ?? "");
  return asks === "name" && topic !== undefined && topic.kind !== "procedure";
}

function placeByNumber(turn: Turn): PlaceFacts | undefined {
  const { placesOffered = [] } = turn.session;
  const number = placesOffered.length > 0 ? readChoice(turn.words, placesOffered.length) : undefined;
  const id = number === undefined ? undefined : placesOffered[number - 1];
  return id === undefined ? undefined : turn.brain.places.facts(id);
}

function withPlace(turn: Turn, { id }: PlaceFacts) {
  return { ...turn.session, place: id, area: undefined };
}

/** The answer to "where does one file?", while that is asked. */
export function answerFeesAt(turn: Turn, where: Whereabouts): TurnOutcome | undefined {
  const entry = turn.session.areaAskedOf;
  if (entry === undefined || entry !== topicOf(turn.session) || !where.area) return undefined;
  return answerFrom({ ...turn, where }, entry, ["fees"], [{ entry, score: 1 }], []);
}

/** Something that is called by just these words, or a procedure that they point to surely, is no question about a place. */
function isAboutEntry(turn: Turn): boolean {
  return turn.brain.names.called(turn.words).length > 0 || procedureBesidePlace(turn) !== undefined;
}

/** "Tôi ở Kinh Môn thì nộp ở đâu", said while a procedure is talked about, is about that. */
function leanOnTopic(turn: Turn, { asks }: PlaceQuestion): TurnOutcome | undefined {
  const topic = turn.brain.knowledge.get(topicOf(turn.session) ?? "");
  if (topic?.kind !== "procedure" || (asks !== "file" && asks !== "name") || !turn.told.place)
    return undefined;
  const asked = asks === "name" && turn.session.facets[0] === "fees" ? "fees" : "authority";
  return answerFrom(turn, topic.id, [asked], [{ entry: topic.id, score: 1 }], []);
}

function answerQuestion(turn: Turn, { matches, asks }: PlaceQuestion): TurnOutcome | undefined {
  const { places } = turn.brain;
  const meant = placeMeant(places, matches);
  const all = matches.flatMap(({ id }) => places.facts(id) ?? []);
  return answerAbout(turn, meant && all.length > 1 ? [meant] : all, asks);
}

export function answerAbout(
  turn: Turn,
  asked: readonly PlaceFacts[],
  asks: PlaceQuestion["asks"],
): TurnOutcome | undefined {
  const { places, knowledge } = turn.brain;
  if (asked.length === 0 || !places.provenance) return undefined;
  const isOnFiling = asks === "file" || asks === "where";
  const { text, choices } = sayPlaces(places, asked, isOnFiling);
  const entry = isOnFiling ? ON_FILING : ON_MERGERS;
  return {
    outcome: "answered",
    session: { ...turn.session, placesOffered: choices },
    reply: {
      text: `${text}\n\n${sourceLineOfFile(places.provenance)}`,
      buttons: [...choices.map((id) => placeButton(places, id)), ...WHERE_TO_ASK],
    },
    intent: turn.intents[0]?.intent,
    entry: knowledge.has(entry) ? entry : undefined,
    facet: isOnFiling ? "authority" : "overview",
    candidates: [{ entry, score: 1 }],
  };
}
