/** The story of a report: how messages become one, how it is shown, and when two stories are the same. */
import { composeUnicode, foldDiacritics, splitWords } from "../../language/index.ts";

/** Characters; a page of close writing has about 3,000. */
export const MOST_STORY = 15_000;
const MOST_SHOWN = 600;
/** Fewer words than this are said by many about many things. */
const LEAST_WORDS = 4;

/**
 * Adds a message, word by word. What stands in the story already is not added again, and what is too much is cut: then
 * the citizen must be told.
 */
export function addToStory(
  story: string | undefined,
  more: string,
): { readonly story: string; readonly isCut: boolean } {
  const added = more.toWellFormed().trim();
  if (story !== undefined && isSameStory(storyForm(added), storyForm(story))) return { story, isCut: false };
  const whole = story ? `${story}\n\n${added}` : added;
  if (whole.length <= MOST_STORY) return { story: whole, isCut: false };
  return { story: whole.slice(0, MOST_STORY).toWellFormed().trim(), isCut: true };
}

/** The beginning of a long text, and how much is not shown. */
export function excerpt(text: string): string {
  if (text.length <= MOST_SHOWN) return text;
  const shown = text.slice(0, MOST_SHOWN).toWellFormed().trimEnd();
  return `${shown}… (còn ${text.length - shown.length} ký tự, đã ghi đủ)`;
}

/** What two spellings of one story have in common: its words without marks and signs. */
export function storyForm(text: string): string {
  return splitWords(foldDiacritics(composeUnicode(text).toLowerCase())).join(" ");
}

/** Whether a story, as a form, is another one or a part of it. */
export function isSameStory(form: string, other: string): boolean {
  if (form === "") return false;
  if (form === other) return true;
  return form.split(" ").length >= LEAST_WORDS && ` ${other} `.includes(` ${form} `);
}
