/** A loop that works while there is work, sleeps otherwise, wakes when called and ends when asked. */
export interface Loop {
  /** There may be something to do. */
  wake(): void;
  /** Ends after the round that is running. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** One round of work. Returns for how long nothing is to be done, in milliseconds; 0: go on at once. */
  readonly round: () => Promise<number>;
  /** A round broke; the loop goes on after a pause. */
  readonly onError: (error: unknown) => void;
}

const PAUSE_AFTER_ERROR_MS = 1_000;

export function startLoop({ round, onError }: LoopOptions): Loop {
  let isStopping = false;
  let isWoken = false;
  let endSleep: (() => void) | undefined;

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (isWoken || isStopping || ms <= 0) return void setImmediate(resolve);
      const timer = setTimeout(resolve, ms);
      endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async () => {
    while (!isStopping) {
      isWoken = false;
      let pause: number;
      try {
        pause = await round();
      } catch (error) {
        onError(error);
        pause = PAUSE_AFTER_ERROR_MS;
      }
      await sleep(pause);
      endSleep = undefined;
    }
  };
  const ended = run();

  return {
    wake: () => {
      isWoken = true;
      endSleep?.();
    },
    stop: () => {
      isStopping = true;
      endSleep?.();
      return ended;
    },
  };
}
