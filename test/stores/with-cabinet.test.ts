import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createCabinetAccess,
  findStore,
  recheckCabinet,
  reviveCabinet,
  startCabinetSignIn,
  submitCabinetCode,
  withCabinet,
} from '#src/stores/index.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import {
  aConnectedStore,
  aShop,
  eventsOf,
  readShelf,
  type TestShop,
  trustedDevice,
  withOtherCabinet,
} from './store-support.ts';

let kaspi: KaspiSandbox;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  calm = await kaspi.control('GET', '/faults');
});
afterEach(() => kaspi.control('PUT', '/faults', calm));
afterAll(() => kaspi.stop());

const expire = () => kaspi.control('PUT', '/faults', { sessionExpired: true });
const signIns = async () => {
  const stats = await kaspi.control<{ endpoints: Record<string, { requests: number }> }>('GET', '/stats');
  return stats.endpoints['id.login']?.requests ?? 0;
};

async function expiredStore(shop: TestShop): Promise<string> {
  const storeId = await aConnectedStore(shop);
  await expire();
  return storeId;
}

const needsReauth = (reason: string) => ({ code: 'store.needsReauth', params: { reason } });

describe('a session that Kaspi has ended', () => {
  it('is renewed silently and the work repeated once', async () => {
    const shop = await aShop(kaspi, trustedDevice(kaspi));
    const storeId = await expiredStore(shop);
    expect(await withCabinet(shop.deps, storeId, readShelf(shop.deps.marketplace))).toBe(kaspi.seller.products.length);
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ cabinet: 'connected' });
    expect(await eventsOf(shop)).toEqual(['store.cabinetConnected']);
  });

  it('is renewed once for twenty callers', async () => {
    const shop = await aShop(kaspi, trustedDevice(kaspi));
    const storeId = await expiredStore(shop);
    const before = await signIns();
    const counts = await Promise.all(
      Array.from({ length: 20 }, () => withCabinet(shop.deps, storeId, readShelf(shop.deps.marketplace))),
    );
    expect(new Set(counts)).toEqual(new Set([kaspi.seller.products.length]));
    // The password alone: a trusted device is asked for no code.
    expect((await signIns()) - before).toBe(1);
  });

  it('asks the seller for the code that Kaspi wants, tells so once, and takes it', async () => {
    const shop = await aShop(kaspi);
    const storeId = await expiredStore(shop);
    const work = () => withCabinet(shop.deps, storeId, readShelf(shop.deps.marketplace));
    await expect(work()).rejects.toMatchObject(needsReauth('code_required'));
    const before = await signIns();
    await expect(work()).rejects.toMatchObject(needsReauth('code_required'));
    expect(await signIns()).toBe(before);
    expect(await eventsOf(shop)).toEqual(['store.cabinetConnected', 'store.needsReauth']);
    const store = await shop.run((scope) => findStore(scope, storeId));
    expect(store).toMatchObject({ cabinet: 'code-needed', reauthReason: 'code_required' });
    await submitCabinetCode(shop.deps, { storeId, code: await kaspi.newestCode(kaspi.seller.email) });
    expect(await work()).toBe(kaspi.seller.products.length);
  });

  it('asks for a new password when the kept one is refused', async () => {
    const shop = await aShop(kaspi, (marketplace) =>
      withOtherCabinet(marketplace, (cabinet) => ({
        signIn: (login) => cabinet.signIn('email' in login ? { ...login, password: 'changed since' } : login),
      })),
    );
    const signedIn = { ...shop, deps: { ...shop.deps, marketplace: kaspi.client() } };
    const storeId = await expiredStore(signedIn);
    const work = withCabinet(shop.deps, storeId, readShelf(shop.deps.marketplace));
    await expect(work).rejects.toMatchObject(needsReauth('invalid_credentials'));
  });

  it("is not replaced by another merchant's", async () => {
    const shop = await aShop(kaspi, (marketplace) =>
      withOtherCabinet(trustedDevice(kaspi)(marketplace), () => ({ merchants: async () => [{ uid: 'another' }] })),
    );
    const storeId = await expiredStore({ ...shop, deps: { ...shop.deps, marketplace: kaspi.client() } });
    const work = withCabinet(shop.deps, storeId, readShelf(shop.deps.marketplace));
    await expect(work).rejects.toMatchObject(needsReauth('credentials_missing'));
  });

  it('is replaced by the one of a sign-in that broke off after its code', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    const { email, password } = kaspi.seller;
    await startCabinetSignIn(shop.deps, { storeId, login: { email, password } });
    await kaspi.control('POST', '/faults/next', { endpoint: 'cabinet.whoami', status: 500, times: 3 });
    const submit = submitCabinetCode(shop.deps, { storeId, code: await kaspi.newestCode(email) });
    await expect(submit).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ signIn: 'merchant' });
    const before = await signIns();
    const fresh = { ...shop.deps, marketplace: kaspi.client() };
    expect(await withCabinet(fresh, storeId, readShelf(fresh.marketplace))).toBe(kaspi.seller.products.length);
    expect(await signIns()).toBe(before);
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ cabinet: 'connected', signIn: null });
  });

  it('that was made by phone needs a new SMS, without sending one unasked', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    const { phone } = kaspi.seller;
    await startCabinetSignIn(shop.deps, { storeId, login: { phone } });
    await submitCabinetCode(shop.deps, { storeId, code: await kaspi.newestCode(phone) });
    await expire();
    const before = await signIns();
    const work = withCabinet(shop.deps, storeId, readShelf(shop.deps.marketplace));
    await expect(work).rejects.toMatchObject(needsReauth('code_required'));
    expect(await signIns()).toBe(before);
  });

  it('is left alone while Kaspi cannot be reached: that is no reason to ask the seller', async () => {
    const shop = await aShop(kaspi);
    const storeId = await expiredStore(shop);
    await kaspi.control('PUT', '/faults', { unreachable: true, affects: ['id'] });
    const work = withCabinet(shop.deps, storeId, readShelf(shop.deps.marketplace));
    await expect(work).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ reauthReason: null });
  });

  it('and ends again at once is not renewed for ever', async () => {
    const shop = await aShop(kaspi, trustedDevice(kaspi));
    const storeId = await aConnectedStore(shop);
    let tries = 0;
    const work = withCabinet(shop.deps, storeId, async (session, store) => {
      tries += 1;
      await expire();
      return readShelf(shop.deps.marketplace)(session, store);
    });
    await expect(work).rejects.toMatchObject(needsReauth('code_required'));
    expect(tries).toBe(2);
  });
});

describe('the cabinet', () => {
  it('passes other failures of the work on', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    const work = withCabinet(shop.deps, storeId, () => Promise.reject(new Error('ours')));
    await expect(work).rejects.toThrow('ours');
  });

  it('is rechecked, and renewed where that helps', async () => {
    const shop = await aShop(kaspi, trustedDevice(kaspi));
    const storeId = await expiredStore(shop);
    expect(await recheckCabinet(shop.deps, { storeId })).toMatchObject({ cabinet: 'connected' });
  });

  it('gives the repricer its live session, a renewed one, or none', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    const access = createCabinetAccess(shop.deps.marketplace);
    const revive = () => access.revive(shop.deps.inCompany, storeId, AbortSignal.timeout(10_000));
    const session = await shop.run((scope) => access.readSession(scope, storeId));
    expect(await revive()).toEqual(session);
    await expire();
    expect(await revive()).toBeUndefined();
    expect(await shop.run((scope) => access.readSession(scope, storeId))).toBeUndefined();
  });

  it('of another company is not found', async () => {
    const [shop, stranger] = [await aShop(kaspi), await aShop(kaspi)];
    const storeId = await aConnectedStore(shop);
    const notFound = { code: 'store.notFound' };
    const work = () => Promise.resolve('in');
    await expect(withCabinet(stranger.deps, storeId, work)).rejects.toMatchObject(notFound);
    await expect(recheckCabinet(stranger.deps, { storeId })).rejects.toMatchObject(notFound);
    const revived = reviveCabinet(stranger.deps, { storeId, expired: { cookies: '' } });
    await expect(revived).rejects.toMatchObject(notFound);
  });
});
