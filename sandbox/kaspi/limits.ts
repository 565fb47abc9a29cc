import { createSlidingWindow, type SlidingWindow } from './sliding-window.ts';

const halfHourMs = 30 * 60_000;
const offersPauseMs = 12_000;

/** Why a price push is refused. */
export type PushRefusal = 'tooFast' | 'banned' | 'budgetSpent';

/** One push request, and the limits it meets; null is no limit. */
export interface PushUse {
  readonly changes: number;
  readonly perSecond: number | null;
  readonly per30Minutes: number | null;
}

/** Kaspi's limits of contract §4.2, in rolling windows. */
export interface Limits {
  /** Counts one push request with its number of changes; over the pace the account is banned for 30 minutes. */
  push(merchantUid: string, use: PushUse): PushRefusal | undefined;
  /** Counts one look at offers; false during the 12 s pause that follows too fast a pace. */
  mayLookAtOffers(address: string, perSecond: number | null): boolean;
  /** Changes of a merchant in the last 30 minutes. */
  changesOf(merchantUid: string): number;
  clear(): void;
}

/** Creates limits that nobody has used yet. */
export function createLimits(now: () => Date): Limits {
  const requests = createWindow(now, 1_000);
  const changes = createWindow(now, halfHourMs);
  const looks = createWindow(now, 1_000);
  const closedUntil = new Map<string, number>();
  const isClosed = (key: string) => Number(now()) < (closedUntil.get(key) ?? 0);
  const close = (key: string, durationMs: number) => closedUntil.set(key, Number(now()) + durationMs);

  return {
    push: (uid, use) => {
      if (isClosed(uid)) {
        return 'banned';
      }
      requests.add(uid, 1);
      if (requests.count(uid) > (use.perSecond ?? Number.POSITIVE_INFINITY)) {
        close(uid, halfHourMs);
        return 'tooFast';
      }
      if (changes.count(uid) + use.changes > (use.per30Minutes ?? Number.POSITIVE_INFINITY)) {
        close(uid, halfHourMs);
        return 'budgetSpent';
      }
      changes.add(uid, use.changes);
      return undefined;
    },
    mayLookAtOffers: (address, perSecond) => {
      if (perSecond === null) {
        return true;
      }
      if (isClosed(`offers ${address}`)) {
        return false;
      }
      looks.add(address, 1);
      if (looks.count(address) > perSecond) {
        close(`offers ${address}`, offersPauseMs);
        return false;
      }
      return true;
    },
    changesOf: changes.count,
    clear: () => [requests, changes, looks, closedUntil].forEach((kept) => void kept.clear()),
  };
}

function createWindow(now: () => Date, windowMs: number) {
  const windows = new Map<string, SlidingWindow>();
  const windowOf = (key: string) => {
    const window = windows.get(key) ?? createSlidingWindow(windowMs);
    windows.set(key, window);
    return window;
  };
  return {
    add: (key: string, count: number) => windowOf(key).add(Number(now()), count),
    count: (key: string) => windows.get(key)?.sum(Number(now())) ?? 0,
    clear: () => windows.clear(),
  };
}
