const patienceMs = 30_000;

/** Lets browsers start one by one: several starts at once starve each other. */
export interface StartGate {
  /** Resolves when it is this one's turn, with what gives the turn away; it is taken away after 30 s. */
  enter(): Promise<() => void>;
}

/** Creates a gate that is open. */
export function createStartGate(): StartGate {
  let last: Promise<void> = Promise.resolve();
  return {
    enter: async () => {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      const patience = setTimeout(resolve, patienceMs).unref();
      return () => {
        clearTimeout(patience);
        resolve();
      };
    },
  };
}
