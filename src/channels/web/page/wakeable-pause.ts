/** A pause that can be cut short, and how long to pause after something has failed. */

export interface Pause {
  /** Resolves after so long, or at the next `wake`. */
  sleep(ms: number): Promise<void>;
  wake(): void;
}

export function createPause(): Pause {
  let end: (() => void) | undefined;
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
        function done() {
          clearTimeout(timer);
          end = undefined;
          resolve();
        }
        end = done;
      }),
    wake: () => end?.(),
  };
}

const LONGEST_MS = 30_000;

/** Doubles from one second to half a minute; half of it left to chance, so that not all come back at once. */
export function backOff(failures: number): number {
  const full = Math.min(LONGEST_MS, 1000 * 2 ** Math.min(failures, 10));
  return full / 2 + (full / 2) * Math.random();
}
