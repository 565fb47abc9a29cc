import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type KaspiBench, signIn, startKaspi, until } from './kaspi-bench.ts';

let kaspi: KaspiBench;
let cookie = '';
beforeEach(async () => {
  kaspi = await startKaspi();
  cookie = await signIn(kaspi);
});
afterEach(() => kaspi.stop());

const points = '<availabilities><availability available="yes" storeId="PP1"/></availabilities>';
const good = `<offer sku="TM-1001"><model>A</model><brand>B</brand>${points}<price>77000</price></offer>`;
const feedOf = (offers: string, merchant = 'technomart') => `<?xml version="1.0" encoding="utf-8"?>
<kaspi_catalog date="2026-10-01" xmlns="kaspiShopping"><company>TechnoMart</company>
<merchantid>${merchant}</merchantid><offers>${offers}</offers></kaspi_catalog>`;

const upload = async (xml: string): Promise<Response> => {
  const form = new FormData();
  form.set('file', new File([xml], 'prices.xml', { type: 'application/xml' }));
  return fetch(`${kaspi.url}/kaspi/cabinet/pricefeed/upload/merchant/upload?merchantUid=technomart`, {
    method: 'POST',
    headers: { cookie },
    body: form,
  });
};
const outcomeOf = async (xml: string) => {
  const { id } = (await (await upload(xml)).json()) as { id: string };
  return until(async () => {
    const url = `${kaspi.url}/kaspi/cabinet/pricefeed/protocol/merchant/file/${id}?m=technomart`;
    const { status } = (await (await fetch(url, { headers: { cookie } })).json()) as { status: string };
    return status !== 'PROCESSING' && status;
  });
};
const onSale = async () => {
  const url = `${kaspi.url}/kaspi/cabinet/bff/offer-view/list?m=technomart&p=0&l=100&a=true`;
  return (await (await fetch(url, { headers: { cookie } })).json()) as {
    total: number;
    data: Array<{ sku: string; price: number }>;
  };
};

describe('a price list', () => {
  it('replaces everything: what it leaves out goes off sale', async () => {
    expect(await outcomeOf(feedOf(good))).toBe('FINISHED');
    expect(await onSale()).toMatchObject({ total: 1, data: [{ sku: 'TM-1001', price: 77_000 }] });
  });

  it.each([
    ['a model after the brand', good.replace('<model>A</model><brand>B</brand>', '<brand>B</brand><model>A</model>')],
    ['availabilities after the price', good.replace(`${points}<price>77000</price>`, `<price>77000</price>${points}`)],
    ['a stray availability', good.replace(points, '<availability available="yes" storeId="PP1"/>')],
    ['a price with spaces', good.replace('77000', '77 000')],
    ['a preorder over 30 days', good.replace('storeId="PP1"', 'storeId="PP1" preOrder="31"')],
    ['a repeated sku', good],
    ['broken markup', '<offer sku="X">'],
  ])('is rejected whole because of %s', async (_, bad) => {
    expect(await outcomeOf(feedOf(good + bad))).toBe('REJECTED');
    expect((await onSale()).total).toBe(200);
  });

  it("is rejected without offers and under another merchant's name", async () => {
    expect(await outcomeOf(feedOf(''))).toBe('REJECTED');
    expect(await outcomeOf(feedOf(good, 'aigul-store'))).toBe('REJECTED');
  });

  it('waits for the earlier file', async () => {
    await kaspi.control('PUT', '/faults', { priceApplyDelayMs: 5_000 });
    expect((await upload(feedOf(good))).status).toBe(200);
    expect((await upload(feedOf(good))).status).toBe(409);
  });

  it('is fetched from its registered address when the hour comes', async () => {
    const shop = createServer((_, response) => response.end(feedOf(good)));
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    const { port } = shop.address() as AddressInfo;
    await kaspi.control('PUT', '/merchants/technomart/feed', { url: `http://127.0.0.1:${port}/feed.xml` });
    expect((await onSale()).total).toBe(200);
    kaspi.pass(61 * 60_000);
    await until(async () => (await onSale()).total === 1);
    const polled = await kaspi.control('POST', '/feeds/poll');
    expect(await polled.json()).toMatchObject([{ status: 'FINISHED', offers: 1 }]);
    await new Promise((resolve) => shop.close(resolve));
  });
});
