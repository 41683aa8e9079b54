/** Photos and files that come while a report is being asked for. */
import {
  addToStory,
  type FeedbackAct,
  type Intake,
  FEEDBACK_WORDING as SAY,
  sortFiles,
} from "../../feedback/index.ts";
import type { Turn, TurnOutcome } from "../turn.ts";
import { ask } from "./intake-flow.ts";

export function takeFiles(turn: Turn, intake: Intake): TurnOutcome {
  const { attachments = [], text } = turn.message;
  const { draft, code } = intake;
  if (draft.consentAt === undefined) return ask(turn, intake, [SAY.filesLater]);
  if (turn.facts.intake === "closed") return ask(turn, intake, [SAY.filesClosed]);
  const { taken, refusals } = sortFiles(attachments, text, draft.files);
  const caption = text.trim();
  const story = caption && taken.length > 0 ? addToStory(draft.story, caption).story : draft.story;
  const acts = taken.map((attachment): FeedbackAct => ({ kind: "fetch-file", code, attachment }));
  const says = [
    taken.length > 0 ? SAY.filesTaken(taken.length) : undefined,
    story === draft.story ? undefined : SAY.storyAddedLater,
    ...refusals.map((reason) => SAY.filesRefused[reason]),
  ];
  return ask(turn, { ...intake, draft: { ...draft, story, files: draft.files + taken.length } }, says, acts);
}
