/** Finds what the template promises. */

/** @throws Error when the template and the script do not belong together */
export function find<One extends HTMLElement = HTMLElement>(id: string): One {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return element as One;
}
