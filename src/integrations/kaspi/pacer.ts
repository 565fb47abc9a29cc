import { setTimeout as sleep } from 'node:timers/promises';
import { unlessAborted } from './unless-aborted.ts';

/** Keeps the starts of requests in a lane at least `1 / perSecond` apart, so no sliding second ever holds more. */
export class Pacer {
  readonly #lanes = new Map<string, Promise<number>>();

  /** Resolves when the lane's turn comes, in the order of asking; one who gives up costs the lane nothing. */
  async turn(lane: string, perSecond: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const before = this.#lanes.get(lane) ?? Promise.resolve(Number.NEGATIVE_INFINITY);
    const started = this.#start(before, 1_000 / perSecond, signal);
    // The next in line needs the last real start, also when this one gave up.
    this.#lanes.set(
      lane,
      started.catch(() => before),
    );
    await unlessAborted(started, signal);
  }

  /** Waits out the distance to the start before; measured from real starts, because timers fire late under load. */
  async #start(before: Promise<number>, intervalMs: number, signal: AbortSignal | undefined): Promise<number> {
    const earliest = (await before) + intervalMs;
    signal?.throwIfAborted();
    for (let wait = earliest - performance.now(); wait > 0; wait = earliest - performance.now()) {
      await sleep(Math.ceil(wait), undefined, signal && { signal });
    }

    return performance.now();
  }
}
