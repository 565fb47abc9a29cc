import { gapMs, type Lane, type LaneKeeper, type Reservation, type Reserved, type Wanted } from './lane.ts';

interface Standing {
  nextMs: number;
  closedMs: number;
}

/** Lanes of this process alone, for tests and programs without a database; the same rules as `databaseLanes`. */
export function memoryLanes(): LaneKeeper {
  const lanes = new Map<string, Standing>();
  const standingOf = (name: string) => {
    const known = lanes.get(name) ?? { nextMs: 0, closedMs: 0 };
    lanes.set(name, known);
    return known;
  };
  return {
    reserve: async (wanted) => reserveIn(standingOf, wanted),
    close: async (name, durationMs) => {
      const lane = standingOf(name);
      lane.closedMs = Math.max(lane.closedMs, performance.now() + durationMs);
    },
  };
}

function reserveIn(standingOf: (name: string) => Standing, { count, withinMs, every, oneOf }: Wanted): Reservation {
  const nowMs = performance.now();
  const turns: Reserved[] = [];
  for (;;) {
    const index = bestOf(oneOf.map(({ name }) => standingOf(name)));
    const used = [...every, ...oneOf.slice(index, index + 1)].slice(0, every.length + (index < 0 ? 0 : 1));
    const standings = used.map(({ name }) => standingOf(name));
    const atMs = Math.max(nowMs, ...standings.map(freeMs));
    if (turns.length >= count || atMs > nowMs + withinMs) {
      const isClosed = standings.some(({ closedMs }) => closedMs > nowMs && closedMs >= atMs);
      return { nowMs, turns, nextMs: atMs, isClosed };
    }

    turns.push({ atMs, index });
    used.forEach((lane: Lane) => {
      standingOf(lane.name).nextMs = atMs + gapMs(lane);
    });
  }
}

/** The lane that is free first; among idle ones the one that was idle longest. */
function bestOf(standings: readonly Standing[]): number {
  return standings.reduce(
    (best, standing, index) => (best < 0 || freeMs(standing) < freeMs(standings[best] ?? standing) ? index : best),
    -1,
  );
}

function freeMs({ nextMs, closedMs }: Standing): number {
  return Math.max(nextMs, closedMs);
}
