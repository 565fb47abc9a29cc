import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KaspiOptions } from '#src/integrations/kaspi/kaspi-config.ts';
import { createKaspiMarketplace } from '#src/integrations/kaspi/kaspi-marketplace.ts';
import { type ScriptedServer, startScriptedServer } from './kaspi-scripted-server.ts';

let server: ScriptedServer;

beforeAll(async () => {
  server = await startScriptedServer();
});

afterAll(() => server.stop());

const offers = { offers: [{ merchantId: 'Rival7', price: 500 }], total: 1 };
const card = { masterSku: '104990001', cityId: '750000000' };
const order = { id: 'MTIzNDU2Nzg5', code: '123456789' };

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

describe('reads of Kaspi', () => {
  it('are asked again after a dropped line and 5xx', async () => {
    server.script('drop', { status: 502 }, { body: offers });
    await expect(marketplace().storefront.listOffers(card)).resolves.toHaveLength(1);
    expect(server.seen).toHaveLength(3);
  });

  it('give up as unreachable when it does not get better', async () => {
    server.script({ status: 500 });
    await expect(marketplace().storefront.listOffers(card)).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    expect(server.seen).toHaveLength(4);
  });

  it('wait as long as Retry-After says', async () => {
    server.script({ status: 429, headers: { 'retry-after': '1' } }, { body: offers });
    await marketplace().storefront.listOffers(card);
    const [first, second] = server.seen;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(995);
  });

  it('hand a long Retry-After to the caller instead of waiting', async () => {
    server.script({ status: 429, headers: { 'retry-after': '90' } });
    await expect(marketplace().storefront.listOffers(card)).rejects.toMatchObject({
      code: 'marketplace.rateLimited',
      params: { retryAfterSeconds: 90 },
    });
    expect(server.seen).toHaveLength(1);
  });

  it('end at the deadline without asking again', async () => {
    server.script('hang');
    const impatient = marketplace({ timeouts: { readMs: 100 } });
    await expect(impatient.storefront.listOffers(card)).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    expect(server.seen).toHaveLength(1);
  });

  it('end at the deadline also when a body trickles in without end', async () => {
    server.script('drip');
    const impatient = marketplace({ timeouts: { readMs: 150 } });
    await expect(impatient.storefront.listOffers(card)).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    expect(server.seen).toHaveLength(1);
  });

  it('unpack what comes packed', async () => {
    for (const [name, pack] of Object.entries({ gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync })) {
      server.script({ packed: pack(JSON.stringify(offers)), headers: { 'content-encoding': name } });
      await expect(marketplace().storefront.listOffers(card)).resolves.toHaveLength(1);
    }
    expect(server.seen[0]?.headers['accept-encoding']).toBe('gzip, br, deflate');
  });

  it('end at once when their caller gives up, with his reason', async () => {
    server.script('hang');
    const stopping = new AbortController();
    const asked = marketplace().storefront.listOffers(card, stopping.signal);
    setTimeout(() => stopping.abort(new Error('stopping')), 30);
    await expect(asked).rejects.toThrow('stopping');
  });

  it('end at once also while they wait to be asked again', async () => {
    server.script('drop');
    const stopping = new AbortController();
    const slow = marketplace({ retry: { attempts: 3, minDelayMs: 3_000, maxDelayMs: 3_000 } });
    const asked = expect(slow.storefront.listOffers(card, stopping.signal)).rejects.toThrow('stopping');
    await eventually(async () => expect(server.seen).toHaveLength(1));
    const abortedAt = performance.now();
    stopping.abort(new Error('stopping'));
    await asked;
    expect(performance.now() - abortedAt).toBeLessThan(1_000);
  });

  it.each([
    ['an HTML page with 200', { html: '<html>robot?</html>' }],
    ['an HTML page with 403', { status: 403, html: '<html>no</html>' }],
    ['a bare 403', { status: 403, body: {} }],
    ['an HTML page that says it is JSON', { html: '<html>x</html>', headers: { 'content-type': 'application/json' } }],
    ['526', { status: 526 }],
    ['405', { status: 405 }],
  ])('are blocked by %s, never empty', async (_name, answer) => {
    server.script(answer);
    await expect(marketplace().storefront.listOffers(card)).rejects.toMatchObject({ code: 'marketplace.blocked' });
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    { body: {} },
    { body: { offers: null } },
    { body: { offers: [{}] } },
    { body: { offers: [], total: 4 } },
    { body: { offers: [], offersCount: '2' } },
    { body: { offers: [null, 5, 'x'], total: 0 } },
    { body: 'offers' },
    { status: 204 },
    { status: 302, headers: { location: '/captcha' } },
    { body: [] },
    {},
    { status: 400, body: {} },
  ])('tell an unreadable answer from "no offers": %j', async (answer) => {
    server.script(answer);
    await expect(marketplace().storefront.listOffers(card)).rejects.toMatchObject({ code: 'marketplace.badAnswer' });
  });
});

describe('writes to Kaspi', () => {
  const push = { merchantUid: 'Shop1', sku: 'A-1', model: 'K1', priceTiyn: 100_000 };
  const session = { cookies: '{"version":"tough-cookie@6","storeType":"MemoryCookieStore","cookies":[]}' };

  it('are never sent twice by themselves', async () => {
    server.script('drop', { body: { data: {} } });
    await expect(marketplace().shopApi.acceptOrder('t', order)).rejects.toMatchObject({
      code: 'marketplace.unreachable',
    });
    expect(server.seen).toHaveLength(1);
  });

  it('tell a push that nobody can have got: breaker open, line dead, given up in the queue', async () => {
    const quick = { retry: { attempts: 0 }, breaker: { failures: 1, openMs: 60_000 } };
    const notSent = { code: 'marketplace.notSent' };
    const broken = marketplace(quick);
    server.script('drop', { body: { id: '1' } });
    await expect(broken.cabinet.pushPrice(session, push)).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    await expect(broken.cabinet.pushPrice(session, push)).rejects.toMatchObject({
      ...notSent,
      params: { retryAfterSeconds: 60 },
    });
    expect(server.seen).toHaveLength(1);
    const gone = await startScriptedServer();
    await gone.stop();
    const dead = marketplace({ ...quick, cabinetUrl: gone.url });
    await expect(dead.cabinet.pushPrice(session, push)).rejects.toMatchObject(notSent);
    const pace = { offersPerSecond: 1, ordersPerSecond: 1, cabinetPerSecond: 1, pushesPerSecond: 0.01 };
    const slow = marketplace({ ...quick, pace });
    await slow.cabinet.pushPrice(session, push);
    const stopping = new AbortController();
    const queued = slow.cabinet.pushPrice(session, push, stopping.signal);
    stopping.abort();
    await expect(queued).rejects.toMatchObject(notSent);
  });

  it.each([400, 404, 422])('tell a push that Kaspi answers with %s as refused', async (status) => {
    server.script({ status, body: { message: 'Bad Request' } });
    const refused = { code: 'marketplace.refused' };
    await expect(marketplace().cabinet.pushPrice(session, push)).rejects.toMatchObject(refused);
  });

  it('tell a push that came too fast to stay away for half an hour', async () => {
    server.script({ status: 429 });
    await expect(marketplace().cabinet.pushPrice(session, push)).rejects.toMatchObject({
      code: 'marketplace.rateLimited',
      params: { retryAfterSeconds: 1_800 },
    });
  });
});

describe('an endpoint that is out', () => {
  it('is left alone after outages in a row, then tried again', async () => {
    const guarded = marketplace({ breaker: { failures: 2, openMs: 300 }, retry: { attempts: 0 } });
    server.script({ html: '<html>robot?</html>' });
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(guarded.storefront.listOffers(card)).rejects.toMatchObject({ code: 'marketplace.blocked' });
    }

    expect(server.seen).toHaveLength(2);
    server.script({ body: offers });
    await expect(guarded.storefront.listOffers(card)).rejects.toMatchObject({ params: { retryAfterSeconds: 1 } });
    await eventually(() => guarded.storefront.listOffers(card));
    expect(server.seen).toHaveLength(1);
  });

  it('of one store does not stop another store', async () => {
    const guarded = marketplace({ breaker: { failures: 1, openMs: 60_000 }, retry: { attempts: 0 } });
    server.script({ status: 500 });
    await expect(guarded.shopApi.probe('first')).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    server.script({ body: { data: [] } });
    await expect(guarded.shopApi.probe('first')).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    await guarded.shopApi.probe('second');
    expect(server.seen).toHaveLength(1);
  });

  it('is not what a wrong token makes of it', async () => {
    const guarded = marketplace({ breaker: { failures: 1, openMs: 60_000 } });
    server.script({ status: 401, body: {} });
    await expect(guarded.shopApi.probe('t')).rejects.toMatchObject({ code: 'marketplace.tokenRejected' });
    server.script({ body: { data: [] } });
    await guarded.shopApi.probe('t');
  });
});

describe('logs', () => {
  it('name endpoint, status and time, and no token, phone or cookie', async () => {
    const lines: string[] = [];
    const note = (fields: object, message: string) => lines.push(JSON.stringify({ ...fields, message }));
    const logged = marketplace({}, { logger: { debug: note, warn: note } });
    server.script('drop', { body: { data: [] } });
    await logged.shopApi.probe('s3cr3t-token=');
    server.script({ body: {}, headers: { 'set-cookie': 'MS_AUTH_SSO=c00kie; Path=/' } });
    await logged.cabinet.signIn({ phone: '+77011234567' });
    await logged.cabinet.signIn({ email: 'a@b.kz', password: 'pa55word' });
    expect(lines.join('\n')).toMatch(/"endpoint":"orders\.probe","status":200,"durationMs":\d+/);
    expect(lines.join('\n')).not.toMatch(/s3cr3t|7011234567|701|a@b\.kz|pa55word|c00kie/);
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
