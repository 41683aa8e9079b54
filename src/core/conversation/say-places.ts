/** What is said of places: what became of them, where one goes there. Facts come from the officers' files. */
import {
  AREA_NAMES,
  type Area,
  type Confidence,
  capitalize,
  formatDay,
  type ProcedureEntry,
} from "../knowledge/index.ts";
import { formerPlaceId, type PlaceFacts, type PlaceId, type Places } from "../places/index.ts";
import type { Button } from "./reply.ts";
import type { Whereabouts } from "./whereabouts.ts";

const CENTRE = "Trung tâm Phục vụ hành chính công";
/** As many can be chosen by number or button; more are told as a list. */
const MOST_CHOICES = 5;
/** So many units are still told within one line. */
const MOST_IN_A_LINE = 5;

export interface SaidPlaces {
  readonly text: string;
  /** In the order of their numbers; empty when there is nothing to choose. */
  readonly choices: readonly PlaceId[];
}

/**
 * @param asked the places that the citizen may mean, surest first
 * @param isWhere it was asked where one goes, not what the place is
 */
export function sayPlaces(places: Places, asked: readonly PlaceFacts[], isWhere: boolean): SaidPlaces {
  const [only] = asked;
  if (only && asked.length === 1) return sayPlace(places, only, isWhere);
  const choices = asked.slice(0, MOST_CHOICES);
  const lines = choices.map((one, at) => `${at + 1}. ${capitalize(oneLine(places, one))}`);
  const text = ["Có mấy nơi mang tên này. Anh/chị hỏi nơi nào ạ?", ...lines, CHOOSE].join("\n");
  return { text, choices: choices.map(({ id }) => id) };
}

const CHOOSE = "Anh/chị trả lời bằng số, hoặc bấm nút.";
const TYPE_FORMER = "Chưa rõ nhà mình thuộc nơi nào, anh/chị gõ tên xã, phường cũ để tôi chỉ đúng nơi.";

function oneLine(places: Places, { name, kind, today, isVague }: PlaceFacts): string {
  if (kind !== "former") return name;
  if (isVague || today.length > MOST_IN_A_LINE) return `${name}, nay đã sắp xếp lại`;
  return `${name}, nay thuộc ${namesOf(places, today).join(", ")}`;
}

function sayPlace(places: Places, place: PlaceFacts, isWhere: boolean): SaidPlaces {
  const { kind, today } = place;
  if (kind === "unit")
    return { text: isWhere ? whereToGo(place).join("\n") : sayUnit(places, place), choices: [] };
  const [only] = today;
  const unit = only === undefined ? undefined : places.facts(only);
  if (today.length === 1 && unit && !place.isVague) {
    const became = `${capitalize(place.name)} nay thuộc ${unit.name} (từ 01/7/2025).`;
    return { text: [became, ...whereToGo(unit)].join("\n"), choices: [] };
  }
  const isChoice = today.length <= MOST_CHOICES && !place.isVague;
  const lines = namesOf(places, today).map(
    (name, at) => `${isChoice ? `${at + 1}.` : "-"} ${capitalize(name)}`,
  );
  return {
    text: [becameSeveral(place), ...lines, ...(isChoice ? [CHOOSE] : []), hintFor(place)].join("\n"),
    choices: isChoice ? today : [],
  };
}

function becameSeveral({ name, isDistrict, isVague, today }: PlaceFacts): string {
  if (isVague)
    return `${capitalize(name)} đã hết từ trước 01/7/2025. Tôi chưa có nguồn nói rõ nay thuộc nơi nào trong ${today.length} xã, phường của quận, huyện ấy:`;
  if (isDistrict)
    return `${capitalize(name)} không còn từ 01/7/2025. Địa bàn ấy nay có ${today.length} xã, phường; anh/chị làm giấy tờ ở ${CENTRE} nơi mình ở:`;
  return `${capitalize(name)} đã sắp xếp vào ${today.length} nơi từ 01/7/2025. Anh/chị ở phần nào thì chọn nơi ấy:`;
}

function hintFor({ isDistrict }: PlaceFacts): string {
  return isDistrict ? TYPE_FORMER : "Chưa rõ nhà mình thuộc nơi nào, anh/chị gọi Tổng đài 1022.";
}

function sayUnit(places: Places, unit: PlaceFacts): string {
  const origins = unit.from.map(({ district, units }) =>
    units
      ? `- ${capitalize(district)} cũ: ${units.map((part) => partOf(places, part, district)).join(", ")}`
      : `- Cả ${district} cũ`,
  );
  const made = origins.length > 0 ? [`${capitalize(unit.name)} có từ 01/7/2025, gồm:`, ...origins] : [];
  return [...made, ...whereToGo(unit)].join("\n");
}

function partOf(places: Places, part: string, district: string): string {
  const isShared = (places.facts(formerPlaceId(part, district))?.today.length ?? 0) > 1;
  return isShared ? `một phần ${part}` : part;
}

const DOUBTS: Readonly<Record<Confidence, string>> = {
  verified: "",
  "older-source": "; nguồn này có thể đã thay đổi",
  unverified: "; chưa được đối chiếu đầy đủ, xin gọi 1022 hỏi lại trước khi đi",
};

function whereToGo({ name, contact }: PlaceFacts): string[] {
  const centre = `Nơi làm giấy tờ: ${CENTRE} ${name}.`;
  if (!contact) {
    const nothing = "Địa chỉ, số điện thoại: tôi chưa có nguồn xác nhận.";
    return [centre, `${nothing} Anh/chị gọi Tổng đài 1022 hoặc xem haiphong.gov.vn trước khi đi.`];
  }
  const { address, phones, source, confidence } = contact;
  const phone = phones ? `; điện thoại: ${phones.join(", ")}` : "";
  const told = `theo ${source.title}, ngày ${formatDay(source.date)}${DOUBTS[confidence]}`;
  return [centre, `Địa chỉ: ${address}${phone} (${told}).`];
}

export function namesOf(places: Places, ids: readonly PlaceId[]): string[] {
  return ids.flatMap((id) => places.placeName(id) ?? []);
}

/** A button for a place. */
export function placeButton(places: Places, id: PlaceId): Button {
  const label = capitalize(places.placeName(id) ?? id);
  return { label, say: label, payload: `place:${id}` };
}

/** Where one goes with a procedure of the communes at the place that was named; undefined when the files do not tell. */
export function sayWhereToFile(
  places: Places,
  entry: ProcedureEntry,
  { place }: Whereabouts,
): string | undefined {
  const office = officeOf(entry);
  if (!place || place.kind === "office" || !office) return undefined;
  const [only] = place.today;
  const unit = only === undefined ? undefined : places.placeName(only);
  if (place.today.length === 1 && unit && !place.isVague) {
    const where = place.kind === "unit" ? `Ở ${unit}` : `${capitalize(place.name)} nay thuộc ${unit}`;
    return `${where}: ${office} ${unit}.`;
  }
  const names = namesOf(places, place.today);
  const today =
    names.length > MOST_IN_A_LINE || place.isVague
      ? `đã sắp xếp lại: anh/chị gõ tên xã, phường cũ để biết nay thuộc nơi nào`
      : `nay thuộc ${names.join(", ")}`;
  return `${capitalize(place.name)} ${today}. Anh/chị đến ${office} nơi mình ở.`;
}

/** The part of the commune's authority that takes the dossier, by who decides; nothing is said where a school or others do too. */
function officeOf({ level, authority }: ProcedureEntry): string | undefined {
  if (level !== "commune" || /trường|giáo dục/iu.test(authority)) return undefined;
  if (/công an/iu.test(authority)) return "Công an";
  if (/quân sự/iu.test(authority)) return "Ban Chỉ huy quân sự";
  return /UBND/u.test(authority) ? CENTRE : undefined;
}

/** Said above fees that are those of one part of the city. */
export function sayWhereFeesHold(area: Area, { place }: Whereabouts): string {
  return place
    ? `Nơi nộp: ${place.name} (địa bàn ${AREA_NAMES[area]})`
    : `Nơi nộp: địa bàn ${AREA_NAMES[area]}`;
}
