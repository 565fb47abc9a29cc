/** Work with a database that is under way, and its end. */
export interface WorkUnderWay {
  /** Does the work; after the end was asked for it fails without beginning. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Takes no more work and waits until what is under way has succeeded or failed. */
  end(): Promise<void>;
}

/**
 * Knows what is under way, so that a pool ends only when nobody uses it: pg-pool forgets whoever waits for a connection
 * when its end is asked for, and that work would neither go on nor fail.
 */
export function createWorkUnderWay(): WorkUnderWay {
  const running = new Set<Promise<unknown>>();
  let isEnding = false;
  return {
    async run(work) {
      if (isEnding) {
        throw new Error('the database has been closed');
      }

      const promise = work();
      running.add(promise);
      try {
        return await promise;
      } finally {
        running.delete(promise);
      }
    },
    async end() {
      isEnding = true;
      await Promise.allSettled(running);
    },
  };
}
