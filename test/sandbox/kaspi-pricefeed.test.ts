import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type KaspiBench, signIn, startKaspi, until } from './kaspi-bench.ts';

let kaspi: KaspiBench;
let cookie = '';
beforeEach(async () => {
  kaspi = await startKaspi();
  cookie = await signIn(kaspi);
});
afterEach(() => kaspi.stop());

interface Push {
  id: string;
  sku: string;
  state: string;
  reason: string | null;
}
interface Listing {
  sku: string;
  model: string;
  price: number;
  available: boolean;
  availabilities: Array<{ storeId: string; available: string }>;
}

const post = (path: string, body: unknown) =>
  fetch(`${kaspi.url}/kaspi/cabinet/pricefeed${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
const process = (change: Record<string, unknown>) => post('/upload/merchant/process', change);
const listingOf = async (sku: string): Promise<Listing> =>
  (await (
    await fetch(`${kaspi.url}/kaspi/cabinet/bff/offer-view/details?m=technomart&s=${sku}`, { headers: { cookie } })
  ).json()) as Listing;
const pushes = async () => (await (await kaspi.control('GET', '/pushes')).json()) as Push[];
const settled = (id: string) =>
  until(async () => (await pushes()).find((push) => push.id === id && push.state !== 'queued'));
const pushed = async (change: Record<string, unknown>) => {
  const response = await process(change);
  expect(response.status).toBe(200);
  return settled(((await response.json()) as { id: string }).id);
};
const changeOf = async (sku: string, fields: Record<string, unknown>) => ({
  merchantUid: 'technomart',
  sku,
  model: (await listingOf(sku)).model,
  ...fields,
});

describe('a price push', () => {
  it('answers with an id at once and is applied later', async () => {
    await kaspi.control('PUT', '/faults', { priceApplyDelayMs: 300 });
    const change = await changeOf('TM-1001', { price: 88_000 });
    const { id } = (await (await process(change)).json()) as { id: string };
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect((await listingOf('TM-1001')).price).toBe(89_990);
    expect(await settled(id)).toMatchObject({ state: 'applied' });
    expect((await listingOf('TM-1001')).price).toBe(88_000);
    const protocol = await post('/protocol/merchant/offer/list/s', { merchantUid: 'technomart', skuList: ['TM-1001'] });
    expect(await protocol.json()).toMatchObject([{ sku: 'TM-1001', status: 'APPLIED' }]);
  });

  it('is accepted and ignored when the model is wrong', async () => {
    expect(await pushed({ merchantUid: 'technomart', sku: 'TM-1001', model: 'Kettle', price: 88_000 })).toMatchObject({
      state: 'ignored',
    });
    expect((await listingOf('TM-1001')).price).toBe(89_990);
  });

  it.each([{ price: 9 }, { price: 100.5 }, { price: '90000' }])('refuses %j', async (fields) => {
    expect((await process(await changeOf('TM-1001', fields))).status).toBe(400);
  });

  it('takes the offer off sale at a point that was left out', async () => {
    const availabilities = [{ storeId: 'technomart_PP1', available: 'yes' }];
    await pushed(await changeOf('TM-1001', { price: 88_000, availabilities }));
    expect((await listingOf('TM-1001')).availabilities).toMatchObject([
      { storeId: 'technomart_PP1', available: 'yes' },
      { storeId: 'technomart_PP2', available: 'no' },
    ]);
  });

  it('leaves points as they are, closed ones and counts too, when availabilities are omitted (contract §3.3)', async () => {
    const availabilities = [
      { storeId: 'technomart_PP1', available: 'yes', stockCount: 7 },
      { storeId: 'technomart_PP2', available: 'no' },
    ];
    await pushed(await changeOf('TM-1001', { price: 88_000, availabilities }));
    const before = (await listingOf('TM-1001')).availabilities;
    await pushed(await changeOf('TM-1001', { price: 87_000 }));
    await pushed(await changeOf('TM-1001', { cityPrices: [{ cityId: '710000000', value: 86_000 }] }));
    expect((await listingOf('TM-1001')).availabilities).toEqual(before);
    expect(before).toMatchObject([{ available: 'yes', stockCount: 7 }, { available: 'no' }]);
  });

  it('keeps every point when availabilities are omitted, and delists on "no" or a wrong stock count', async () => {
    await pushed(await changeOf('TM-1001', { price: 88_000 }));
    expect((await listingOf('TM-1001')).available).toBe(true);
    const points = ['technomart_PP1', 'technomart_PP2'];
    const all = (fields: object) => points.map((storeId) => ({ storeId, ...fields }));
    await pushed(
      await changeOf('TM-1001', { price: 88_000, availabilities: all({ available: 'yes', stockCount: -1 }) }),
    );
    expect((await listingOf('TM-1001')).available).toBe(false);
    await pushed(await changeOf('TM-1001', { price: 88_000, availabilities: all({ available: 'yes' }) }));
    expect((await listingOf('TM-1001')).available).toBe(true);
  });

  it('changes one city by cityPrices', async () => {
    await pushed(await changeOf('TM-1001', { cityPrices: [{ cityId: '710000000', value: 91_000 }] }));
    expect(await listingOf('TM-1001')).toMatchObject({
      price: 89_990,
      cityPrices: [{ cityId: '710000000', value: 91_000 }],
      maxPrice: 91_000,
    });
  });

  it('is ignored or lost when told to', async () => {
    await kaspi.control('PUT', '/faults', { ignorePushes: true });
    expect(await pushed(await changeOf('TM-1001', { price: 88_000 }))).toMatchObject({ state: 'ignored' });
    await kaspi.control('PUT', '/faults', { ignorePushes: false, losePushes: true });
    expect(await pushed(await changeOf('TM-1001', { price: 88_000 }))).toMatchObject({ state: 'lost' });
    expect((await listingOf('TM-1001')).price).toBe(89_990);
  });

  it('needs a session and our own merchant', async () => {
    const change = await changeOf('TM-1001', { price: 88_000 });
    expect((await process({ ...change, merchantUid: 'aigul-store' })).status).toBe(403);
    cookie = '';
    expect((await process(change)).status).toBe(401);
  });
});

describe('limits of price pushes', () => {
  it('bans the account for 30 minutes above three requests a second', async () => {
    const change = await changeOf('TM-1001', { price: 88_000 });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) {
      statuses.push((await process(change)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    kaspi.pass(29 * 60_000);
    expect((await process(change)).status).toBe(429);
    kaspi.pass(2 * 60_000);
    expect((await process(change)).status).toBe(200);
  });

  it('stops every change for 30 minutes once 250 changes are made within 30 minutes', async () => {
    const change = await changeOf('TM-1001', { price: 88_000 });
    const batch = (count: number) =>
      post(
        '/upload/merchant/process/process/batch',
        Array.from({ length: count }, () => change),
      );
    expect((await batch(249)).status).toBe(200);
    kaspi.pass(2_000);
    expect((await process(change)).status).toBe(200);
    kaspi.pass(2_000);
    expect((await process(change)).status).toBe(429);
    kaspi.pass(31 * 60_000);
    expect((await process(change)).status).toBe(200);
  });

  it('can be forced and forgiven', async () => {
    await kaspi.control('PUT', '/faults', { pushBan: true });
    const change = await changeOf('TM-1001', { price: 88_000 });
    expect((await process(change)).status).toBe(429);
    await kaspi.control('PUT', '/faults', { pushBan: false, pushesPerSecond: 1 });
    expect([(await process(change)).status, (await process(change)).status]).toEqual([200, 429]);
    await kaspi.control('DELETE', '/limits');
    expect((await process(change)).status).toBe(200);
  });
});
