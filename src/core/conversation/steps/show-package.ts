/** Says a package as a list to tick: what, in which order, what at once, and what is next. */
import {
  displayTitle,
  HOW_SURE,
  type LifePackage,
  nameSource,
  type PackageStep,
} from "../../knowledge/index.ts";
import { CHECKLIST_LIFE_MS, withChecklist } from "../checklist.ts";
import { say } from "../decide.ts";
import { type Button, writePayload } from "../reply.ts";
import { rememberAnswer } from "../session.ts";
import type { Turn, TurnOutcome } from "../turn.ts";

/** Steps that get buttons of their own; the others are typed. Zalo shows five buttons. */
const MOST_BUTTON_STEPS = 2;
const DAY_MS = 24 * 3_600_000;

const HOW_TO_TICK = `Xong việc nào, anh/chị gõ “xong” và số của việc, ví dụ “xong 1”. Tôi nhớ danh sách ${CHECKLIST_LIFE_MS / DAY_MS} ngày kể từ lần đánh dấu cuối; gõ “xem danh sách” để xem lại, “xóa danh sách” để xóa.`;

/**
 * Shows the whole list.
 *
 * @param says what stands before it; the introduction where nothing else is to be said
 * @param isTicked something was ticked just now: from then on the list is kept for a week
 */
export function showPackage(
  turn: Turn,
  lifePackage: LifePackage,
  options: { readonly says?: string; readonly done?: readonly number[]; readonly isTicked?: boolean } = {},
): TurnOutcome {
  const before = turn.session.checklists?.find((list) => list.package === lifePackage.id);
  const done = (options.done ?? before?.done ?? []).filter((number) => number <= lifePackage.steps.length);
  const keptUntil = options.isTicked ? turn.now.getTime() + CHECKLIST_LIFE_MS : before?.keptUntil;
  const session = {
    ...rememberAnswer(turn.session, lifePackage.leads, []),
    checklists: withChecklist(turn.session.checklists, {
      package: lifePackage.id,
      done,
      ...(keptUntil !== undefined && { keptUntil }),
    }),
  };
  const text = [
    options.says,
    [
      `${lifePackage.title} (xong ${done.length}/${lifePackage.steps.length}):`,
      ...linesOf(lifePackage, done),
    ].join("\n"),
    options.says ? undefined : [lifePackage.intro, lifePackage.oneGo?.text].filter(Boolean).join(" "),
    nextLine(lifePackage, done),
    options.says ? undefined : HOW_TO_TICK,
    sourceOf(lifePackage),
  ];
  const outcome = say(turn, "answered", text.filter((part) => part !== undefined).join("\n\n"), {
    entry: lifePackage.leads,
    buttons: buttonsOf(turn, lifePackage, done),
  });
  return { ...outcome, session, facet: "overview", candidates: [{ entry: lifePackage.leads, score: 1 }] };
}

function linesOf({ steps }: LifePackage, done: readonly number[]): string[] {
  return steps.map(({ label, when, note, optional }, at) => {
    const box = done.includes(at + 1) ? "☑" : "☐";
    const line = `${box} ${at + 1}. ${label}${optional ? " (nếu cần)" : ""}${when ? ` – ${when}` : ""}`;
    // What is done needs no more advice.
    return note && !done.includes(at + 1) ? `${line}\n↳ ${note}` : line;
  });
}

/** The first thing that everybody has to do; when all of those are done, the first that only some have to. */
export function nextStep({ steps }: LifePackage, done: readonly number[]): number | undefined {
  const open = steps
    .map((step, at) => ({ step, number: at + 1 }))
    .filter(({ number }) => !done.includes(number));
  return (open.find(({ step }) => !step.optional) ?? open[0])?.number;
}

function nextLine(lifePackage: LifePackage, done: readonly number[]): string {
  const number = nextStep(lifePackage, done);
  const step = number === undefined ? undefined : lifePackage.steps[number - 1];
  if (!step) return "Anh/chị đã xong cả danh sách.";
  return `Việc tiếp theo: ${number}. ${step.label}${step.optional ? " (nếu cần)" : ""}.`;
}

function buttonsOf(turn: Turn, lifePackage: LifePackage, done: readonly number[]): Button[] {
  const first = nextStep(lifePackage, done);
  const { steps, oneGo, title } = lifePackage;
  const open = steps.map((_, at) => at + 1).filter((number) => !done.includes(number) && number !== first);
  const numbers = first === undefined ? [] : [first, ...open].slice(0, MOST_BUTTON_STEPS);
  const perStep = numbers.flatMap((number): Button[] => {
    const step = steps[number - 1] as PackageStep;
    return [
      {
        label: `✓ Xong việc ${number}`,
        say: `Xong việc ${number} – ${title}`,
        payload: `tick:${lifePackage.id}:${number}`,
      },
      ...(step.entry === undefined ? [] : [openButton(number, step.label, step.entry)]),
    ];
  });
  const atOnce = oneGo && turn.brain.knowledge.get(oneGo.entry);
  const isOpen = steps.some(({ together }, at) => together === oneGo?.group && !done.includes(at + 1));
  return atOnce && isOpen
    ? [
        ...perStep,
        {
          label: "Làm một lần",
          say: displayTitle(atOnce),
          payload: writePayload({ entry: atOnce.id, facet: undefined }),
        },
      ]
    : perStep;
}

function openButton(number: number, label: string, entry: string): Button {
  return { label: `Xem việc ${number}`, say: label, payload: writePayload({ entry, facet: undefined }) };
}

function sourceOf({ source, confidence }: LifePackage): string {
  return `Nguồn: ${nameSource(source)}.${HOW_SURE[confidence] ? ` ${HOW_SURE[confidence]}` : ""}`;
}
