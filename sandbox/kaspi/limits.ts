const halfHourMs = 30 * 60_000;
const offersPauseMs = 12_000;

/** Why a price push is refused. */
export type PushRefusal = 'tooFast' | 'banned' | 'budgetSpent';

/** Kaspi's limits of contract §4.2, in rolling windows. */
export interface Limits {
  /** Counts one push request with its number of changes; over the pace the account is banned for 30 minutes. */
  push(merchantUid: string, use: { changes: number; perSecond: number; per30Minutes: number }): PushRefusal | undefined;
  /** Counts one look at offers; false during the 12 s pause that follows too fast a pace. */
  mayLookAtOffers(address: string, perSecond: number): boolean;
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
      if (requests.count(uid) > use.perSecond) {
        close(uid, halfHourMs);
        return 'tooFast';
      }
      if (changes.count(uid) + use.changes > use.per30Minutes) {
        close(uid, halfHourMs);
        return 'budgetSpent';
      }
      changes.add(uid, use.changes);
      return undefined;
    },
    mayLookAtOffers: (address, perSecond) => {
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
  const times = new Map<string, number[]>();
  const recent = (key: string) => (times.get(key) ?? []).filter((at) => Number(now()) - at < windowMs);
  return {
    add: (key: string, count: number) => {
      times.set(key, [...recent(key), ...Array.from({ length: count }, () => Number(now()))]);
    },
    count: (key: string) => recent(key).length,
    clear: () => times.clear(),
  };
}
