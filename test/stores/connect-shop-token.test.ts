import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { isAllowed } from '#src/companies/index.ts';
import { newId } from '#src/kernel/ids.ts';
import {
  connectShopToken,
  createStore,
  disconnectStore,
  findStore,
  listStores,
  readShopToken,
  recordTokenRejected,
} from '#src/stores/index.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import { aShop, eventsOf, storedText } from './store-support.ts';

let kaspi: KaspiSandbox;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  calm = await kaspi.control('GET', '/faults');
});
afterEach(() => kaspi.control('PUT', '/faults', calm));
afterAll(() => kaspi.stop());

describe('connecting a shop token', () => {
  it('makes a store that can read orders, and keeps the token sealed', async () => {
    const shop = await aShop(kaspi);
    const token = kaspi.seller.apiToken;
    const store = await connectShopToken(shop.deps, { token: ` ${token}\n`, name: 'Айгүл дүкені' });
    expect(store).toMatchObject({ name: 'Айгүл дүкені', token: 'connected', cabinet: 'missing', isActive: true });
    expect(JSON.stringify(store)).not.toContain(token);
    expect(await storedText(shop)).not.toContain(token);
    expect(await shop.run((scope) => readShopToken(scope, store.id))).toBe(token);
    expect(await eventsOf(shop)).toEqual(['store.tokenConnected']);
  });

  it('twice, or twenty times at once, leaves one store', async () => {
    const shop = await aShop(kaspi);
    const { apiToken: token } = kaspi.seller;
    const stores = await Promise.all(Array.from({ length: 20 }, () => connectShopToken(shop.deps, { token })));
    expect(new Set(stores.map(({ id }) => id)).size).toBe(1);
    expect(await shop.run((scope) => listStores(scope))).toHaveLength(1);
  });

  it('refuses what the marketplace refuses, and keeps nothing of it', async () => {
    const shop = await aShop(kaspi);
    const connect = (token: string) => connectShopToken(shop.deps, { token });
    await expect(connect('x'.repeat(44))).rejects.toMatchObject({ code: 'marketplace.tokenRejected' });
    await expect(connect('мой токен')).rejects.toMatchObject({ code: 'store.tokenMalformed' });
    await kaspi.control('PUT', '/faults', { unreachable: true });
    await expect(connect(kaspi.seller.apiToken)).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    await kaspi.control('PUT', '/faults', { unreachable: false, htmlInsteadOfJson: true });
    await expect(connect(kaspi.seller.apiToken)).rejects.toMatchObject({ code: 'marketplace.blocked' });
    expect(await shop.run((scope) => listStores(scope))).toEqual([]);
  });

  it('finds the store of a token that was kept before tokens had a mark', async () => {
    const shop = await aShop(kaspi);
    const { apiToken: token } = kaspi.seller;
    const { id } = await connectShopToken(shop.deps, { token });
    await shop.run(({ em }) => em.execute('update stores set api_token_mark = null'));
    expect((await connectShopToken(shop.deps, { token })).id).toBe(id);
  });

  it('does not give one token to two stores', async () => {
    const shop = await aShop(kaspi);
    const { apiToken: token } = kaspi.seller;
    await connectShopToken(shop.deps, { token, name: 'First' });
    const second = await shop.run((scope) => createStore(scope, { name: 'Second' }));
    const again = connectShopToken(shop.deps, { token, storeId: second.id });
    await expect(again).rejects.toMatchObject({ code: 'store.tokenInUse', params: { store: 'First' } });
  });

  it('is nothing for a stranger, nor for someone without the right', async () => {
    const [shop, stranger] = [await aShop(kaspi), await aShop(kaspi)];
    const { id } = await shop.run((scope) => createStore(scope, { name: 'Kaspi' }));
    const input = { storeId: id, token: kaspi.seller.apiToken };
    await expect(connectShopToken(stranger.deps, input)).rejects.toMatchObject({ code: 'store.notFound' });
    const analyst = { kind: 'member', id: newId(), can: (action: string) => isAllowed('analyst', action) } as const;
    const asAnalyst = {
      ...shop.deps,
      inCompany: <T>(work: Parameters<typeof shop.run<T>>[0]) => shop.run(work, analyst),
    };
    await expect(connectShopToken(asAnalyst, input)).rejects.toMatchObject({ code: 'permission.forbidden' });
    await expect(shop.run((scope) => createStore(scope, { name: 'x' }), analyst)).rejects.toMatchObject({
      code: 'permission.forbidden',
    });
  });
});

describe('a rejected token', () => {
  it('is announced once, stops being given out, and is forgotten when a good one comes', async () => {
    const shop = await aShop(kaspi);
    const { apiToken: token } = kaspi.seller;
    const { id: storeId } = await connectShopToken(shop.deps, { token });
    await Promise.all(
      Array.from({ length: 20 }, () => shop.run((scope) => recordTokenRejected(scope, { storeId, token }))),
    );
    expect((await eventsOf(shop)).filter((name) => name === 'store.tokenRejected')).toHaveLength(1);
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ token: 'rejected' });
    await expect(shop.run((scope) => readShopToken(scope, storeId))).rejects.toMatchObject({
      code: 'store.tokenMissing',
    });
    await connectShopToken(shop.deps, { token, storeId });
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ token: 'connected' });
  });

  it('that was replaced meanwhile does not condemn the new one', async () => {
    const shop = await aShop(kaspi);
    const { id: storeId } = await connectShopToken(shop.deps, { token: kaspi.seller.apiToken });
    await shop.run((scope) => recordTokenRejected(scope, { storeId, token: 'the one before' }));
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ token: 'connected' });
  });

  it('of another company is not found', async () => {
    const [shop, stranger] = [await aShop(kaspi), await aShop(kaspi)];
    const { id: storeId } = await connectShopToken(shop.deps, { token: kaspi.seller.apiToken });
    const notFound = { code: 'store.notFound' };
    await expect(stranger.run((scope) => recordTokenRejected(scope, { storeId }))).rejects.toMatchObject(notFound);
    await expect(stranger.run((scope) => readShopToken(scope, storeId))).rejects.toMatchObject(notFound);
    await expect(stranger.run((scope) => findStore(scope, storeId))).rejects.toMatchObject(notFound);
    await expect(stranger.run((scope) => disconnectStore(scope, { storeId }))).rejects.toMatchObject(notFound);
    expect(await stranger.run((scope) => listStores(scope))).toEqual([]);
  });
});

describe('disconnecting', () => {
  it('forgets the secrets and keeps the store for a return', async () => {
    const shop = await aShop(kaspi);
    const { id: storeId } = await connectShopToken(shop.deps, { token: kaspi.seller.apiToken });
    await shop.run((scope) => disconnectStore(scope, { storeId }));
    expect(await shop.run((scope) => listStores(scope))).toEqual([]);
    expect(await shop.run((scope) => listStores(scope, { withInactive: true }))).toMatchObject([
      { id: storeId, isActive: false, token: 'missing' },
    ]);
  });
});
