import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { archiveProduct } from '#src/catalog/index.ts';
import { tenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { pauseRule, setBounds, setPriceByHand } from '#src/pricing/index.ts';
import { Store } from '#src/stores/store.entity.ts';
import type { CabinetSession, Marketplace } from '#src/stores/store.ports.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import { startScriptedServer } from '../integrations/kaspi-scripted-server.ts';
import { roomy, startFight } from './fight.ts';
import { aRepricer, type Repricer } from './repricer.ts';

let kaspi: KaspiSandbox;
let session: CabinetSession;
let calm: object;

beforeAll(async () => {
  kaspi = await startKaspi();
  await kaspi.control('PUT', '/faults', { ...roomy, priceApplyDelayMs: 20 });
  calm = await kaspi.control('GET', '/faults');
  session = await kaspi.signIn(kaspi.client());
});

afterEach(async () => {
  await kaspi.control('PUT', '/faults', calm);
  await kaspi.control('DELETE', '/limits');
});

afterAll(() => kaspi.stop());

const faults = (patch: object) => kaspi.control('PUT', '/faults', patch);
const aFight = (index: number, wrap?: (real: Marketplace) => Marketplace) =>
  startFight(kaspi, { index, session, ...(wrap && { wrap }) });

describe('a decided price', () => {
  it.each([
    ['its rule was paused', 19, ({ storeId }, scope) => pauseRule(scope, { storeId })],
    ['its minimum was raised', 20, ({ listingId }, scope) => setBounds(scope, { listingId, minTiyn: tenge(4_995) })],
    ['its store was disconnected', 21, ({ storeId }, { em }) => em.nativeUpdate(Store, storeId, { isActive: false })],
    ['its product was archived', 22, ({ productId }, scope) => archiveProduct(scope, { productId })],
  ] as [string, number, (fight: Repricer, scope: Scope) => Promise<unknown>][])(
    'sends no price after %s while the cabinet was entered anew',
    async (_, index, change) => {
      const fight = await aFight(index);
      await faults({ sessionExpired: true });
      fight.meanwhile.signingIn = async () => {
        session = await kaspi.signIn(kaspi.client());
        fight.sessions.revived = session;
        await fight.shop.run((scope) => change(fight, scope));
      };
      await fight.run();
      expect(await fight.pushes()).toEqual([]);
      expect(await fight.decisions()).toMatchObject([{ state: 'replaced', pushId: null }]);
      expect(await fight.price()).toMatchObject({ pendingTiyn: null, lastReason: 'not_sent' });
    },
  );

  it('sends no price set by hand that the bounds have left behind, and says so', async () => {
    const fight = await aRepricer(kaspi, { index: 23, session });
    const { shop, listingId } = fight;
    await shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(4_000) }));
    await shop.run((scope) => setBounds(scope, { listingId, minTiyn: tenge(4_500) }));
    await fight.run();
    expect(await fight.pushes()).toEqual([]);
    expect(await fight.decisions()).toMatchObject([{ state: 'failed', failure: 'pricing.belowMinimum' }]);
    expect(await fight.events('price.failed')).toHaveLength(1);
    expect(await fight.isDue()).toBe(false);
  });

  it('set by hand is sent again as it is when it was ignored, whatever the rule would do', async () => {
    const fight = await aFight(0);
    await fight.shop.run((scope) => setPriceByHand(scope, { listingId: fight.listingId, priceTiyn: tenge(5_500) }));
    await faults({ ignorePushes: true });
    await fight.run();
    await fight.settled();
    await faults({ ignorePushes: false });
    await fight.nextRun(1_801);
    await fight.settled();
    expect((await fight.pushes()).map(({ price }) => price)).toEqual([5_500, 5_500]);
    expect((await fight.decisions()).map(({ state, toTiyn }) => [state, toTiyn])).toEqual([
      ['ignored', tenge(5_500)],
      ['pending', tenge(5_500)],
    ]);
    expect(await fight.shown()).toBe(5_500);
  });

  it('waits without an end of trying when its store was disconnected before the run', async () => {
    const fight = await aRepricer(kaspi, { index: 3, session });
    const { shop, listingId, storeId } = fight;
    await shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(5_500) }));
    await shop.run(({ em }) => em.nativeUpdate(Store, storeId, { isActive: false }));
    await fight.run();
    expect(await fight.pushes()).toEqual([]);
    expect(await fight.decisions()).toMatchObject([{ state: 'proposed' }]);
  });

  it('that cannot have left is free at once, and the store rests', async () => {
    const gone = await startScriptedServer();
    await gone.stop();
    const dead = kaspi.client({ cabinetUrl: gone.url });
    const fight = await aFight(1, (real) => ({ ...real, cabinet: dead.cabinet }));
    await fight.run();
    expect(await fight.decisions()).toMatchObject([{ state: 'proposed', failure: 'marketplace.notSent' }]);
    expect(await fight.price()).toMatchObject({ pendingTiyn: null, lastReason: 'not_sent' });
    expect(await fight.isDue()).toBe(false);
    fight.clock.forward(31);
    expect(await fight.isDue()).toBe(true);
  });

  it('asks the seller once the cabinet refuses a renewed session too', async () => {
    const fight = await aFight(2);
    fight.sessions.revived = { ...session };
    await faults({ sessionExpired: true });
    await fight.run();
    expect(fight.sessions.revivals).toBe(1);
    expect(await fight.decisions()).toMatchObject([{ state: 'proposed', failure: 'marketplace.sessionExpired' }]);
    expect(await fight.events('store.needsReauth')).toHaveLength(1);
    fight.clock.forward(3_600);
    expect(await fight.isDue()).toBe(false);
    session = await kaspi.signIn(kaspi.client());
  });

  it('decides nothing for a store that was disconnected while its card was read', async () => {
    const fight: Repricer = await aFight(24, (real) => ({
      ...real,
      storefront: {
        async listOffers(...query) {
          await fight.shop.run(({ em }) => em.nativeUpdate(Store, fight.storeId, { isActive: false }));
          return real.storefront.listOffers(...query);
        },
      },
    }));
    await fight.run();
    expect(await fight.decisions()).toEqual([]);
  });
});
