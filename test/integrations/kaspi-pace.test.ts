import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { crossing, inTwoProcesses, startElsewhere } from '../support/elsewhere.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import type { Paced } from './kaspi-paced-elsewhere.ts';
import { type KaspiSandbox, kaspiAt, startKaspi, until } from './kaspi-sandbox.ts';

const file = join(import.meta.dirname, 'kaspi-paced-elsewhere.ts');
/** Eight a second leave evenly; on a busy machine some are counted later than they left. Two alone would make 16. */
const MOST = 12;
let kaspi: KaspiSandbox;
let clone: TestDatabase;
let masterSku: string;

interface Seen {
  total: { requests: number; largestPerSecond: number; answers: Record<string, number> };
  pushesByAccount: Record<string, { largestPerSecond: number }>;
}
const stats = () => kaspi.control<Seen>('GET', '/stats');

beforeAll(async () => {
  kaspi = await startKaspi();
  clone = await cloneDatabase();
  masterSku = kaspi.seller.products[0]?.masterSku ?? '';
});

beforeEach(async () => {
  await kaspi.control('DELETE', '/stats');
  await kaspi.control('DELETE', '/limits');
});

afterAll(async () => {
  await clone.drop();
  await kaspi.stop();
});

function looking(offersPerSecond: number, times: number) {
  const options = kaspiAt(kaspi.url);
  const input: Paced = {
    urls: crossing(clone),
    kaspi: { ...options, retry: { attempts: 0 }, rests: {}, pace: { ...options.pace, offersPerSecond } },
    masterSku,
  };
  return { file, input, times };
}

describe('the pace of several processes', () => {
  it('is one: together they never ask more often than one may, and lose nothing by sharing', async () => {
    const startedAt = performance.now();
    const outcomes = await inTwoProcesses(looking(8, 12));
    expect(outcomes.filter((outcome) => 'error' in outcome)).toEqual([]);
    const { total } = await stats();
    expect(total).toMatchObject({ requests: 24, answers: { 200: 24 } });
    expect(total.largestPerSecond).toBeLessThanOrEqual(MOST);
    expect(total.largestPerSecond).toBeGreaterThanOrEqual(7);
    expect(performance.now() - startedAt).toBeLessThan(12_000);
  });

  it('is kept by the others when one is killed, at once and in full', async () => {
    const [killed, left] = await Promise.all([startElsewhere(looking(8, 20)), startElsewhere(looking(8, 16))]);
    const [, rest] = [killed.begin(), left.begin()];
    await until(stats, ({ total }) => total.requests >= 6);
    await killed.kill();
    const outcomes = await rest;
    expect(outcomes).toHaveLength(16);
    expect(outcomes.filter((outcome) => 'error' in outcome)).toEqual([]);
    const { total } = await stats();
    expect(total.answers).toEqual({ 200: total.requests });
    expect(total.largestPerSecond).toBeLessThanOrEqual(MOST);
  });

  it('stands still for an address that was shut out, also in a process that starts afterwards', async () => {
    const wild = await startElsewhere(looking(500, 24));
    const outcomes = await wild.begin();
    expect(outcomes.filter((outcome) => 'error' in outcome).length).toBeGreaterThanOrEqual(9);
    const before = (await stats()).total;
    expect(before.answers['200']).toBe(15);
    const newcomer = await startElsewhere(looking(500, 3));
    expect(await newcomer.begin()).toEqual(Array(3).fill({ error: expect.stringContaining('marketplace.blocked') }));
    expect((await stats()).total.requests).toBe(before.requests);
  });
});
