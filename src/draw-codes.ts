/** Part of the composition root: codes of tickets and PINs, drawn by the system's own source of chance. */
import { randomInt } from "node:crypto";
import { makeTicketCode, type TurnFacts } from "./core/feedback/index.ts";

const PIN_DIGITS = 6;

export function drawCodes(): Pick<TurnFacts, "freshCode" | "freshPin"> {
  const draw = (count: number, most: number) => Array.from({ length: count }, () => randomInt(most));
  return { freshCode: makeTicketCode(draw), freshPin: draw(PIN_DIGITS, 10).join("") };
}
