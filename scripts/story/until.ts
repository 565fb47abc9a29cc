import { setTimeout as pause } from 'node:timers/promises';

/** What is waited for, and for how long. */
export interface Wait {
  /** Said when it does not come: `the order's card`. */
  readonly what: string;
  readonly withinMs?: number;
  /** How often it is looked at. */
  readonly everyMs?: number;
}

const WITHIN_MS = 20_000;
const EVERY_MS = 40;

/** Looks until there is something. @throws Error that names what did not come */
export async function until<T>(
  { what, withinMs = WITHIN_MS, everyMs = EVERY_MS }: Wait,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }

    if (performance.now() > deadline) {
      throw new Error(`${what} did not come within ${withinMs / 1000} s`);
    }
    await pause(everyMs);
  }
}
