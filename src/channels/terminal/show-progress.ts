/** How far a long piece of work is: a bar that is drawn over itself, or a few lines where nobody watches. */

const WIDTH = 30;
const LINES = 10;
/** How often something is shown of what has no known end. */
const EVERY = 500;

/** @returns for a label and a total (undefined: nobody knows it), what to call with each step */
export function createProgress(
  output: NodeJS.WritableStream & { readonly isTTY?: boolean },
): (label: string, total: number | undefined) => (done: number) => void {
  return (label, total) => {
    let shown = -1;
    return (done) => {
      const share = total ? Math.min(1, done / total) : 1;
      const step =
        total === undefined ? Math.floor(done / EVERY) : Math.floor(share * (output.isTTY ? 100 : LINES));
      if (step === shown) return;
      shown = step;
      const words = total === undefined ? `${label} ${done}` : `${label} ${done}/${total}`;
      if (!output.isTTY || total === undefined) output.write(`${words}\n`);
      else {
        const full = Math.round(share * WIDTH);
        output.write(`\r${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${words}${share === 1 ? "\n" : ""}`);
      }
    };
  };
}
