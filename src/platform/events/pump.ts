import type { Logger } from '../logging/logger.ts';

/** Work that is done at once when woken; the job that repeats it is the guarantee, this is the shortcut. */
export interface Pump {
  /** Runs the work soon; while it runs, any number of wakes cause one more run. */
  wake(): void;
  /** Takes no more wakes, aborts the signal and waits for the run under way. */
  stop(): Promise<void>;
}

/** Makes a pump; a failed run is logged and left to the repeating job. */
export function createPump(name: string, work: (signal: AbortSignal) => Promise<void>, logger: Logger): Pump {
  const ending = new AbortController();
  let isWoken = false;
  let running: Promise<void> | undefined;

  const run = async () => {
    while (isWoken && !ending.signal.aborted) {
      isWoken = false;
      await work(ending.signal).catch((error: unknown) => logger.error({ err: error, pump: name }, 'pump failed'));
    }
    running = undefined;
  };

  return {
    wake() {
      isWoken = true;
      running ??= ending.signal.aborted ? undefined : run();
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}
