/** Understands which places a citizen names: today's communes, what they were before, the city's offices. */
import { hasDiacritics, normalize, type Word } from "../../language/index.ts";
import type { Rank } from "./kind-words.ts";
import { createNameIndex, type Finding, type Likeness } from "./name-index.ts";
import { type RegisteredPlace, registerNames } from "./name-register.ts";
import { type PlaceId, type PlaceMatch, type Places, SURENESS, type Sureness } from "./place.ts";
import type { ContactsFile, OfficesFile, UnitsFile } from "./place-files.ts";
import { isAboutOthers, isAskingWord, kindOfQuestion } from "./place-question.ts";
import {
  type Body,
  isNeutral,
  namesOfBodies,
  readSurroundings,
  type Surroundings,
} from "./read-surroundings.ts";

export interface PlaceFiles {
  readonly units?: UnitsFile | undefined;
  readonly offices?: OfficesFile | undefined;
  readonly contacts?: ContactsFile | undefined;
}

/** All that was found in the same words, with what stands around them. */
interface Spot extends Surroundings {
  readonly start: number;
  readonly end: number;
  readonly findings: readonly Finding[];
}

interface Candidate {
  readonly place: RegisteredPlace;
  readonly spot: Spot;
  readonly sure: Sureness;
}

/** Without files it knows no place and finds none. The register is made when it is first asked: a start need not wait for it. */
export function createPlaces({ units, offices, contacts }: PlaceFiles): Places {
  const make = () => {
    const register = registerNames(units, offices);
    return {
      ...register,
      index: createNameIndex(register.names),
      bodies: namesOfBodies(offices?.bodies ?? []),
      contacts: new Map(contacts?.contacts.map((contact) => [contact.unit, contact])),
    };
  };
  let made: ReturnType<typeof make> | undefined;
  const register = () => {
    made ??= make();
    return made;
  };
  return {
    find: (text) => {
      const { index, bodies } = register();
      const words = normalize(writeTownsOut(text));
      return toMatches(chooseCandidates(words, spotsIn(words, index.findAll(words), bodies), isNeutral));
    },
    readQuestion: (text) => {
      const { index, bodies } = register();
      const words = normalize(writeTownsOut(text));
      if (words.length > MOST_WORDS_OF_A_QUESTION) return undefined;
      const spots = spotsIn(words, index.findAll(words), bodies).flatMap((spot) => plainly(words, spot));
      const covered = coveredBy(spots);
      const beside = words.filter((_, at) => !covered.has(at));
      const isBeside = (word: Word) => isNeutral(word) || isAskingWord(word);
      if (!beside.every(isBeside) || isAboutOthers(beside)) return undefined;
      const candidates = chooseCandidates(words, spots, isBeside);
      const matches = toMatches(candidates);
      // Of several places one asks how they differ, or tells of a way: that is no question about a place.
      const isOne = new Set(candidates.map(({ spot }) => spot)).size === 1;
      const asks = kindOfQuestion(beside);
      // "Cán bộ xã lật lọng" asks nothing, and its marks are not those of "xã Lạc Long".
      const isWord =
        asks === "name" &&
        candidates.every(({ spot }) => spot.findings.every((one) => hasOtherMarks(words, one)));
      return isOne && !isWord ? { matches, asks } : undefined;
    },
    withoutPlaces: (text) => {
      const { index, bodies } = register();
      const words = normalize(writeTownsOut(text));
      const spots = spotsIn(words, index.findAll(words), bodies);
      const named = chooseCandidates(words, spots, isNeutral)
        .filter(({ place, sure }) => place.rank !== undefined && sure !== "possible")
        .map(({ spot }) => spot);
      const covered = coveredBy(named);
      return words.flatMap((word, at) => (covered.has(at) ? [] : [word.text])).join(" ");
    },
    placeName: (id) => register().places.get(id)?.name,
    facts: (id) => {
      const { places, contacts: known } = register();
      const place = places.get(id);
      if (!place) return undefined;
      const { name, kind, today, rank, area, from = [], isVague = false } = place;
      const isDistrict = rank === "district";
      return { id, name, kind, today, area, from, isVague, isDistrict, contact: known.get(id) };
    },
    provenance: units,
  };
}

/** A story names places by the way. */
const MOST_WORDS_OF_A_QUESTION = 20;

/** Elsewhere "tt" is "thủ tục"; before a name it is "thị trấn". */
function writeTownsOut(text: string): string {
  return text.replace(/(?<![\p{L}\p{M}])tt\.?(?=\s+\p{L})/giu, "thị trấn");
}

function spotsIn(words: readonly Word[], findings: readonly Finding[], bodies: readonly Body[]): Spot[] {
  const bySpan = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.start} ${finding.end}`;
    bySpan.set(key, [...(bySpan.get(key) ?? []), finding]);
  }
  const spots = [...bySpan.values()].flatMap((same): Spot[] => {
    const [first] = same;
    if (!first) return [];
    const { start, end } = first;
    return [{ start, end, findings: nearest(same), ...readSurroundings(words, start, end, bodies) }];
  });
  return withoutOverlaps(spots);
}

/** Where the very marks were typed, names with other marks are not meant; a slip is none where a name stands as it is. */
function nearest(findings: readonly Finding[]): readonly Finding[] {
  const has = (likeness: Likeness) => findings.some((one) => one.likeness === likeness);
  if (has("exact")) return findings.filter(({ likeness }) => likeness === "exact");
  return findings.some(({ likeness }) => likeness !== "slip")
    ? findings.filter(({ likeness }) => likeness !== "slip")
    : findings;
}

function isSlip({ findings }: Spot): boolean {
  return findings.every(({ likeness }) => likeness === "slip");
}

function coveredBy(spots: readonly Spot[]): ReadonlySet<number> {
  return new Set(spots.flatMap(({ from, end }) => Array.from({ length: end - from }, (_, at) => from + at)));
}

/**
 * The spot with what is named plainly in it, for texts in which every other word is an ordinary one: there "có đúng"
 * is no "Cổ Dũng", and a slip no name, unless a kind word stands before it.
 */
function plainly(words: readonly Word[], spot: Spot): Spot[] {
  const isBare = !words.some(({ text }) => hasDiacritics(text));
  const isLed = spot.isLocated || spot.from === 0;
  const findings = spot.findings.filter((finding) => {
    const { likeness } = finding;
    const { rank, kind } = finding.name.place;
    if (rank === undefined || spot.isOtherThing) return false;
    if (spot.kindWord)
      return (
        rank === spot.kindWord.rank ||
        likeness === "exact" ||
        (isBare && (kind === "unit" || rank === "ward"))
      );
    if (likeness === "exact") return true;
    if (likeness === "slip" || hasOtherMarks(words, finding)) return false;
    // Many former communes are called by ordinary words.
    return isLed && (kind === "unit" || rank === "district");
  });
  return findings.length > 0 ? [{ ...spot, findings }] : [];
}

/** A syllable is the name's, but with other marks than the name has. A name run together has none. */
function hasOtherMarks(words: readonly Word[], { name, start, end }: Finding): boolean {
  const typed = words.slice(start, end);
  return (
    typed.length === name.words.length &&
    typed.some(({ text, folded }, at) => {
      const meant = name.words[at];
      return folded === meant?.folded && text !== meant.text && text !== folded;
    })
  );
}

/** "Nam Đồ Sơn" is not "Đồ Sơn"; "công an thành phố Hải Dương" is not the police of the city. */
function withoutOverlaps(spots: readonly Spot[]): Spot[] {
  const fits = ({ kindWord, findings }: Spot) =>
    kindWord !== undefined && findings.some(({ name }) => name.place.rank === kindWord.rank);
  const worth = (spot: Spot) => (isSlip(spot) ? 0 : 100) + (fits(spot) ? 10 : 0) + (spot.end - spot.start);
  const reach = (spot: Spot) => (fits(spot) && spot.kindWord ? spot.kindWord.at : spot.start);
  const kept: Spot[] = [];
  for (const spot of [...spots].sort((a, b) => worth(b) - worth(a) || a.start - b.start)) {
    if (kept.every((other) => spot.end <= reach(other) || reach(spot) >= other.end)) kept.push(spot);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** @param isBeside true for a word that may stand beside places in a text about nothing else */
function chooseCandidates(
  words: readonly Word[],
  spots: readonly Spot[],
  isBeside: (word: Word) => boolean,
): Candidate[] {
  const covered = coveredBy(spots);
  const isAnswer = words.every((word, at) => covered.has(at) || isBeside(word));
  const isBare = !words.some(({ text }) => hasDiacritics(text));
  const endsOfOffices = new Set(
    spots.flatMap(({ end, findings }) => (findings.some(({ name }) => !name.place.rank) ? [end] : [])),
  );
  const chosen = spots.map((spot) =>
    candidatesOf(spot, { isAnswer, isBare, isLocated: spot.isLocated || endsOfOffices.has(spot.from) }),
  );
  const districtsElsewhere = (at: number) =>
    chosen.flatMap((others, other) =>
      other === at ? [] : others.flatMap(({ place }) => (place.rank === "district" ? [place.id] : [])),
    );
  const context = new Set<PlaceId>();
  const narrowed = chosen.map((candidates, at) => {
    const named = districtsElsewhere(at);
    const inNamed = candidates.filter(
      ({ place }) => place.rank !== "district" && named.some((district) => place.districts.has(district)),
    );
    for (const { place } of inNamed)
      for (const district of named) if (place.districts.has(district)) context.add(district);
    return prefer(inNamed.length > 0 ? inNamed : candidates);
  });
  // A district that only told which of its communes is meant is no place of its own here.
  return narrowed.flatMap((candidates) =>
    candidates.some(({ place }) => context.has(place.id)) && narrowed.length > 1 ? [] : candidates,
  );
}

/** What a text is like around a name that has no kind word. */
interface Setting {
  /** Nothing but places is named in it. */
  readonly isAnswer: boolean;
  /** No marks were typed. */
  readonly isBare: boolean;
  readonly isLocated: boolean;
}

/** What the words of a spot may mean, each with how sure it is when it is alone. */
function candidatesOf(spot: Spot, setting: Setting): Candidate[] {
  const fitting = spot.findings.filter(({ name }) => name.place.rank === spot.kindWord?.rank);
  return spot.findings.flatMap((finding): Candidate[] => {
    const { place } = finding.name;
    const sure =
      place.rank === undefined
        ? sureOfOffice(finding)
        : spot.kindWord
          ? sureWithKindWord(finding, spot.kindWord.rank, fitting)
          : sureOfBareName(finding, spot, setting);
    return sure ? [{ place, spot, sure }] : [];
  });
}

function sureOfOffice({ name, likeness }: Finding): Sureness | undefined {
  const isLong = name.words.length > 2;
  if (likeness === "exact" || likeness === "bare") return name.isFull ? "certain" : "likely";
  if (likeness === "loose") return isLong ? "likely" : "possible";
  return isLong ? "likely" : undefined;
}

function sureWithKindWord(finding: Finding, said: Rank, fitting: readonly Finding[]): Sureness | undefined {
  const { name, likeness } = finding;
  if (fitting.includes(finding)) return likeness === "exact" || likeness === "bare" ? "certain" : "likely";
  // No district of here: "quận Hà Đông" is one of Hà Nội.
  if (likeness === "slip" || said === "district") return undefined;
  // Many communes and towns became wards shortly before they ended: "xã An Lư" is the former "phường An Lư".
  const wasSaid = name.place.kind === "former" && name.place.rank === "ward" && said !== "ward";
  if (wasSaid && !fitting.some((one) => one.name.place.kind === "unit")) return "likely";
  // The name is right and the kind wrong: "phường Vĩnh Bảo".
  return fitting.length > 0 ? undefined : "possible";
}

function sureOfBareName(
  { name, likeness }: Finding,
  spot: Spot,
  { isAnswer, isBare, isLocated }: Setting,
): Sureness | undefined {
  if (spot.isOtherThing) return undefined;
  if (isAnswer) return likeness === "slip" ? "possible" : "likely";
  const isClear = likeness === "exact" || (isBare && likeness === "bare");
  if (!isClear) return undefined;
  if (spot.era === "former") return "likely";
  // Many former communes are called by ordinary words: "hòa bình", "đoàn kết".
  if (!isLocated || (name.place.kind === "former" && name.place.rank !== "district")) return undefined;
  return spot.body ? "likely" : "possible";
}

/** Of places of one name: today's before what became of it, unless the citizen says which time is meant. */
function prefer(candidates: readonly Candidate[]): Candidate[] {
  const [first] = candidates;
  if (!first) return [];
  const { era, kindWord } = first.spot;
  const former = candidates.filter(({ place }) => place.kind === "former");
  const today = candidates.filter(({ place }) => place.kind !== "former");
  if (era === "former" && former.length > 0) return spread(former);
  if (today.length === 0) return spread(former);
  if (era === "today" || (kindWord && today.some(({ place }) => place.rank === kindWord.rank)))
    return spread(today);
  const ids = new Set(today.map(({ place }) => place.id));
  const elsewhere = former.filter(
    ({ place }) => place.rank === "district" || !place.today.some((id) => ids.has(id)),
  );
  return spread([...today, ...elsewhere]);
}

/** Where several are meant alike, none is certain. */
function spread(candidates: readonly Candidate[]): Candidate[] {
  const isShared = new Set(candidates.map(({ place }) => place.id)).size > 1;
  return candidates.map((one) => (isShared && one.sure === "certain" ? { ...one, sure: "likely" } : one));
}

function toMatches(candidates: readonly Candidate[]): PlaceMatch[] {
  const best = new Map<PlaceId, PlaceMatch>();
  const rankOf = ({ sure }: { readonly sure: Sureness }) => SURENESS.indexOf(sure);
  for (const { place, spot, sure } of candidates) {
    const { id, name, kind, today } = place;
    const known = best.get(id);
    if (known && SURENESS.indexOf(known.sure) <= SURENESS.indexOf(sure)) continue;
    const body = spot.body !== undefined && place.rank !== undefined ? { body: spot.body } : {};
    best.set(id, { id, name, kind, today, sure, ...body });
  }
  const matches = [...best.values()].sort((a, b) => rankOf(a) - rankOf(b));
  return matches[0]?.sure === "certain" ? matches.filter(({ sure }) => sure !== "possible") : matches;
}
