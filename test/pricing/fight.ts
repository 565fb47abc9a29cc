import { tenge } from '#src/kernel/money.ts';
import { enableRule, setBounds, setPricingRule, setStoreLimits } from '#src/pricing/index.ts';
import type { CabinetSession, Marketplace } from '#src/stores/store.ports.ts';
import type { KaspiSandbox } from '../integrations/kaspi-sandbox.ts';
import { aRepricer, type Repricer } from './repricer.ts';

/** Limits of the stand-in that tests of the cycle never reach. */
export const roomy = {
  singleSession: false,
  pushesPerSecond: 1_000,
  changesPer30Minutes: 100_000,
  offersPerSecond: 1_000,
};

/** Which product fights, and with which session and marketplace. */
export interface FightOptions {
  readonly index: number;
  readonly session: CabinetSession;
  readonly wrap?: (real: Marketplace) => Marketplace;
}

/** A listing at 5 000 ₸ between 4 000 and 6 000, one rival at 4 991, always first, round the clock, guards off. */
export async function startFight(kaspi: KaspiSandbox, options: FightOptions): Promise<Repricer> {
  const repricer = await aRepricer(kaspi, options);
  const { shop, storeId, listingId } = repricer;
  await kaspi.control('PUT', '/faults', { priceApplyDelayMs: 20 });
  await shop.run(async (scope) => {
    await setPricingRule(scope, { storeId, strategy: 'always_first', workFromMinute: 0, workToMinute: 0 });
    await enableRule(scope, { storeId });
    await setStoreLimits(scope, { storeId, maxMoveBps: null, maxStoreShareBps: null, warMoves: null });
    await setBounds(scope, { listingId, minTiyn: tenge(4_000), maxTiyn: tenge(6_000) });
  });
  await repricer.rivals({ MobiShop: 4_991 });
  return repricer;
}
