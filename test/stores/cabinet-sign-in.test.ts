import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import {
  chooseMerchant,
  connectShopToken,
  createStore,
  disconnectStore,
  findStore,
  listStores,
  Store,
  startCabinetSignIn,
  submitCabinetCode,
  withCabinet,
} from '#src/stores/index.ts';
import { openSecret } from '#src/stores/store-secrets.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import {
  aConnectedStore,
  aMovableClock,
  aShop,
  connect,
  connectedId,
  eventsOf,
  readShelf,
  storedText,
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

async function anEmptyStore() {
  const shop = await aShop(kaspi);
  const { id: storeId } = await shop.run((scope) => createStore(scope, { name: 'Kaspi' }));
  return { shop, storeId };
}

const login = () => ({ email: kaspi.seller.email, password: kaspi.seller.password });

describe('signing in to the cabinet', () => {
  it('by e-mail asks for the code, goes on after a restart, and learns the merchant and its points', async () => {
    const { shop, storeId } = await anEmptyStore();
    const step = await startCabinetSignIn(shop.deps, { storeId, login: login() });
    expect(step).toEqual({ kind: 'code-needed', storeId, channel: 'email' });
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({
      cabinet: 'code-needed',
      loginHint: expect.stringMatching(/^.•••@/),
    });
    const restarted = { ...shop.deps, marketplace: kaspi.client() };
    const code = await kaspi.newestCode(kaspi.seller.email);
    const done = await submitCabinetCode(restarted, { storeId, code });
    expect(done).toMatchObject({
      kind: 'connected',
      store: { id: storeId, name: kaspi.seller.name, merchantUid: kaspi.seller.uid, cabinet: 'connected' },
    });
    const store = await shop.run((scope) => findStore(scope, storeId));
    expect(store.points.map((point) => point.cityId)).toEqual(['750000000', '710000000']);
    expect(store.authenticatedAt).toBeInstanceOf(Date);
    expect(await eventsOf(shop)).toEqual(['store.cabinetConnected']);
  });

  it('keeps e-mail, password and cookies unreadable', async () => {
    const shop = await aShop(kaspi);
    await aConnectedStore(shop);
    const text = await storedText(shop);
    expect(text).not.toContain(kaspi.seller.password);
    expect(text).not.toContain(kaspi.seller.email);
    expect(text).not.toContain('mc-sid');
  });

  it('by phone asks for the code from the SMS', async () => {
    const { shop, storeId } = await anEmptyStore();
    const { phone } = kaspi.seller;
    const step = await startCabinetSignIn(shop.deps, { storeId, login: { phone: phone.replace('+7', '8') } });
    expect(step).toMatchObject({ kind: 'code-needed', channel: 'sms' });
    const done = await submitCabinetCode(shop.deps, { storeId, code: await kaspi.newestCode(phone) });
    expect(connectedId(done)).toBe(storeId);
  });

  it('tells a wrong password, a wrong code, a flood and a forgotten sign-in apart', async () => {
    const { shop, storeId } = await anEmptyStore();
    const start = (password: string) => startCabinetSignIn(shop.deps, { storeId, login: { ...login(), password } });
    const submit = (code: string) => submitCabinetCode(shop.deps, { storeId, code });
    await expect(start('wrong')).rejects.toMatchObject({ code: 'marketplace.invalidCredentials' });
    await expect(submit('123456')).rejects.toMatchObject({ code: 'store.codeNotAwaited' });
    await kaspi.control('PUT', '/faults', { mfaFlood: 'MFA_SEND_FLOOD' });
    await expect(start(kaspi.seller.password)).rejects.toMatchObject({ code: 'marketplace.codeFlood' });
    await kaspi.control('PUT', '/faults', calm);
    await start(kaspi.seller.password);
    await expect(submit('000000')).rejects.toMatchObject({ code: 'marketplace.codeWrong' });
    await submit(await kaspi.newestCode(kaspi.seller.email));
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ cabinet: 'connected' });
  });

  it('with a code that comes too late has to begin anew', async () => {
    const { shop, storeId } = await anEmptyStore();
    const late = await aShop(kaspi, (marketplace) =>
      withOtherCabinet(marketplace, (cabinet) => ({
        submitCode: (pending, code) => cabinet.submitCode({ ...pending, cookies: '{"cookies":[]}' }, code),
      })),
    );
    await startCabinetSignIn(shop.deps, { storeId, login: login() });
    const submit = submitCabinetCode({ ...shop.deps, marketplace: late.deps.marketplace }, { storeId, code: '123456' });
    await expect(submit).rejects.toMatchObject({ code: 'store.codeTooLate' });
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ cabinet: 'missing' });
  });

  it('is refused for what is no e-mail and no phone', async () => {
    const { shop, storeId } = await anEmptyStore();
    const start = (bad: Parameters<typeof startCabinetSignIn>[1]['login']) =>
      startCabinetSignIn(shop.deps, { storeId, login: bad });
    await expect(start({ email: 'aigul', password: 'x' })).rejects.toMatchObject({ code: 'store.loginMalformed' });
    await expect(start({ phone: '12' })).rejects.toMatchObject({ code: 'store.phoneUnreadable' });
  });

  it('loses nothing when Kaspi cannot be reached or answers with a page', async () => {
    const { shop, storeId } = await anEmptyStore();
    await startCabinetSignIn(shop.deps, { storeId, login: login() });
    const code = await kaspi.newestCode(kaspi.seller.email);
    await kaspi.control('PUT', '/faults', { unreachable: true });
    const submit = () => submitCabinetCode(shop.deps, { storeId, code });
    await expect(submit()).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    await kaspi.control('PUT', '/faults', { unreachable: false, htmlInsteadOfJson: true });
    await expect(submit()).rejects.toMatchObject({ code: 'marketplace.blocked' });
    await kaspi.control('PUT', '/faults', calm);
    expect(connectedId(await submit())).toBe(storeId);
  });

  it('that breaks off after the code goes on without another one', async () => {
    const { shop, storeId } = await anEmptyStore();
    await startCabinetSignIn(shop.deps, { storeId, login: login() });
    const code = await kaspi.newestCode(kaspi.seller.email);
    await kaspi.control('POST', '/faults/next', { endpoint: 'cabinet.whoami', status: 500, times: 3 });
    const submit = submitCabinetCode(shop.deps, { storeId, code });
    await expect(submit).rejects.toMatchObject({ code: 'marketplace.unreachable' });
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({ cabinet: 'merchant-needed' });
    expect(connectedId(await chooseMerchant(shop.deps, { storeId }))).toBe(storeId);
  });

  it('sends one code, whatever the number of taps', async () => {
    const { shop, storeId } = await anEmptyStore();
    const sent = async () => (await kaspi.control<unknown[]>('GET', `/mailbox?login=${kaspi.seller.email}`)).length;
    const before = await sent();
    const taps = await Promise.allSettled(
      Array.from({ length: 20 }, () => startCabinetSignIn(shop.deps, { storeId, login: login() })),
    );
    expect(taps.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect((await sent()) - before).toBe(1);
    const code = await kaspi.newestCode(kaspi.seller.email);
    const codes = await Promise.allSettled(
      Array.from({ length: 20 }, () => submitCabinetCode(shop.deps, { storeId, code })),
    );
    expect(codes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await eventsOf(shop)).toEqual(['store.cabinetConnected']);
    for (const refused of [...taps, ...codes].filter((tap) => tap.status === 'rejected')) {
      expect(refused.reason).toMatchObject({ code: expect.stringMatching(/^store\.(signInBusy|codeNotAwaited)$/) });
    }
  });

  it('that a killed process left behind is free again after a minute', async () => {
    const clock = aMovableClock();
    const shop = await aShop(kaspi, undefined, clock);
    const { id: storeId } = await shop.run((scope) => createStore(scope, { name: 'Kaspi' }));
    const until = new Date(clock.now().getTime() + 60_000);
    await shop.run(async ({ em }) => {
      (await em.findOneOrFail(Store, { id: storeId })).claimCabinet({ claim: newId(), at: clock.now(), until });
    });
    const start = () => startCabinetSignIn(shop.deps, { storeId, login: login() });
    await expect(start()).rejects.toMatchObject({ code: 'store.signInBusy' });
    clock.skip(1.1);
    expect(await start()).toMatchObject({ kind: 'code-needed' });
  });

  it('asked again a minute later sends a fresh code', async () => {
    const clock = aMovableClock();
    const shop = await aShop(kaspi, undefined, clock);
    const { id: storeId } = await shop.run((scope) => createStore(scope, { name: 'Kaspi' }));
    const start = () => startCabinetSignIn(shop.deps, { storeId, login: login() });
    await start();
    const first = await kaspi.newestCode(kaspi.seller.email);
    await start();
    expect(await kaspi.newestCode(kaspi.seller.email)).toBe(first);
    clock.skip(1);
    await start();
    const second = await kaspi.newestCode(kaspi.seller.email);
    expect(second).not.toBe(first);
    expect(connectedId(await submitCabinetCode(shop.deps, { storeId, code: second }))).toBe(storeId);
  });

  it('of another company is not found', async () => {
    const { storeId } = await anEmptyStore();
    const { deps } = await aShop(kaspi);
    const notFound = { code: 'store.notFound' };
    await expect(startCabinetSignIn(deps, { storeId, login: login() })).rejects.toMatchObject(notFound);
    await expect(submitCabinetCode(deps, { storeId, code: '1' })).rejects.toMatchObject(notFound);
    await expect(chooseMerchant(deps, { storeId })).rejects.toMatchObject(notFound);
  });
});

async function loginOf(shop: TestShop, storeId: string): Promise<string | undefined> {
  return shop.run(async (scope) => {
    const { cabinetLogin } = await scope.em.findOneOrFail(Store, { id: storeId });
    return openSecret(scope, 'cabinetLogin', cabinetLogin);
  });
}

describe('the merchant behind an account', () => {
  it('that the company has already stays one store, with the newer secrets', async () => {
    const shop = await aShop(kaspi);
    const first = await aConnectedStore(shop);
    const second = await connectShopToken(shop.deps, { token: kaspi.seller.apiToken });
    expect(await connect(shop, second.id)).toBe(first);
    expect(await shop.run((scope) => listStores(scope))).toMatchObject([
      { id: first, token: 'connected', cabinet: 'connected' },
    ]);
  });

  it('comes back as the store it was', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    await shop.run((scope) => disconnectStore(scope, { storeId }));
    expect(await aConnectedStore(shop)).toBe(storeId);
  });

  it('is not swapped for another one', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    const swapped = connect(shop, storeId, kaspi.bigSeller);
    await expect(swapped).rejects.toMatchObject({ code: 'store.otherMerchant', params: { store: kaspi.seller.name } });
    expect(await shop.run((scope) => findStore(scope, storeId))).toMatchObject({
      merchantUid: kaspi.seller.uid,
      cabinet: 'connected',
      signIn: null,
    });
    expect(await withCabinet(shop.deps, storeId, readShelf(shop.deps.marketplace))).toBe(kaspi.seller.products.length);
  });

  it('goes on as it was when a new sign-in is left at its code', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    const before = await shop.run((scope) => findStore(scope, storeId));
    const { email, password } = kaspi.bigSeller;
    await startCabinetSignIn(shop.deps, { storeId, login: { email, password } });
    expect(await shop.run((scope) => findStore(scope, storeId))).toEqual({ ...before, signIn: 'code' });
    expect(await withCabinet(shop.deps, storeId, readShelf(shop.deps.marketplace))).toBe(kaspi.seller.products.length);
    await kaspi.control('PUT', '/faults', { sessionExpired: true });
    const trusting = { ...shop.deps, marketplace: trustedDevice(kaspi)(kaspi.client()) };
    expect(await withCabinet(trusting, storeId, readShelf(trusting.marketplace))).toBe(kaspi.seller.products.length);
  });

  it('keeps the password that worked until a new one has shown the same merchant', async () => {
    const shop = await aShop(kaspi);
    const storeId = await aConnectedStore(shop);
    await startCabinetSignIn(shop.deps, { storeId, login: { phone: kaspi.seller.phone } });
    expect(await loginOf(shop, storeId)).toBe(kaspi.seller.email);
    await submitCabinetCode(shop.deps, { storeId, code: await kaspi.newestCode(kaspi.seller.phone) });
    expect(await loginOf(shop, storeId)).toBe(kaspi.seller.phone);
  });

  it('is chosen by the seller when there are several', async () => {
    const shop = await aShop(kaspi, (marketplace) =>
      withOtherCabinet(marketplace, (cabinet) => ({
        merchants: async (...args) => [...(await cabinet.merchants(...args)), { uid: 'other', name: 'Other' }],
      })),
    );
    const { id: storeId } = await shop.run((scope) => createStore(scope, { name: 'Kaspi' }));
    await startCabinetSignIn(shop.deps, { storeId, login: login() });
    const code = await kaspi.newestCode(kaspi.seller.email);
    const step = await submitCabinetCode(shop.deps, { storeId, code });
    expect(step).toMatchObject({ kind: 'choose-merchant', merchants: [{ uid: kaspi.seller.uid }, { uid: 'other' }] });
    const choose = (merchantUid: string) => chooseMerchant(shop.deps, { storeId, merchantUid });
    await expect(choose('nobody')).rejects.toMatchObject({ code: 'store.merchantNotFound' });
    expect(connectedId(await choose(kaspi.seller.uid))).toBe(storeId);
  });
});
