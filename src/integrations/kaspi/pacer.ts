import { setTimeout as sleep } from 'node:timers/promises';

/** Spaces the starts of requests in a lane evenly, so that no sliding second ever holds more than the lane's rate. */
export class Pacer {
  readonly #freeAt = new Map<string, number>();

  /** Resolves when the lane's turn comes; turns are given in the order of asking. */
  async turn(lane: string, perSecond: number, signal?: AbortSignal): Promise<void> {
    const now = performance.now();
    const startAt = Math.max(now, this.#freeAt.get(lane) ?? 0);
    this.#freeAt.set(lane, startAt + 1_000 / perSecond);
    if (startAt > now) {
      // Timers may fire a fraction early; a whole millisecond more keeps the spacing honest.
      await sleep(Math.ceil(startAt - now) + 1, undefined, signal && { signal });
    }
  }
}
