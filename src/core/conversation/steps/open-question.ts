/** What the dialogue on a report asks at each stage, with the buttons that answer it. */
import {
  CONSENT_NOTICE,
  CONSENT_QUESTION,
  FEEDBACK_WORDING,
  FIELD_ROWS,
  fieldsOf,
  type Intake,
  type IntakeField,
  type IntakeStage,
  summarise,
} from "../../feedback/index.ts";
import type { Button } from "../reply.ts";

export interface OpenQuestion {
  readonly text: string;
  /** Where it is asked again after something else, and all of it has been said before. */
  readonly short?: string;
  readonly buttons: readonly Button[];
  readonly wantsFiles?: boolean;
}

const DROP: ButtonWord = ["Thôi không gửi nữa", "drop"];
const BACK: ButtonWord = ["Quay lại", "back"];

/** Label (which is what it says, too) and the word it stands for. */
type ButtonWord = readonly [label: string, word: string];

/** A button of the dialogue answers the question of one stage only: pressed later, it is out of date. */
export function intakeButton(stage: IntakeStage, [label, word]: ButtonWord): Button {
  return { label, say: label, payload: `intake:${stage}:${word}` };
}

export function openQuestion(intake: Intake): OpenQuestion {
  const { stage, draft } = intake;
  const make = (text: string, ...words: readonly ButtonWord[]): OpenQuestion => ({
    text,
    buttons: words.map((word) => intakeButton(stage, word)),
  });
  switch (stage) {
    case "offer":
      return draft.kind === "praise"
        ? make(FEEDBACK_WORDING.offerPraise, ["Có, chuyển giúp tôi", "yes"], ["Không cần", "no"])
        : make(FEEDBACK_WORDING.offer, ["Có, gửi phản ánh", "yes"], ["Không gửi", "no"]);
    case "which-way":
      return make(FEEDBACK_WORDING.whichWay, ["Phản ánh", "1"], ["Khiếu nại", "2"], ["Tố cáo", "3"]);
    case "consent":
      return {
        ...make(`${CONSENT_NOTICE}\n\n${CONSENT_QUESTION}`, ["Đồng ý", "yes"], ["Không đồng ý", "no"]),
        short: CONSENT_QUESTION,
      };
    case "summary":
      return make(
        `${summarise(draft)}\n\n${FEEDBACK_WORDING.confirmSending}`,
        ["Gửi phản ánh", "send"],
        ["Sửa", "edit"],
        DROP,
      );
    case "story":
      if (intake.isReplacing) return make(FEEDBACK_WORDING.tellAgain, ["Xong", "done"], DROP);
      if (draft.story === undefined) return make(FIELD_ROWS.story.question(draft), DROP);
      return {
        ...make(FIELD_ROWS.story.question(draft), ["Xong", "done"], ["Sửa nội dung", "edit-story"], DROP),
        short: FEEDBACK_WORDING.storyGoOn,
      };
    case "files":
      return {
        ...make(
          [draft.files > 0 ? FEEDBACK_WORDING.filesKept(draft.files) : "", FIELD_ROWS.files.question(draft)]
            .filter(Boolean)
            .join(" "),
          ["Xong", "done"],
          ...(draft.files > 0 ? [["Bỏ hết ảnh, tệp", "clear"] as const] : []),
          BACK,
          DROP,
        ),
        wantsFiles: true,
      };
    default:
      return askField(intake, stage, make);
  }
}

/** Which field is to be corrected: by its number in the summary. */
export function whichField({ stage, draft }: Intake): OpenQuestion {
  const fields = fieldsOf(draft);
  const lines = fields.map((field, at) => `${at + 1}. ${FIELD_ROWS[field].label}`);
  return {
    text: [FEEDBACK_WORDING.whichField, ...lines].join("\n"),
    buttons: fields.map((field) => intakeButton(stage, [FIELD_ROWS[field].label, `edit-${field}`])),
  };
}

function askField(
  intake: Intake,
  field: IntakeField,
  make: (text: string, ...words: readonly ButtonWord[]) => OpenQuestion,
): OpenQuestion {
  const { draft, proposals = [] } = intake;
  const { label, question } = FIELD_ROWS[field];
  const [only, ...others] = proposals;
  if (only && others.length === 0)
    return make(
      FEEDBACK_WORDING.proposed(`${label}: ${only.label}`),
      ["Đúng", "yes"],
      ["Không đúng", "no"],
      ["Bỏ qua", "skip"],
      BACK,
      DROP,
    );
  if (only) {
    const lines = proposals.map((one, at) => `${at + 1}. ${one.label}`);
    return make(
      [FEEDBACK_WORDING.whichOffice, ...lines].join("\n"),
      ...proposals.map((one, at) => [`${at + 1}. ${one.label}`, String(at + 1)] as const),
      ["Bỏ qua", "skip"],
    );
  }
  return make(
    [kept(intake, field), question(draft)].filter(Boolean).join("\n"),
    ["Bỏ qua", "skip"],
    BACK,
    DROP,
  );
}

/** What the field holds already: it is corrected, or the citizen came back to it. */
function kept({ draft }: Intake, field: IntakeField): string | undefined {
  const value = FIELD_ROWS[field].show(draft);
  return value === undefined ? undefined : FEEDBACK_WORDING.keepsValue(value);
}
