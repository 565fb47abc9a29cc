import { createStore, type Store } from './store.ts';

/** A part of the outside world's state, read again whenever something happened. */
export interface Live<Value> extends Store<Value | undefined> {
  /** Reads anew; calls during a read are answered by one more read. Failures are kept in `problem`. */
  refresh(): Promise<void>;
  readonly problem: Store<string | undefined>;
}

/** Creates a live value; an unchanged answer doesn't redraw. */
export function createLive<Value>(read: () => Promise<Value | undefined>): Live<Value> {
  const store = createStore<Value | undefined>(undefined);
  const problem = createStore<string | undefined>(undefined);
  let running: Promise<void> | undefined;
  let isStale = false;
  let lastJson = '';

  const readOnce = async () => {
    isStale = false;
    try {
      const value = await read();
      const json = JSON.stringify(value) ?? '';
      if (json !== lastJson) {
        lastJson = json;
        store.set(value);
      }
      problem.set(undefined);
    } catch (error) {
      problem.set(error instanceof Error ? error.message : String(error));
    }
  };
  const readUntilFresh = async () => {
    await readOnce();
    while (isStale) {
      await readOnce();
    }
    running = undefined;
  };

  return {
    ...store,
    problem,
    refresh: () => {
      isStale = true;
      running ??= readUntilFresh();
      return running;
    },
  };
}
