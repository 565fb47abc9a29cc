const MINUTE = 60_000;
const WINDOW_MINUTES = 30;

/** A store's changes over a period, whatever the order in which they are asked for. */
export interface ChangeBudget {
  /** Spends one change at an instant; false when some 30 minutes around it are full. */
  spend(at: Date): boolean;
}

/** Lets at most `limit` changes happen within any 30 minutes, counted by the minute; null: no limit. */
export function createChangeBudget(limit: number | null): ChangeBudget {
  const spent = new Map<number, number>();
  return {
    spend: (at) => {
      if (limit === null) {
        return true;
      }

      const minute = Math.floor(at.getTime() / MINUTE);
      if (busiestAround(spent, minute) >= limit) {
        return false;
      }

      spent.set(minute, (spent.get(minute) ?? 0) + 1);
      return true;
    },
  };
}

/** The most changes of any half hour that has the minute in it. */
function busiestAround(spent: ReadonlyMap<number, number>, minute: number): number {
  let sum = 0;
  for (let one = minute - WINDOW_MINUTES + 1; one <= minute; one += 1) {
    sum += spent.get(one) ?? 0;
  }
  let busiest = sum;
  for (let end = minute + 1; end < minute + WINDOW_MINUTES; end += 1) {
    sum += (spent.get(end) ?? 0) - (spent.get(end - WINDOW_MINUTES) ?? 0);
    busiest = Math.max(busiest, sum);
  }
  return busiest;
}
