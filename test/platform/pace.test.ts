import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import { databaseLanes } from '#src/platform/pace/database-lanes.ts';
import { createKeeperClock } from '#src/platform/pace/keeper-clock.ts';
import type { Lane, LaneKeeper } from '#src/platform/pace/lane.ts';
import { memoryLanes } from '#src/platform/pace/memory-lanes.ts';
import { createPace } from '#src/platform/pace/pace.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import { openTestDatabase } from '../support/test-database.ts';

let clone: TestDatabase;
const keepers: Record<string, () => LaneKeeper> = {};

beforeAll(async () => {
  clone = await cloneDatabase();
  const { inSystem } = openTestDatabase(clone);
  keepers.memory = memoryLanes;
  keepers.database = () => databaseLanes(inSystem);
});

const lane = (perSecond: number, name = newId()): Lane => ({ name, perSecond });

describe.each(['memory', 'database'])('lanes in the %s', (kind) => {
  const keeper = () => keepers[kind]?.() ?? memoryLanes();

  it('are reserved at even distances, the first turn at once', async () => {
    const { nowMs, turns, nextMs } = await keeper().reserve({
      count: 5,
      withinMs: 1_000,
      every: [lane(50)],
      oneOf: [],
    });
    expect(turns.map(({ atMs }) => Math.round(atMs - nowMs))).toEqual([0, 20, 40, 60, 80]);
    expect(Math.round(nextMs - nowMs)).toBe(100);
  });

  it('are reserved no further ahead than asked, and go on from there', async () => {
    const [shared, keep] = [lane(50), keeper()];
    const wanted = { count: 99, withinMs: 100, every: [shared], oneOf: [] };
    const first = await keep.reserve(wanted);
    expect(first.turns).toHaveLength(6);
    const none = await keep.reserve({ ...wanted, withinMs: 10 });
    expect(none).toMatchObject({ turns: [], isClosed: false });
    expect(none.nextMs - (first.turns.at(-1)?.atMs ?? 0)).toBeCloseTo(20, 1);
  });

  it('give a turn of every common lane and of the alternative that is free first', async () => {
    const oneOf = [lane(10), lane(10)];
    const { nowMs, turns } = await keeper().reserve({ count: 5, withinMs: 1_000, every: [lane(40)], oneOf });
    expect(turns.map(({ atMs, index }) => [Math.round(atMs - nowMs), index])).toEqual([
      [0, 0],
      [25, 1],
      [100, 0],
      [125, 1],
      [200, 0],
    ]);
  });

  it('say that they are closed, and give way to an alternative that is not', async () => {
    const [keep, shut, open] = [keeper(), lane(10), lane(10)];
    await keep.close(shut.name, 60_000);
    const closed = await keep.reserve({ count: 1, withinMs: 200, every: [], oneOf: [shut] });
    expect(closed).toMatchObject({ turns: [], isClosed: true });
    expect(closed.nextMs - closed.nowMs).toBeGreaterThan(59_000);
    await keep.close(shut.name, 1_000);
    const still = await keep.reserve({ count: 1, withinMs: 200, every: [shut], oneOf: [open] });
    expect(still.nextMs - still.nowMs).toBeGreaterThan(59_000);
    const { turns } = await keep.reserve({ count: 2, withinMs: 200, every: [], oneOf: [shut, open] });
    expect(turns.map(({ index }) => index)).toEqual([1, 1]);
  });
});

describe('a pace', () => {
  const starts = async (count: number, turn: () => Promise<unknown>) => {
    const at: number[] = [];
    await Promise.all(Array.from({ length: count }, () => turn().then(() => at.push(performance.now()))));
    return at;
  };

  it('spreads those who ask at once, in order', async () => {
    const [pace, every] = [createPace(memoryLanes()), [lane(100)]];
    const order: number[] = [];
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 31 }, (_, n) => pace.turn({ every }).then(() => order.push(n))));
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(295);
    expect(performance.now() - startedAt).toBeLessThan(600);
  });

  it('is shared by all who keep it in one database', async () => {
    const every = [lane(100)];
    const paces = [1, 2, 3].map(() => createPace(keepers.database?.() ?? memoryLanes()));
    const at = (await Promise.all(paces.map((pace) => starts(20, () => pace.turn({ every }))))).flat();
    expect(densest(at, 100)).toBeLessThanOrEqual(14);
    expect(Math.max(...at) - Math.min(...at)).toBeGreaterThanOrEqual(540);
    expect(Math.max(...at) - Math.min(...at)).toBeLessThan(1_500);
  });

  it('asks nobody where there is no limit', async () => {
    const nobody: LaneKeeper = { reserve: () => Promise.reject(new Error('asked')), close: async () => undefined };
    const free = lane(Number.POSITIVE_INFINITY);
    const pace = createPace(nobody);
    await expect(pace.turn({ every: [free], oneOf: [free, { ...free, name: 'other' }] })).resolves.toBe(0);
    await expect(pace.turn({ every: [free], oneOf: [free, { ...free, name: 'other' }] })).resolves.toBe(1);
  });

  it('loses nothing by one who gives up, before or while he waits', async () => {
    const [pace, every] = [createPace(memoryLanes()), [lane(10)]];
    const startedAt = performance.now();
    await pace.turn({ every });
    const gone = new AbortController();
    const early = pace.turn({ every, signal: AbortSignal.abort(new Error('stopping')) });
    const late = pace.turn({ every, signal: gone.signal });
    const next = pace.turn({ every });
    gone.abort(new Error('stopping'));
    await expect(early).rejects.toThrow('stopping');
    await expect(late).rejects.toThrow('stopping');
    await next;
    expect(performance.now() - startedAt).toBeLessThan(190);
  });

  it('sends away from a cool-down longer than their patience, and lets others wait', async () => {
    const [pace, shut] = [createPace(memoryLanes()), lane(1_000)];
    const every = [shut];
    await pace.coolDown(shut.name, 400);
    const startedAt = performance.now();
    const patient = pace.turn({ every, patienceMs: 1_000 });
    await expect(pace.turn({ every, patienceMs: 50 })).rejects.toMatchObject({ name: 'LaneClosed' });
    expect(performance.now() - startedAt).toBeLessThan(100);
    await patient;
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(395);
  });

  it('gives up what was reserved on a lane that closes', async () => {
    const [pace, shut] = [createPace(memoryLanes()), lane(20)];
    const waiting = Array.from({ length: 4 }, () => pace.turn({ every: [shut], patienceMs: 50 }));
    await waiting[0];
    await pace.coolDown(shut.name, 5_000);
    const rest = await Promise.allSettled(waiting.slice(1));
    expect(rest.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });
});

describe("the keeper's clock", () => {
  it('is learned from its quickest answers and again when it was set', () => {
    let now = 0;
    const clock = createKeeperClock(() => now);
    const answer = (keeperMs: number, at: number) => {
      now = at;
      clock.learn(keeperMs);
    };
    answer(10_001, 5);
    answer(10_100, 100);
    answer(10_200, 260);
    expect(clock.toLocal(10_300)).toBeCloseTo(300, 0);
    answer(3_600_000, 300);
    expect(clock.toLocal(3_600_000)).toBeCloseTo(300, 0);
  });
});

afterAll(() => clone.drop());

/** The most starts within any window of so many milliseconds. */
function densest(at: readonly number[], windowMs: number): number {
  return Math.max(...at.map((from) => at.filter((one) => one >= from && one < from + windowMs).length));
}
