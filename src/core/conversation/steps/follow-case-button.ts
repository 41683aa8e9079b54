/** A pressed button of the guided questions says how far the citizen has come, even when everything else is forgotten. */
import { readCasePayload, CASE_WORDING as SAY } from "../case-wording.ts";
import { answerFrom } from "../decide.ts";
import { beginCase, findPosition, showPosition } from "../guide-case.ts";
import type { Step } from "../turn.ts";

export const followCaseButton: Step = (turn) => {
  const press = readCasePayload(turn.message.payload);
  if (!press) return undefined;
  const { guided } = turn.session;
  const heard = press.isAnew || guided?.entry !== press.entry ? {} : guided.heard;
  const position = findPosition(turn, press.entry, press.answers, heard);
  if (position) return showPosition(turn, position);
  return beginCase(turn, press.entry, {}, [SAY.changed]) ?? answerFrom(turn, press.entry, [], undefined, []);
};
