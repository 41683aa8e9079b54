/** The draft becomes a ticket, once: what is said of it is true when the turn is committed, and not said otherwise. */
import {
  CONSENT_VERSION,
  type Draft,
  type Intake,
  isSameStory,
  type Report,
  FEEDBACK_WORDING as SAY,
  storyForm,
  type TicketCode,
  ticketPayload,
} from "../../feedback/index.ts";
import { speak } from "../feedback-turn.ts";
import type { Turn, TurnOutcome } from "../turn.ts";
import { ask, enter } from "./intake-flow.ts";

export function sendReport(turn: Turn, intake: Intake): TurnOutcome {
  const { draft, code } = intake;
  const { filed } = turn.session;
  if (draft.consentAt === undefined) return enter(turn, intake, "consent");
  if (draft.story === undefined) return enter(turn, intake, "story", [SAY.moreFirst]);
  if (filed && isSameStory(storyForm(draft.story), filed.form)) {
    const again = refuseSecondTicket(turn, filed.code);
    return {
      ...again,
      session: { ...again.session, intake: undefined },
      acts: [{ kind: "drop", code }],
    };
  }
  switch (turn.facts.intake) {
    case "closed":
      return ask(turn, intake, [SAY.closedAtSending]);
    case "trial":
      return speak(turn, { says: [SAY.trial], session: { intake: undefined } });
    case "open": {
      const report = reportOf(draft, draft.story, draft.consentAt);
      const pin = turn.facts.freshPin;
      return speak(turn, {
        says: [SAY.filed(code, pin)],
        session: {
          intake: undefined,
          filed: { code, form: storyForm(draft.story), at: turn.now.getTime() },
          ticket: { code, stage: "shown", files: draft.files },
        },
        acts: [{ kind: "file", code, pin, report }],
      });
    }
  }
}

/** The report was sent a moment ago. */
export function refuseSecondTicket(turn: Turn, code: TicketCode): TurnOutcome {
  return speak(turn, {
    says: [SAY.alreadyFiled(code)],
    buttons: [{ label: "Bổ sung", say: `Bổ sung phiếu ${code}`, payload: ticketPayload("add", code) }],
  });
}

function reportOf(draft: Draft, story: string, consentAt: number): Report {
  const { kind, category, office, officeId, officeName, happened, dossier, contact, files } = draft;
  const given = { office, officeId, officeName, happened, dossier, contact };
  return {
    kind,
    category,
    story,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    files,
    consentAt,
    consentVersion: CONSENT_VERSION,
  };
}
