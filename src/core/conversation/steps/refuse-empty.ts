/** A message without a word in it: a sticker, blanks, signs. */
import { composeUnicode, splitWords } from "../../../language/index.ts";
import { say } from "../decide.ts";
import type { Step } from "../turn.ts";
import { WORDING } from "../wording.ts";

export const refuseEmpty: Step = (turn) =>
  splitWords(composeUnicode(turn.message.text)).length === 0
    ? say(turn, "not-understood", WORDING.empty)
    : undefined;
