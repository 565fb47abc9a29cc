/** Counts what happened within the last so many milliseconds. */
export interface SlidingWindow {
  add(at: number, count?: number): void;
  /** How much happened within the window that ends at this instant. */
  sum(at: number): number;
}

/** Entries that have left the window are skipped by an index and cut off now and then, so that nothing is copied per entry. */
const cutAt = 1_024;

/** Creates an empty window; instants must not go back. */
export function createSlidingWindow(windowMs: number): SlidingWindow {
  let entries: { readonly at: number; readonly count: number }[] = [];
  let first = 0;
  let total = 0;
  const forget = (now: number) => {
    for (let entry = entries[first]; entry && now - entry.at >= windowMs; entry = entries[first]) {
      total -= entry.count;
      first += 1;
    }
    if (first >= cutAt) {
      entries = entries.slice(first);
      first = 0;
    }
  };
  return {
    add: (at, count = 1) => {
      forget(at);
      entries.push({ at, count });
      total += count;
    },
    sum: (at) => {
      forget(at);
      return total;
    },
  };
}
