import { createKeeperClock } from './keeper-clock.ts';
import type { Lane, LaneKeeper } from './lane.ts';
import { LaneQueue } from './lane-queue.ts';

/** What somebody waits for: a turn on every one of some lanes and on the best of some others. */
export interface Turn {
  readonly every: readonly Lane[];
  readonly oneOf?: readonly Lane[];
  /** How long a cool-down may be waited for; a longer one is an error at once. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Hands out turns, so that no lane is used more often than it allows. */
export interface Pace {
  /**
   * Resolves when the turn has come, with the place in `oneOf` of the lane it is on (0 where there is none to choose).
   * One who gives up costs the lanes nothing. Lanes without a limit are never waited for.
   * @throws LaneClosed when the lanes cool down for longer than `patienceMs`, and the signal's reason
   */
  turn(wanted: Turn): Promise<number>;
  /** Closes a lane for a while, in every process that shares it. */
  coolDown(lane: string, durationMs: number): Promise<void>;
}

/**
 * Evenly spaced turns: no sliding second holds more than a lane allows, whichever processes take them. Own code, because
 * rate-limiter-flexible and its like count in fixed windows, two of which may put twice the limit into one second.
 */
export function createPace(keeper: LaneKeeper): Pace {
  const clock = createKeeperClock();
  const queues = new Map<string, LaneQueue>();
  let spread = 0;

  const queueOf = (every: readonly Lane[], oneOf: readonly Lane[]) => {
    const key = [every, oneOf].map((lanes) => lanes.map(({ name, perSecond }) => `${name}@${perSecond}`)).join('|');
    const known = queues.get(key) ?? new LaneQueue(keeper, clock, { every, oneOf });
    queues.set(key, known);
    return { key, queue: known };
  };
  return {
    turn: async ({ every, oneOf = [], patienceMs = Number.POSITIVE_INFINITY, signal }) => {
      signal?.throwIfAborted();
      const limited = every.filter(isLimited);
      const choice = oneOf.every(isLimited) ? oneOf : [];
      if (limited.length === 0 && choice.length === 0) {
        return spread++ % Math.max(1, oneOf.length);
      }

      const { key, queue } = queueOf(limited, choice);
      const index = await queue.turn(patienceMs, signal).finally(() => queue.isIdle && queues.delete(key));
      return choice.length > 0 ? index : spread++ % Math.max(1, oneOf.length);
    },
    coolDown: async (lane, durationMs) => {
      await keeper.close(lane, durationMs);
      for (const queue of queues.values()) {
        queue.forget(lane);
      }
    },
  };
}

function isLimited({ perSecond }: Lane): boolean {
  return Number.isFinite(perSecond);
}
