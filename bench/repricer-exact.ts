import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import { createKaspiMarketplace } from '../src/integrations/kaspi/kaspi-marketplace.ts';
import { newId } from '../src/kernel/ids.ts';
import { expectedTenge, type OracleCase } from '../test/pricing/oracle.ts';
import type { Bench, BenchLine, BenchSize } from './bench.ts';
import { createWorker, type Worker } from './repricer/check-all.ts';
import { addSeller, type Market, openMarket, type Seller } from './repricer/market.ts';
import { type BenchData, openBenchData } from './repricer/open-data.ts';
import { type Rivals, rivalsOf, ruleOf } from './repricer/script.ts';
import { seedShops, startOver } from './repricer/shops.ts';

const MIN = 4_200;
const MAX = 5_900;
const shapes: Readonly<Record<BenchSize, { products: number; rounds: number }>> = {
  full: { products: 2_000, rounds: 20 },
  small: { products: 60, rounds: 3 },
};

/** A scripted market: every price where an oracle says it must stand, and no push that changes nothing. */
export const repricerExact: Bench = { name: 'repricer.exact', measure };

interface Stage {
  readonly market: Market;
  readonly data: BenchData;
  readonly seller: Seller;
  readonly worker: Worker;
  forward(seconds: number): void;
}

interface Score {
  prices: number;
  wrong: number;
  readonly examples: string[];
}

async function measure(size: BenchSize): Promise<BenchLine> {
  const { products, rounds } = shapes[size];
  let aheadMs = 0;
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  const market = await openMarket({ cards: products, rivals: 1 });
  const data = await openBenchData({ clock });
  try {
    const seller = await addSeller(market, { uid: 'Seller', from: 0, count: products });
    await seed(data, seller, products);
    const { cabinet } = createKaspiMarketplace(market.client);
    const signIn = await cabinet.signIn({ email: seller.email, password: seller.password });
    if (signIn.kind !== 'signed-in') {
      throw new Error('the stand-in asked for a code');
    }

    const settings = { freshnessSeconds: 0 };
    const worker = createWorker({ market, data, clock, settings, session: signIn.session });
    const stage: Stage = {
      ...{ market, data, seller, worker },
      forward: (seconds) => {
        aheadMs += seconds * 1_000;
      },
    };
    const before = await shownPrices(stage);
    const score = await play(stage, { products, rounds, start: before });
    return lineOf(score, { products, rounds, ...(await countPushes(stage, before)) });
  } finally {
    await data.stop();
    await market.stop();
  }
}

/** One store with every strategy that a price alone decides, in turns; the guards off and the budget without an end. */
async function seed(data: BenchData, seller: Seller, products: number): Promise<void> {
  const [shop] = await seedShops(data.database, {
    ...{ companies: 1, listings: products, channel: 'cabinet', guards: 'off', maxTenge: MAX },
    priceTenge: 5_000,
    seller: () => seller,
    minTenge: () => MIN,
    card: (_, listing) => listing,
  });
  await shop?.inCompany(async ({ em, companyId }) => {
    await em.execute('update store_pricings set change_budget = 1000000');
    const rows = await em.execute<{ id: string; sku: string }[]>('select id, sku from listings');
    const rules = rows.map(({ id, sku }) => ({ id: newId(), listing: id, ...ruleOf(seller.skus.indexOf(sku)) }));
    await em.execute(rulesSql, [companyId, shop.storeId, JSON.stringify(rules)]);
  });
}

/** After each round of the script: looks until everything rests, then every price beside the oracle's. */
async function play(
  stage: Stage,
  { products, rounds, start }: { products: number; rounds: number; start: ReadonlyMap<string, number> },
): Promise<Score> {
  const score: Score = { prices: 0, wrong: 0, examples: [] };
  const expected = stage.seller.skus.map((sku) => start.get(sku) ?? 0);
  for (let round = 1; round <= rounds; round += 1) {
    const markets = Array.from({ length: products }, (_, product) => rivalsOf(product, round));
    await setUp(stage, markets);
    // The first look moves, the second sees that the price has arrived, the third finds nothing left to do.
    for (let look = 0; look < 3; look += 1) {
      await startOver(stage.data.database, { keepMoves: true });
      await stage.worker.workAll();
      await settled(stage);
      stage.forward(901);
    }
    const shown = await shownPrices(stage);
    for (const [product, rivals] of markets.entries()) {
      expected[product] = expectedTenge(caseOf(product, { rivals, currentTenge: expected[product] ?? 0 }));
      judge(score, { product, round, shown: shown.get(stage.seller.skus[product] ?? ''), expected: expected[product] });
    }
  }
  return score;
}

function judge(
  score: Score,
  { product, round, shown, expected }: { product: number; round: number; shown: number | undefined; expected: number },
): void {
  score.prices += 1;
  if (shown !== expected) {
    score.wrong += 1;
    score.examples.push(`product ${product} in round ${round}: ${shown} instead of ${expected}`);
  }
}

/** Nobody is left beside us on some cards; those keep our own offer only. */
async function setUp({ market }: Stage, markets: readonly Rivals[]): Promise<void> {
  const queue = new PQueue({ concurrency: 16 });
  await queue.addAll(
    markets.map((rivals, product) => () => {
      const offers = Object.entries(rivals).map(([merchantId, price]) => ({
        merchantId,
        merchantName: merchantId,
        price,
      }));
      return market.control.put(`/kaspi/cards/${200_000_000 + product}/offers`, { offers });
    }),
  );
}

async function settled({ market }: Stage): Promise<void> {
  for (;;) {
    const pushes = await market.control.get<{ state: string }[]>('/kaspi/pushes');
    if (pushes.every(({ state }) => state !== 'queued')) {
      return;
    }
    await pause(20);
  }
}

async function shownPrices({ market, seller }: Pick<Stage, 'market' | 'seller'>): Promise<Map<string, number>> {
  const path = `/kaspi/state?merchant=${seller.uid}`;
  const { merchants } = await market.control.get<{ merchants: { listings: { sku: string; price: number }[] }[] }>(path);
  return new Map(merchants[0]?.listings.map(({ sku, price }) => [sku, price]));
}

/** A push is in vain when it asks for the price that stands already. */
async function countPushes({ market }: Stage, before: ReadonlyMap<string, number>) {
  const pushes = await market.control.get<{ sku: string; price: number }[]>('/kaspi/pushes');
  const standing = new Map(before);
  let inVain = 0;
  for (const { sku, price } of pushes) {
    inVain += standing.get(sku) === price ? 1 : 0;
    standing.set(sku, price);
  }
  return { pushes: pushes.length, inVain };
}

function caseOf(product: number, { rivals, currentTenge }: { rivals: Rivals; currentTenge: number }): OracleCase {
  const { strategy, belowFloor, stepTiyn, topN, chosen, excluded, friends } = ruleOf(product);
  const others = Object.entries(rivals).map(([merchantId, price]) => ({
    ...plain,
    merchantId,
    priceTiyn: price * 100,
  }));
  return {
    ...{ offers: [...others, { ...plain, merchantId: 'Seller', priceTiyn: currentTenge * 100 }], own: 'Seller' },
    ...{ strategy, belowFloor, chosen, excluded, friends, stepTenge: stepTiyn / 100, topN },
    ...{ filters: { minRatingTenths: null, maxDeliveryDays: null, skipsPreorder: false, onlyInCity: false } },
    ...{ climbBps: 0, lowStock: 0, lowStockBps: 0, windows: [], minute: 0, stock: null, customTiyn: null },
    ...{ currentTenge, minTenge: MIN, maxTenge: MAX, profitTiyn: 'unasked', marginTiyn: 'unknown' },
  };
}

const plain = { merchantName: '', reviews: 0, deliveryDuration: 'TOMORROW', preorder: 0, locatedInCity: true };

function lineOf(
  { prices, wrong, examples }: Score,
  facts: { products: number; rounds: number; pushes: number; inVain: number },
): BenchLine {
  return {
    bench: 'repricer.exact',
    goal: 'every price stands where the oracle says after each round of a scripted market, and no push changes nothing',
    met: wrong === 0 && facts.inVain === 0,
    figures: {
      ...{ goalWrong: 0, wrong, goalPushesInVain: 0, pushesInVain: facts.inVain, pushes: facts.pushes },
      ...{ prices, products: facts.products, rounds: facts.rounds, examples: examples.slice(0, 5) },
      baseline: "brute force over whole tenge from the rules' text, which imports nothing of the product",
      lifted: "the guards, the change budget and Kaspi's limits",
    },
  };
}

const rulesSql = `insert into pricing_rules (id, created_at, updated_at, company_id, store_id, listing_id, is_enabled, strategy,
    step_tiyn, top_n, below_floor, rival_merchant_id, work_from_minute, work_to_minute, excluded_merchant_ids,
    friendly_merchant_ids)
  select v.id, now(), now(), ?, ?, v.listing, true, v.strategy, v."stepTiyn", v."topN", v."belowFloor", v.chosen, 0, 0,
    array(select jsonb_array_elements_text(v.excluded)), array(select jsonb_array_elements_text(v.friends))
  from jsonb_to_recordset(?::jsonb) v(id uuid, listing uuid, strategy text, "stepTiyn" bigint, "topN" int,
    "belowFloor" text, chosen text, excluded jsonb, friends jsonb)`;
