import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { KaspiRouting } from '#src/integrations/kaspi/kaspi-config.ts';
import { createKaspiMarketplace } from '#src/integrations/kaspi/kaspi-marketplace.ts';
import type { Observation } from '#src/integrations/kaspi/kaspi-request.ts';
import type { ProxyNews, ProxyRoute, ProxySource } from '#src/stores/proxies/proxy.ports.ts';
import { type ForwardProxy, startForwardProxies } from '../../sandbox/proxies/index.ts';
import { type KaspiSandbox, kaspiAt, startKaspi, until } from './kaspi-sandbox.ts';
import { startScriptedServer } from './kaspi-scripted-server.ts';

const OURS = '0198f000-0000-7000-8000-00000000000a';
let kaspi: KaspiSandbox;
let proxies: ForwardProxy[];
let masterSku: string;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  proxies = await startForwardProxies(3);
  masterSku = kaspi.seller.products[0]?.masterSku ?? '';
  calm = await kaspi.control('GET', '/faults');
});

beforeEach(() => kaspi.control('DELETE', '/stats'));

afterEach(async () => {
  proxies.forEach((proxy) => void proxy.fail(undefined));
  await kaspi.control('PUT', '/faults', calm);
  await kaspi.control('DELETE', '/limits');
});

afterAll(async () => {
  await Promise.all(proxies.map((proxy) => proxy.stop()));
  await kaspi.stop();
});

/** A pool as the database would tell it. */
function pool(owners: readonly (string | undefined)[] = [undefined, undefined, undefined]) {
  const news: ProxyNews[] = [];
  const rows: ProxyRoute[] = owners.map((companyId, index) => ({
    id: `p${index}`,
    label: `127.0.0.1:${new URL(proxies[index]?.url ?? '').port}`,
    url: proxies[index]?.url ?? '',
    companyId,
    failuresInRow: 0,
    restingUntil: undefined,
  }));
  const source: ProxySource = { list: async () => rows, report: async (more) => void news.push(...more) };
  return { source, news, rows };
}

function client(source: ProxySource, routing: Partial<KaspiRouting> = {}) {
  const seen: Observation[] = [];
  const options = {
    ...kaspiAt(kaspi.url),
    retry: { attempts: 0 },
    timeouts: { readMs: 400 },
    routing: { isDirectAllowed: false, ...routing },
  };
  const marketplace = createKaspiMarketplace(options, { proxies: source, observe: (one) => seen.push(one) });
  const look = (companyId?: string) => marketplace.storefront.listOffers({ masterSku, cityId: '750000000', companyId });
  return { ...marketplace, look, seen };
}

interface Addresses {
  offersByAddress: Record<string, { requests: number; answers: Record<string, number> }>;
}
const addresses = async () => (await kaspi.control<Addresses>('GET', '/stats')).offersByAddress;

describe('looks at offers', () => {
  it('leave through the proxies in turn, over http with basic access', async () => {
    const { look } = client(pool().source);
    await Promise.all(Array.from({ length: 9 }, () => look()));
    const counts = Object.entries(await addresses()).map(([address, { requests }]) => [address, requests]);
    expect(counts.sort()).toEqual([
      ['127.0.0.2', 3],
      ['127.0.0.3', 3],
      ['127.0.0.4', 3],
    ]);
  });

  it("of a company leave through its own proxies, others' through those of nobody", async () => {
    const { look } = client(pool([OURS, undefined, 'another']).source);
    await look(OURS);
    await look(OURS);
    expect(Object.keys(await addresses())).toEqual(['127.0.0.2']);
    await look();
    await look('0198f000-0000-7000-8000-00000000000b');
    expect(Object.keys(await addresses()).sort()).toEqual(['127.0.0.2', '127.0.0.3']);
  });

  it('take the direct way beside the proxies where it is allowed, and alone where there are none', async () => {
    const { look } = client(pool([undefined]).source, { isDirectAllowed: true });
    await Promise.all([look(), look()]);
    expect(Object.keys(await addresses()).sort()).toEqual(['127.0.0.1', '127.0.0.2']);
    await client(pool([]).source).look();
    expect((await addresses())['127.0.0.1']?.requests).toBe(2);
  });

  it.each(['refuse', 'hang', 'reset', '407'] as const)(
    'go on through another proxy when one fails: %s',
    async (fault) => {
      const { source, news } = pool();
      const { look, seen } = client(source, { reportMs: 20 });
      proxies[0]?.fail(fault);
      await expect(look()).resolves.not.toHaveLength(0);
      expect(seen.map(({ outcome }) => outcome)).toEqual(['failed', 'ok']);
      await Promise.all(Array.from({ length: 4 }, () => look()));
      expect(seen.filter(({ outcome }) => outcome === 'failed')).toHaveLength(1);
      const sound = () => news.filter(({ id }) => id !== 'p0').reduce((sum, { successes }) => sum + successes, 0);
      expect(
        await until(
          async () => sound(),
          (sum) => sum === 5,
        ),
      ).toBe(5);
      expect(news[0]).toMatchObject({ id: 'p0', errors: 1, failuresInRow: 1, lastFailure: 'marketplace.unreachable' });
      expect(Number(news[0]?.restingUntil)).toBeGreaterThan(Date.now());
    },
  );

  it('that meet a wall on one proxy go on through another, and the first one rests', async () => {
    const { source, news } = pool();
    const { look, seen } = client(source);
    await kaspi.control('POST', '/faults/next', { endpoint: 'offers.list', status: 526 });
    await expect(look()).resolves.not.toHaveLength(0);
    expect(seen.map(({ outcome }) => outcome)).toEqual(['blocked', 'ok']);
    await until(
      async () => news,
      (told) => told.length > 0,
    );
    expect(Number(news[0]?.restingUntil) - Date.now()).toBeGreaterThan(13_000);
  });

  it('are blocked, with the seconds to wait, once every proxy rests; nobody is asked then', async () => {
    const { look, seen } = client(pool([undefined, undefined]).source);
    await kaspi.control('PUT', '/faults', { htmlInsteadOfJson: true });
    await expect(look()).rejects.toMatchObject({ code: 'marketplace.blocked' });
    expect(seen).toHaveLength(2);
    await expect(look()).rejects.toMatchObject({
      code: 'marketplace.blocked',
      params: { retryAfterSeconds: 15 },
    });
    expect(seen).toHaveLength(2);
  });

  it('do not use a proxy that rests in the table, and use it again when its rest is over', async () => {
    const { source, rows } = pool([undefined, undefined]);
    rows[0] = { ...rows[0], restingUntil: new Date(Date.now() + 60_000) } as ProxyRoute;
    const { look } = client(source, { refreshMs: 20 });
    await Promise.all([look(), look()]);
    expect(Object.keys(await addresses())).toEqual(['127.0.0.3']);
    rows[0] = { ...rows[0], restingUntil: undefined } as ProxyRoute;
    await until(
      async () => {
        await look();
        return addresses();
      },
      (seen) => '127.0.0.2' in seen,
    );
    expect(Object.keys(await addresses()).sort()).toEqual(['127.0.0.2', '127.0.0.3']);
  });

  it('leave a retired proxy alone within the time of a reading', async () => {
    const { source, rows } = pool([undefined, undefined]);
    const { look } = client(source, { refreshMs: 10 });
    await look();
    rows.shift();
    await until(
      async () => {
        await look();
        return source.list();
      },
      (left) => left.length === 1,
    );
    await new Promise((resolve) => setTimeout(resolve, 30));
    await look();
    await kaspi.control('DELETE', '/stats');
    await look();
    expect(Object.keys(await addresses())).toEqual(['127.0.0.3']);
  });

  it('through https would be tunnelled: a proxy that refuses CONNECT is told from a wall', async () => {
    const secure = createKaspiMarketplace(
      { storefrontUrl: 'https://127.0.0.1:9', retry: { attempts: 0 }, routing: { isDirectAllowed: false } },
      { proxies: pool([undefined]).source },
    );
    proxies[0]?.fail('407');
    const before = proxies[0]?.taken ?? 0;
    await expect(secure.storefront.listOffers({ masterSku, cityId: '750000000' })).rejects.toMatchObject({
      code: 'marketplace.unreachable',
    });
    expect(proxies[0]?.taken).toBe(before + 1);
  });
});

describe('the cabinet', () => {
  it('keeps an account on one route, from the sign-in to the push, and never sends a write twice', async () => {
    const { cabinet, seen } = client(pool().source);
    const session = await kaspi.signIn({ cabinet } as never);
    const routes = new Set(seen.map(({ route }) => route));
    await cabinet.merchants(session);
    expect(new Set(seen.map(({ route }) => route))).toEqual(routes);
    expect(routes.size).toBe(1);
    const [product] = kaspi.seller.products;
    const push = {
      merchantUid: kaspi.seller.uid,
      sku: product?.sku ?? '',
      model: product?.nameRu ?? '',
      priceTiyn: 500_000,
    };
    const index = pool().rows.findIndex(({ label }) => routes.has(label));
    proxies[index]?.fail('reset');
    const count = seen.length;
    await expect(cabinet.pushPrice(session, push)).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    expect(seen.length).toBe(count + 1);
    // It rests now, so the account moves for a while.
    await expect(cabinet.pushPrice(session, push)).resolves.toMatchObject({ pushId: expect.any(String) });
    expect(seen.at(-1)?.route).not.toBe([...routes][0]);
  });

  it('tells a push that a proxy refused to carry as not sent', async () => {
    const { cabinet } = client(pool([undefined]).source);
    const session = await kaspi.signIn({ cabinet } as never);
    proxies[0]?.fail('407');
    const push = { merchantUid: kaspi.seller.uid, sku: 'x', model: 'x', priceTiyn: 500_000 };
    await expect(cabinet.pushPrice(session, push)).rejects.toMatchObject({ code: 'marketplace.notSent' });
  });
});

describe('the disguise', () => {
  it('pauses unevenly before each page and shows the same browser on the same route', async () => {
    const server = await startScriptedServer();
    server.script({ body: { offers: [{ merchantId: 'R', price: 5 }], total: 1 } });
    const marketplace = createKaspiMarketplace({ storefrontUrl: server.url, routing: { isDisguised: true } });
    const startedAt = performance.now();
    for (let time = 0; time < 3; time++) {
      await marketplace.storefront.listOffers({ masterSku, cityId: '750000000' });
    }
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(30);
    const agents = new Set(server.seen.map(({ headers }) => headers['user-agent']));
    expect([...agents]).toEqual([expect.stringMatching(/^Mozilla\/5\.0 \(.+\) /)]);
    await server.stop();
  });
});
