/** Nothing else fitted: say so, and offer ways on. */
import { handOver, say } from "../decide.ts";
import { topicOf } from "../session.ts";
import type { Step } from "../turn.ts";
import { WAYS_ON, WORDING } from "../wording.ts";

export const beHonest: Step = (turn) => {
  // A side was asked for, but of what?
  if (
    turn.facets.length > 0 &&
    !topicOf(turn.session) &&
    turn.brain.facets.withoutCues(turn.words).length === 0
  ) {
    return say(turn, "not-understood", WORDING.nothingToRepeat, { buttons: WAYS_ON });
  }
  if (turn.findings.covered >= turn.brain.thresholds.offerCovered) return handOver(turn);
  return say(turn, "not-understood", WORDING.notUnderstood, { buttons: WAYS_ON });
};
