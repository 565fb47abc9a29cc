import { expect } from '@jest/globals';
import { tenge } from '#src/kernel/money.ts';
import { answerMove, enableRule, noFilters, pauseRule, setBounds, setPriceByHand } from '#src/pricing/index.ts';
import type { Bazaar, SentPrice } from './bazaar.ts';
import { anOffer } from './market.ts';
import { expectedTenge } from './oracle.ts';
import { faults, type Happening } from './random-market.ts';
import { openStall, type Stall } from './stall.ts';
import { aWorker, type Worker } from './worker.ts';

const BUDGET = 10;
const HALF_HOUR_MS = 1_800_000;

interface Product {
  min: number;
  max: number;
  rival: number | null;
  /** Set by hand last; what the seller says may be sent where it stands already, because another may be on its way. */
  byHand: number;
}

interface Play {
  readonly bazaar: Bazaar;
  readonly stall: Stall;
  readonly workers: readonly Worker[];
  readonly products: readonly Product[];
  isOn: boolean;
}

/**
 * Plays a market on a fresh stall. After each happening: no price left its bounds of that time, none was sent in vain,
 * the budget held, one price at most was on its way and one waited. In the end, all faults gone, every price is where the
 * oracle wants it.
 */
export async function playMarket(bazaar: Bazaar, happenings: readonly Happening[]): Promise<void> {
  const cards = bazaar.takeCards(3);
  const limits = { changeBudget: BUDGET, maxMoveBps: 1_500 };
  const stall = await openStall(bazaar, { cards, limits, rule: { checkIntervalSeconds: 300 } });
  const products = cards.map(() => ({ min: 4_000, max: 6_000, rival: 5_000, byHand: 0 }));
  const play: Play = { bazaar, stall, workers: [aWorker(bazaar), aWorker(bazaar)], products, isOn: true };
  const wrong: string[] = [];
  bazaar.watch((sent) => wrong.push(...faultsOf(play, sent)));
  for (const one of happenings) {
    await happen(play, one);
    expect(wrong).toEqual([]);
    await expectOneAtATime(play);
  }
  await comeToRest(play);
  expect(wrong).toEqual([]);
  const shown = await Promise.all(cards.map((_, index) => stall.shown(index)));
  expect(shown).toEqual(products.map((product, index) => wanted(play, product, shown[index] ?? 0)));
}

function faultsOf({ stall, products }: Play, { uid, sku, price, isNew, at }: SentPrice): string[] {
  const product = products[stall.skus.indexOf(sku)];
  if (uid !== stall.uid || !product) {
    return [];
  }

  const recent = stall.sent().filter((one) => one.at > at - HALF_HOUR_MS);
  return [
    ...(price < product.min || price > product.max ? [`${sku} at ${price} outside ${product.min}–${product.max}`] : []),
    ...(isNew || price === product.byHand ? [] : [`${sku} at ${price} again`]),
    ...(recent.length > BUDGET ? [`${recent.length} changes in half an hour`] : []),
  ];
}

async function happen(play: Play, one: Happening): Promise<void> {
  const { bazaar, stall, workers, products } = play;
  switch (one.kind) {
    case 'rival':
      await moveRival(play, one);
      break;
    case 'fault':
      await bazaar.faults(faults[one.fault]);
      break;
    case 'calm':
      await bazaar.calm();
      break;
    case 'time':
      bazaar.clock.forward(one.seconds);
      break;
    case 'bounds':
      Object.assign(products[one.product] ?? {}, { min: one.min, max: one.max });
      await withListing(stall, one.product, (listingId) =>
        stall.shop.run((scope) => setBounds(scope, { listingId, minTiyn: tenge(one.min), maxTiyn: tenge(one.max) })),
      );
      break;
    case 'switch':
      play.isOn = !play.isOn;
      await stall.shop.run((scope) => (play.isOn ? enableRule : pauseRule)(scope, { storeId: stall.storeId }));
      break;
    case 'by-hand':
      await setByHand(play, one);
      break;
    case 'answer':
      await answerAll(stall, one.answer);
      break;
    case 'work':
      await Promise.all(workers.slice(0, one.workers).map((worker) => worker.turn(stall)));
      break;
  }
}

async function withListing(stall: Stall, index: number, work: (listingId: string) => Promise<unknown>): Promise<void> {
  const listingId = stall.listingIds[index];
  if (listingId) {
    await work(listingId);
  }
}

async function moveRival({ stall, products }: Play, { product, price }: Extract<Happening, { kind: 'rival' }>) {
  Object.assign(products[product] ?? {}, { rival: price });
  await stall.rivals(product, price === null ? {} : { MobiShop: price });
}

/** A price outside the bounds is refused by the verb itself. */
async function setByHand({ stall, products }: Play, { product, price }: Extract<Happening, { kind: 'by-hand' }>) {
  const { min = 0, max = 0 } = products[product] ?? {};
  const inside = Math.min(Math.max(price, min), max);
  Object.assign(products[product] ?? {}, { byHand: inside });
  await withListing(stall, product, (listingId) =>
    stall.shop.run((scope) => setPriceByHand(scope, { listingId, priceTiyn: tenge(inside) })),
  );
}

async function answerAll(stall: Stall, answer: 'allow' | 'refuse'): Promise<void> {
  for (const { id } of (await stall.decisions()).filter(({ state }) => state === 'held')) {
    await stall.shop.run((scope) => answerMove(scope, { decisionId: id, answer }));
  }
}

async function expectOneAtATime({ stall }: Play): Promise<void> {
  const decisions = await stall.decisions();
  for (const states of [
    ['pushing', 'pending', 'unknown'],
    ['held', 'proposed'],
  ]) {
    const prices = decisions.filter(({ state }) => states.includes(state)).map((one) => one.listingPriceId);
    expect(new Set(prices).size).toBe(prices.length);
  }
}

/** All faults go, a day passes so that refusals and rests are over, the rule is on, and the seller allows everything. */
async function comeToRest(play: Play): Promise<void> {
  const { bazaar, stall, workers } = play;
  await bazaar.calm();
  await stall.shop.run((scope) => enableRule(scope, { storeId: stall.storeId }));
  bazaar.clock.forward(90_000);
  for (let round = 0; round < 14; round++) {
    await workers[round % 2]?.turn(stall);
    await answerAll(stall, 'allow');
    await new Promise((resolve) => setTimeout(resolve, 5));
    bazaar.clock.forward(301);
  }
}

function wanted({ stall }: Play, { min, max, rival }: Product, shown: number): number {
  const offers = rival === null ? [] : [anOffer('MobiShop', tenge(rival))];
  return expectedTenge({
    ...{ offers, own: stall.uid, excluded: [], friends: [], filters: noFilters, chosen: null, stepTenge: 1, topN: 1 },
    ...{ strategy: 'always_first', belowFloor: 'hold', climbBps: 0, lowStock: 0, lowStockBps: 0, windows: [] },
    ...{ minute: 0, stock: null, customTiyn: null, profitTiyn: 'unasked', marginTiyn: 'unknown' },
    ...{ currentTenge: shown, minTenge: min, maxTenge: max },
  });
}
