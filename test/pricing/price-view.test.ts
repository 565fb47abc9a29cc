import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { enableRule, setBounds, setPricingRule } from '#src/pricing/index.ts';
import type { CabinetSession } from '#src/stores/store.ports.ts';
import { type KaspiSandbox, startKaspi } from '../integrations/kaspi-sandbox.ts';
import { aRepricer } from './repricer.ts';

let kaspi: KaspiSandbox;
let session: CabinetSession;

beforeAll(async () => {
  kaspi = await startKaspi();
  await kaspi.control('PUT', '/faults', { singleSession: false, priceApplyDelayMs: 20 });
  session = await kaspi.signIn(kaspi.client());
});

afterAll(() => kaspi.stop());

describe('what screens show of a price', () => {
  it('is told once when it has changed, and not when a look finds the same', async () => {
    const fight = await aRepricer(kaspi, { index: 18, session });
    const { shop, storeId, listingId } = fight;
    await fight.rivals({ MobiShop: 4_991 });
    await shop.run(async (scope) => {
      await setPricingRule(scope, { storeId, strategy: 'always_first', workFromMinute: 0, workToMinute: 0 });
      await enableRule(scope, { storeId });
      await setBounds(scope, { listingId, minTiyn: tenge(4_000), maxTiyn: tenge(6_000) });
    });
    const told = async () => (await fight.events('price.viewChanged')).length;
    expect(await told()).toBe(1);
    await fight.run();
    expect(await told()).toBe(2);
    await fight.settled();
    await fight.nextRun(61);
    expect(await told()).toBe(3);
    const shown = await fight.price();
    await fight.nextRun();
    expect((await fight.price()).checkedAt?.getTime()).toBeGreaterThan(shown.checkedAt?.getTime() ?? 0);
    expect(await told()).toBe(3);
    await fight.rivals({ MobiShop: 4_991, Technodom: 5_500 });
    await fight.nextRun();
    expect(await told()).toBe(4);
    await kaspi.control('PUT', '/faults', { unreachable: true });
    await fight.nextRun();
    await fight.nextRun();
    expect((await fight.price()).lastReason).toBe('kaspi_unavailable');
    expect(await told()).toBe(5);
    const [event] = await fight.events('price.viewChanged');
    expect(Object.keys(event?.payload ?? {}).sort()).toEqual(['listingIds']);
  });
});
