import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KaspiOptions } from '#src/integrations/kaspi/kaspi-config.ts';
import { createKaspiMarketplace } from '#src/integrations/kaspi/kaspi-marketplace.ts';
import type { Observation } from '#src/integrations/kaspi/kaspi-request.ts';
import { type ScriptedServer, startScriptedServer } from './kaspi-scripted-server.ts';

let server: ScriptedServer;

beforeAll(async () => {
  server = await startScriptedServer();
});

afterAll(() => server.stop());

const offers = { offers: [{ merchantId: 'Rival7', price: 500 }], total: 1 };
const card = { masterSku: '104990001', cityId: '750000000' };

function marketplace(options: KaspiOptions = {}, deps: Parameters<typeof createKaspiMarketplace>[1] = {}) {
  return createKaspiMarketplace(
    {
      apiUrl: `${server.url}/shop/api/v2`,
      cabinetUrl: `${server.url}/cabinet`,
      idUrl: `${server.url}/id`,
      storefrontUrl: server.url,
      retry: { attempts: 3, minDelayMs: 5, maxDelayMs: 2_000 },
      pace: { offersPerSecond: 1_000, ordersPerSecond: 1_000, cabinetPerSecond: 1_000, pushesPerSecond: 1_000 },
      ...options,
    },
    deps,
  );
}

describe('what metrics are told', () => {
  it('is each request once, with its outcome, time and route', async () => {
    const seen: Observation[] = [];
    const watched = marketplace({}, { observe: (one) => seen.push(one) });
    server.script({ status: 502 }, { status: 429, headers: { 'retry-after': '0' } }, { body: offers });
    await watched.storefront.listOffers(card);
    server.script({ html: '<html>robot?</html>' });
    await expect(watched.storefront.listOffers(card)).rejects.toThrow();
    server.script({ status: 401, body: {} });
    await expect(watched.shopApi.probe('t')).rejects.toThrow();
    const route = 'direct';
    const durationMs = expect.any(Number);
    expect(seen).toEqual([
      { endpoint: 'storefront.offers', outcome: 'failed', durationMs, route },
      { endpoint: 'storefront.offers', outcome: 'limited', durationMs, route },
      { endpoint: 'storefront.offers', outcome: 'ok', durationMs, route },
      { endpoint: 'storefront.offers', outcome: 'blocked', durationMs, route },
      { endpoint: 'orders.probe', outcome: 'ok', durationMs, route },
    ]);
  });
});

describe('a cool-down', () => {
  const push = { merchantUid: 'Shop1', sku: 'A-1', model: 'K1', priceTiyn: 100_000 };
  const session = { cookies: '{"version":"tough-cookie@6","storeType":"MemoryCookieStore","cookies":[]}' };

  it('of an address follows a 403, for as long as Retry-After says, and is no outage', async () => {
    const shut = marketplace({ retry: { attempts: 0, maxDelayMs: 50 }, breaker: { failures: 2, openMs: 60_000 } });
    server.script({ status: 403, body: {}, headers: { 'retry-after': '1' } }, { body: offers });
    await expect(shut.storefront.listOffers(card)).rejects.toMatchObject({ params: { retryAfterSeconds: 1 } });
    for (let time = 0; time < 3; time++) {
      await expect(shut.storefront.listOffers(card)).rejects.toMatchObject({
        code: 'marketplace.blocked',
        params: { retryAfterSeconds: 1 },
      });
    }
    expect(server.seen).toHaveLength(1);
    await eventually(() => shut.storefront.listOffers(card));
    expect(server.seen).toHaveLength(2);
  });

  it('of an account follows a 429 on its push, for half an hour, and leaves other accounts alone', async () => {
    const { cabinet } = marketplace();
    server.script({ status: 429 }, { body: { id: '1' } });
    const limited = { code: 'marketplace.rateLimited', params: { retryAfterSeconds: 1_800 } };
    await expect(cabinet.pushPrice(session, push)).rejects.toMatchObject(limited);
    await expect(cabinet.pushPrice(session, push)).rejects.toMatchObject(limited);
    expect(server.seen).toHaveLength(1);
    await cabinet.pushPrice(session, { ...push, merchantUid: 'Shop2' });
    const ofTheAccount = { ...session, account: 'a' };
    await cabinet.pushPrice(ofTheAccount, push);
    expect(server.seen).toHaveLength(3);
  });
});

describe('the pace', () => {
  it('of all requests together is kept over every lane', async () => {
    server.script({ body: { offers: [{ merchantId: 'R', price: 5 }], data: [], total: 1 } });
    const pace = { requestsPerSecond: 20, offersPerSecond: 1_000, ordersPerSecond: 1_000 };
    const { storefront, shopApi } = marketplace({ pace });
    await Promise.all(Array.from({ length: 8 }, () => [storefront.listOffers(card), shopApi.probe('t')]).flat());
    const times = server.seen.map(({ at }) => at);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(680);
  });

  it('holds over the wire', async () => {
    server.script({ body: offers });
    const paced = marketplace({ pace: { offersPerSecond: 20 } });
    await Promise.all(Array.from({ length: 21 }, () => paced.storefront.listOffers(card)));
    const times = server.seen.map(({ at }) => at);
    // Twenty gaps of 50 ms; the first arrival may be late by the time a connection takes.
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(900);
  });
});

async function eventually(work: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + 5_000;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (Date.now() > until) {
        throw error;
      }

      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
