/** A pressed button says where the citizen files, or which of several places is meant. */

import { readAreaButton } from "../area-buttons.ts";
import { answerFrom } from "../decide.ts";
import type { Step } from "../turn.ts";
import { answerAbout, answerFeesAt } from "./answer-place.ts";

export const followPlaceButton: Step = (turn) => {
  const { payload = "" } = turn.message;
  const pressed = readAreaButton(payload);
  if (pressed) {
    const { area, entry } = pressed;
    const session = { ...turn.session, area, place: undefined };
    return answerFrom({ ...turn, session, where: { area } }, entry, ["fees"], [{ entry, score: 1 }], []);
  }
  const id = /^place:(?<id>[a-z0-9-]{1,58})$/u.exec(payload)?.groups?.id;
  const place = id === undefined ? undefined : turn.brain.places.facts(id);
  if (!place || place.kind === "office") return undefined;
  const chosen = { ...turn, session: { ...turn.session, place: place.id, area: undefined } };
  return answerFeesAt(chosen, { place, area: place.area }) ?? answerAbout(chosen, [place], "what");
};
