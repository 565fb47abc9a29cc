import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { browser, type KaspiBench, startKaspi } from './kaspi-bench.ts';

let kaspi: KaspiBench;
beforeEach(async () => {
  kaspi = await startKaspi();
});
afterEach(() => kaspi.stop());

const card = '104990001';
const page = {
  'content-type': 'application/json; charset=UTF-8',
  referer: `https://kaspi.kz/shop/p/phone-${card}/`,
  origin: 'https://kaspi.kz',
  'x-ks-city': '750000000',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
  'user-agent': browser,
};
interface Offers {
  offers: Array<{ merchantId: string; price: number; merchantRating?: number }>;
  total: number;
}
const ask = (masterSku: string, body: unknown = { cityId: '750000000' }, headers: Record<string, string> = page) =>
  fetch(`${kaspi.url}/kaspi/yml/offer-view/offers/${masterSku}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
const offersOf = async (response: Response) => (await response.json()) as Offers;
const setRivals = (offers: object[]) => kaspi.control('PUT', `/cards/${card}/offers`, { offers });
const rival = { merchantId: 'Rival7', merchantName: 'Dala', price: 88_500 };

describe('offers of a card', () => {
  it('include our own, cheapest first, with float prices', async () => {
    await setRivals([
      { ...rival, price: 90_500 },
      { merchantId: 'Rival8', merchantName: 'Orda', price: 88_500 },
    ]);
    const raw = await (await ask(card)).text();
    expect(raw).toContain('"price":88500.0');
    const { offers, total } = JSON.parse(raw) as Offers;
    expect(offers.map(({ merchantId }) => merchantId)).toEqual(['Rival8', 'technomart', 'Rival7']);
    expect(total).toBe(3);
  });

  it('are asked by POST only', async () => {
    expect((await fetch(`${kaspi.url}/kaspi/yml/offer-view/offers/${card}`, { headers: page })).status).toBe(405);
  });

  it.each(['referer', 'origin', 'x-ks-city', 'sec-fetch-site', 'content-type', 'user-agent'])(
    'are refused with 403 without %s',
    async (name) => {
      const headers = Object.fromEntries(Object.entries(page).filter(([header]) => header !== name));
      expect((await ask(card, { cityId: '750000000' }, headers)).status).toBe(403);
    },
  );

  it('take a limit of 64 and refuse 100', async () => {
    expect((await ask(card, { cityId: '750000000', limit: 64 })).status).toBe(200);
    expect((await ask(card, { cityId: '750000000', limit: 100 })).status).toBe(400);
    expect((await ask(card, { limit: 10 })).status).toBe(400);
  });

  it("are silently none for the seller's own sku and for an unknown id", async () => {
    for (const id of ['TM-1001', `${card}_TM-1001`, '999999999']) {
      const response = await ask(id);
      expect([response.status, await offersOf(response)]).toEqual([
        200,
        expect.objectContaining({ offers: [], total: 0 }),
      ]);
    }
  });

  it('differ by city; an unknown city answers as Almaty', async () => {
    await setRivals([{ ...rival, cityPrices: { '710000000': 91_000 } }]);
    const priceIn = async (cityId: string) =>
      (await offersOf(await ask(card, { cityId }))).offers.find(({ merchantId }) => merchantId === 'Rival7')?.price;
    expect([await priceIn('750000000'), await priceIn('710000000'), await priceIn('770000000')]).toEqual([
      88_500, 91_000, 88_500,
    ]);
  });

  it('come in pages', async () => {
    await setRivals([rival, { ...rival, merchantId: 'Rival8', price: 88_600 }]);
    const second = await offersOf(await ask(card, { cityId: '750000000', limit: 2, page: 1 }));
    expect(second.offers.map(({ merchantId }) => merchantId)).toEqual(['technomart']);
    expect(second.total).toBe(3);
  });
});

describe('faults of the offers', () => {
  it('close for 10–15 seconds above 15 requests a second', async () => {
    const statuses = await Promise.all(Array.from({ length: 16 }, async () => (await ask(card)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(15);
    kaspi.pass(9_000);
    expect((await ask(card)).status).toBe(403);
    kaspi.pass(6_000);
    expect((await ask(card)).status).toBe(200);
  });

  it('are an empty list, an HTML page with 200, or lack ratings when told to', async () => {
    await kaspi.control('PUT', '/faults', { emptyOffers: true });
    expect((await offersOf(await ask(card))).offers).toEqual([]);
    await kaspi.control('PUT', '/faults', { emptyOffers: false, ratingsMissing: true });
    const { offers } = await offersOf(await ask(card));
    expect(offers.length).toBeGreaterThan(3);
    expect(offers.every(({ merchantRating }) => merchantRating === undefined || merchantRating === 0)).toBe(true);
    await kaspi.control('PUT', '/faults', { htmlInsteadOfJson: true });
    const html = await ask(card);
    expect([html.status, html.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
  });
});

describe('steering rivals', () => {
  const seen = async () => (await offersOf(await ask(card))).offers.map(({ merchantId, price }) => [merchantId, price]);

  it('moves and removes a rival and tells the pages', async () => {
    await setRivals([rival]);
    await kaspi.control('PUT', `/cards/${card}/offers/Rival7`, { price: 87_000 });
    expect(await seen()).toContainEqual(['Rival7', 87_000]);
    expect((await kaspi.control('DELETE', `/cards/${card}/offers/Rival7`)).status).toBe(204);
    expect(await seen()).toEqual([['technomart', 89_990]]);
    expect(kaspi.events.filter(({ kind }) => kind === 'rival.moved')).toHaveLength(3);
  });

  it("can't move a merchant of the cabinet", async () => {
    expect((await kaspi.control('PUT', `/cards/${card}/offers/technomart`, { price: 1 })).status).toBe(409);
  });
});
