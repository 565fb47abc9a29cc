import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CabinetSession, Marketplace, MarketplaceListing } from '#src/stores/store.ports.ts';
import { collect, type KaspiSandbox, startKaspi, until } from './kaspi-sandbox.ts';
import { type ScriptedAnswer, startScriptedServer } from './kaspi-scripted-server.ts';

let kaspi: KaspiSandbox;
let client: Marketplace;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  calm = await kaspi.control('GET', '/faults');
});

afterEach(async () => {
  await kaspi.control('PUT', '/faults', calm);
  await kaspi.control('DELETE', '/limits');
});

afterAll(() => kaspi.stop());

async function signedIn(): Promise<CabinetSession> {
  client = kaspi.client();
  return kaspi.signIn(client);
}

async function readListings(session: CabinetSession, shelf: 'on-sale' | 'archive' = 'on-sale') {
  const pages = client.cabinet.listListings(session, { merchantUid: kaspi.seller.uid, shelf });
  return (await collect(pages)).flat();
}

async function firstListing(session: CabinetSession): Promise<MarketplaceListing> {
  const [listing] = await readListings(session);
  if (!listing) {
    throw new Error('nothing on sale');
  }

  return listing;
}

function priceOf(session: CabinetSession, sku: string) {
  return readListings(session).then((listings) => listings.find((one) => one.sku === sku)?.priceTiyn);
}

describe('signing in', () => {
  it('by e-mail asks for the code from the mailbox and survives a restart in between', async () => {
    const { email, password, uid } = kaspi.seller;
    const step = await kaspi.client().cabinet.signIn({ email, password });
    expect(step).toMatchObject({ kind: 'code-needed', channel: 'email' });
    const kept = JSON.parse(JSON.stringify(step)) as typeof step;
    if (kept.kind !== 'code-needed') {
      throw new Error('no code asked');
    }

    const restarted = kaspi.client();
    const session = await restarted.cabinet.submitCode(kept.pending, ` ${await kaspi.newestCode(email)} `);
    const keptSession = JSON.parse(JSON.stringify(session)) as typeof session;
    const merchants = await restarted.cabinet.merchants(keptSession);
    expect(merchants).toEqual([{ uid, name: kaspi.seller.name }]);
    expect(JSON.stringify(kept)).not.toContain(password);
  });

  it('by phone asks for the code from the SMS', async () => {
    const { phone, uid } = kaspi.seller;
    const { cabinet } = kaspi.client();
    const step = await cabinet.signIn({ phone });
    if (step.kind !== 'code-needed') {
      throw new Error('no code asked');
    }

    expect(step.channel).toBe('sms');
    const session = await cabinet.submitCode(step.pending, await kaspi.newestCode(phone));
    await expect(cabinet.merchants(session)).resolves.toMatchObject([{ uid }]);
  });

  it('tells a wrong password, a wrong code and too many codes apart', async () => {
    const { email, password } = kaspi.seller;
    const { cabinet } = kaspi.client();
    const wrong = cabinet.signIn({ email, password: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'marketplace.invalidCredentials' });
    const step = await cabinet.signIn({ email, password });
    if (step.kind !== 'code-needed') {
      throw new Error('no code asked');
    }

    for (let attempt = 0; attempt < 5; attempt++) {
      await expect(cabinet.submitCode(step.pending, '000000')).rejects.toMatchObject({ code: 'marketplace.codeWrong' });
    }

    await expect(cabinet.submitCode(step.pending, '000000')).rejects.toMatchObject({
      code: 'marketplace.codeFlood',
      params: { waitSeconds: 300 },
    });
  });

  it.each(['MFA_SEND_FLOOD', 'MFA_CODE_TOO_MANY_SEND', 'breakTime'])(
    'tells a flood of codes (%s)',
    async (mfaFlood) => {
      await kaspi.control('PUT', '/faults', { mfaFlood });
      const { email, password } = kaspi.seller;
      const flooded = kaspi.client().cabinet.signIn({ email, password });
      await expect(flooded).rejects.toMatchObject({ code: 'marketplace.codeFlood' });
    },
  );

  it('is blocked by an HTML page and unreachable on a dropped line', async () => {
    const { email, password } = kaspi.seller;
    await kaspi.control('PUT', '/faults', { htmlInsteadOfJson: true });
    await expect(kaspi.client().cabinet.signIn({ email, password })).rejects.toMatchObject({
      code: 'marketplace.blocked',
    });
    await kaspi.control('PUT', '/faults', { htmlInsteadOfJson: false, unreachable: true });
    await expect(kaspi.client().cabinet.signIn({ email, password })).rejects.toMatchObject({
      code: 'marketplace.unreachable',
    });
  });
});

describe('a session', () => {
  it('that Kaspi ended, or that is no session, is expired', async () => {
    const session = await signedIn();
    await expect(client.cabinet.probe(session)).resolves.toBeUndefined();
    await kaspi.control('PUT', '/faults', { sessionExpired: true });
    const expired = { code: 'marketplace.sessionExpired' };
    await expect(client.cabinet.probe(session)).rejects.toMatchObject(expired);
    await expect(readListings(session)).rejects.toMatchObject(expired);
    await expect(client.cabinet.merchants({ cookies: 'garbage' })).rejects.toMatchObject(expired);
  });

  it('is not expired by a wall', async () => {
    const session = await signedIn();
    await kaspi.control('PUT', '/faults', { blocked403: true });
    await expect(client.cabinet.probe(session)).rejects.toMatchObject({ code: 'marketplace.blocked' });
  });
});

describe('listings', () => {
  it('come in pages of 100 with progress', async () => {
    const big = kaspi.bigSeller;
    client = kaspi.client();
    const step = await client.cabinet.signIn({ email: big.email, password: big.password });
    const session =
      step.kind === 'signed-in'
        ? step.session
        : await client.cabinet.submitCode(step.pending, await kaspi.newestCode(big.email));
    const progress: number[] = [];
    const onPage = ({ received, total }: { received: number; total: number }) => progress.push(received, total);
    const pages = await collect(client.cabinet.listListings(session, { merchantUid: big.uid, onPage }));
    expect(pages.map((page) => page.length)).toEqual([100, 100]);
    expect(progress).toEqual([100, 200, 200, 200]);
    expect(new Set(pages.flat().map(({ sku }) => sku)).size).toBe(200);
  });

  it.each(['data', 'items', 'content'])('are found under the key %s', async (listKey) => {
    const session = await signedIn();
    await kaspi.control('PUT', '/faults', { listKey });
    const [product] = kaspi.seller.products;
    const listing = (await readListings(session)).find(({ sku }) => sku === product?.sku);
    expect(listing).toMatchObject({
      masterSku: product?.masterSku,
      model: product?.nameRu,
      priceTiyn: (product?.priceTenge ?? 0) * 100,
      isOnSale: true,
      availabilities: [{ isAvailable: true }, { isAvailable: true }],
      imageUrl: expect.stringMatching(/^http/),
    });
  });

  it('of nothing are an empty list', async () => {
    const session = await signedIn();
    await expect(readListings(session, 'archive')).resolves.toEqual([]);
  });

  it('hang on points with long names and cities', async () => {
    const session = await signedIn();
    const { uid } = kaspi.seller;
    const points = await client.cabinet.listPoints(session, uid);
    expect(points).toMatchObject([
      { storeId: `${uid}_PP1`, cityId: '750000000', isActive: true },
      { storeId: `${uid}_PP2`, cityId: '710000000', isActive: true },
    ]);
  });
});

describe('a shelf that Kaspi does not show whole', () => {
  const rows = (from: number, size: number) =>
    Array.from({ length: size }, (_, index) => ({ sku: `A-${from + index}`, available: true }));

  async function readScripted(...answers: ScriptedAnswer[]) {
    const session = await signedIn();
    const server = await startScriptedServer();
    server.script(...answers);
    const progress: number[] = [];
    const onPage = ({ received, total }: { received: number; total: number }) => progress.push(received, total);
    const { cabinet } = kaspi.client({ cabinetUrl: server.url });
    try {
      const pages = await collect(cabinet.listListings(session, { merchantUid: 'Shop1', onPage }));
      return { skus: pages.flat().map(({ sku }) => sku), progress };
    } finally {
      await server.stop();
    }
  }

  it('is a bad answer when the pages end before the total', async () => {
    const short = readScripted({ body: { total: 200, data: rows(0, 100) } }, { body: { total: 200, data: [] } });
    await expect(short).rejects.toMatchObject({ code: 'marketplace.badAnswer' });
    const nothing = readScripted({ body: { total: 200, data: [] } });
    await expect(nothing).rejects.toMatchObject({ code: 'marketplace.badAnswer' });
  });

  it('is a bad answer when no row of a page can be read', async () => {
    const unreadable = readScripted({ body: { total: 2, data: [{ article: 'A-1' }, { article: 'A-2' }] } });
    await expect(unreadable).rejects.toMatchObject({ code: 'marketplace.badAnswer' });
  });

  it('does not count a row without a sku as received', async () => {
    const read = await readScripted({ body: { total: 3, data: [...rows(0, 2), { article: 'A-9' }] } });
    expect(read).toEqual({ skus: ['A-0', 'A-1'], progress: [2, 3] });
  });

  it('is read on when its pages come smaller than asked for', async () => {
    const read = await readScripted(
      { body: { total: 120, data: rows(0, 50) } },
      { body: { total: 120, data: rows(50, 50) } },
      { body: { total: 120, data: rows(100, 20) } },
    );
    expect(read.skus).toHaveLength(120);
  });
});

describe('a price push', () => {
  it('is queued at once, applied later, and keeps every point on sale', async () => {
    const session = await signedIn();
    const { sku, model, availabilities, priceTiyn = 0 } = await firstListing(session);
    const target = priceTiyn - 10_000;
    const push = { merchantUid: kaspi.seller.uid, sku, model, priceTiyn: target, availabilities };
    await expect(client.cabinet.pushPrice(session, push)).resolves.toEqual({ pushId: expect.stringMatching(/^\w+$/) });
    expect(
      await until(
        () => priceOf(session, sku),
        (price) => price === target,
      ),
    ).toBe(target);
    const after = (await readListings(session)).find((one) => one.sku === sku);
    expect(after?.availabilities.every(({ isAvailable }) => isAvailable)).toBe(true);
  });

  it('of several goes in one request', async () => {
    const session = await signedIn();
    const listings = (await readListings(session)).slice(0, 3);
    const merchantUid = kaspi.seller.uid;
    const pushes = listings.map(({ sku, model, priceTiyn = 0 }) => ({
      merchantUid,
      sku,
      model,
      priceTiyn: priceTiyn + 500,
    }));
    await client.cabinet.pushPrices(session, pushes);
    for (const { sku, priceTiyn } of pushes) {
      const isThere = (price: number | undefined) => price === priceTiyn;
      expect(await until(() => priceOf(session, sku), isThere)).toBe(priceTiyn);
    }
  });

  it('by city changes that city', async () => {
    const session = await signedIn();
    const { sku, model } = await firstListing(session);
    const cityPrices = [{ cityId: '710000000', priceTiyn: 1_234_500 }];
    await client.cabinet.pushPrice(session, { merchantUid: kaspi.seller.uid, sku, model, cityPrices });
    const listing = await until(
      () => firstListing(session),
      (one) => one.cityPrices.length > 0,
    );
    expect(listing.cityPrices).toEqual(cityPrices);
  });

  it('during a ban says how long it lasts', async () => {
    const session = await signedIn();
    await kaspi.control('PUT', '/faults', { pushBan: true });
    const push = { merchantUid: kaspi.seller.uid, sku: 'AS-101', model: 'x', priceTiyn: 100_000 };
    await expect(client.cabinet.pushPrice(session, push)).rejects.toMatchObject({
      code: 'marketplace.rateLimited',
      params: { retryAfterSeconds: 1_800 },
    });
  });

  it('is paced below the speed that gets an account banned', async () => {
    const session = await signedIn();
    const push = { merchantUid: kaspi.seller.uid, sku: 'AS-101', model: 'x', priceTiyn: 100_000 };
    const pushes = Array.from({ length: 5 }, () => client.cabinet.pushPrice(session, push));
    await expect(Promise.all(pushes)).resolves.toHaveLength(5);
  });
});
