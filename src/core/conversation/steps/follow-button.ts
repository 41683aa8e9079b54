/** A pressed button says exactly which entry and which side of it is wanted. */
import { FACETS, type Facet } from "../../knowledge/index.ts";
import { answerFrom } from "../decide.ts";
import type { ButtonTarget } from "../reply.ts";
import type { Step } from "../turn.ts";

export const followButton: Step = (turn) => {
  const target = readPayload(turn.message.payload ?? "");
  return (
    target &&
    answerFrom(
      turn,
      target.entry,
      target.facet ? [target.facet] : [],
      [{ entry: target.entry, score: 1 }],
      [],
    )
  );
};

/** Undefined for anything that is no payload of ours: it comes from outside. */
function readPayload(payload: string): ButtonTarget | undefined {
  const match = /^(?:entry|dir):(?<entry>[a-z0-9.-]{1,80})(?::(?<facet>[a-z-]{1,40}))?$/u.exec(payload);
  if (!match?.groups?.entry) return undefined;
  const facet = match.groups.facet as Facet | undefined;
  return { entry: match.groups.entry, facet: facet && FACETS.includes(facet) ? facet : undefined };
}
