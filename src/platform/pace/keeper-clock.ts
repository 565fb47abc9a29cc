/** How far a running clock may drift between two answers, in milliseconds. */
const DRIFT_MS = 0.02;
/** A greater distance than this is a clock that was set anew. */
const JUMP_MS = 1_000;

/** Instants of a keeper's clock on this process's own (`performance.now()`). */
export interface KeeperClock {
  /** Learns from an answer that has just come and carries the keeper's clock. */
  learn(keeperMs: number): void;
  toLocal(keeperMs: number): number;
}

/**
 * An answer takes a while to come, longer when this process is busy, so a single one makes the keeper's clock look slow.
 * The quickest answers count: they are the nearest to the truth.
 */
export function createKeeperClock(now: () => number = () => performance.now()): KeeperClock {
  let ahead = Number.NaN;
  return {
    learn: (keeperMs) => {
      const seen = keeperMs - now();
      const isKnown = Math.abs(ahead - seen) < JUMP_MS;
      ahead = isKnown ? Math.max(seen, ahead - DRIFT_MS) : seen;
    },
    toLocal: (keeperMs) => keeperMs - ahead,
  };
}
