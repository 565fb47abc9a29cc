import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { crossing, inTwoProcesses } from '../support/elsewhere.ts';
import { cloneDatabase, type TestDatabase } from '../support/postgres.ts';
import type { Paced } from './kaspi-paced-elsewhere.ts';
import { type KaspiSandbox, kaspiAt, startKaspi } from './kaspi-sandbox.ts';

let kaspi: KaspiSandbox;
let clone: TestDatabase;

beforeAll(async () => {
  kaspi = await startKaspi();
  clone = await cloneDatabase();
});

afterAll(async () => {
  await clone.drop();
  await kaspi.stop();
});

describe('pushes of one account from two processes', () => {
  it('are never more than two in a second, so that nobody is banned', async () => {
    const session = await kaspi.signIn(kaspi.client());
    const [product] = kaspi.seller.products;
    const names = { sku: product?.sku ?? '', model: product?.nameRu ?? '' };
    const push = { merchantUid: kaspi.seller.uid, ...names, priceTiyn: 500_000 };
    const input: Paced = { urls: crossing(clone), kaspi: kaspiAt(kaspi.url), push: { session, push } };
    const outcomes = await inTwoProcesses({
      file: join(import.meta.dirname, 'kaspi-paced-elsewhere.ts'),
      input,
      times: 15,
    });
    expect(outcomes.filter((outcome) => 'error' in outcome)).toEqual([]);
    const { pushesByAccount } = await kaspi.control<{
      pushesByAccount: Record<string, { requests: number; largestPerSecond: number }>;
    }>('GET', '/stats');
    expect(pushesByAccount[kaspi.seller.uid]).toMatchObject({ requests: 30, largestPerSecond: 2 });
  });
});
