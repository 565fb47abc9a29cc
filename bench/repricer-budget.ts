import { createKaspiMarketplace } from '../src/integrations/kaspi/kaspi-marketplace.ts';
import type { Bench, BenchLine, BenchSize } from './bench.ts';
import { createWorker } from './repricer/check-all.ts';
import { addSeller, openMarket } from './repricer/market.ts';
import { openBenchData } from './repricer/open-data.ts';
import { seedShops } from './repricer/shops.ts';

const GOAL = 0.95;
const BUDGET = 250;
const RIVALS = 9;
const shapes: Readonly<Record<BenchSize, { listings: number }>> = {
  full: { listings: 5_000 },
  small: { listings: 1_500 },
};

/** What the change budget is spent on, beside the best it could be spent on. */
export const repricerBudget: Bench = { name: 'repricer.budget', measure };

async function measure(size: BenchSize): Promise<BenchLine> {
  const { listings } = shapes[size];
  const market = await openMarket({ cards: listings, rivals: RIVALS, spread: 3_000 });
  const data = await openBenchData();
  try {
    await market.control.put('/kaspi/faults', { changesPer30Minutes: BUDGET });
    const seller = await addSeller(market, { uid: 'Seller', from: 0, count: listings });
    await seedShops(data.database, {
      ...{ companies: 1, listings, channel: 'cabinet', guards: 'off', maxTenge: 20_000 },
      priceTenge: presentTenge,
      costTenge,
      seller: () => seller,
      minTenge: (listing) => (wantsChange(listing) ? 1_000 : presentTenge(listing)),
      card: (_, listing) => listing,
    });
    const { cabinet } = createKaspiMarketplace(market.client);
    const signIn = await cabinet.signIn({ email: seller.email, password: seller.password });
    if (signIn.kind !== 'signed-in') {
      throw new Error('the stand-in asked for a code');
    }

    const startedAt = performance.now();
    const worker = createWorker({ market, data, session: signIn.session, settings: { freshnessSeconds: 0 } });
    await worker.workAll();
    const seconds = (performance.now() - startedAt) / 1_000;
    const pushes = await market.control.get<{ sku: string; price: number }[]>('/kaspi/pushes');
    return lineOf({ listings, seconds, pushed: pushes.map(({ sku }) => seller.skus.indexOf(sku)) });
  } finally {
    await data.stop();
    await market.stop();
  }
}

/** The market: nine rivals ten tenge apart, the cheapest of card `n` at this price; ours stands in their middle. */
function cheapestTenge(listing: number): number {
  return 5_000 + ((listing * 7_919) % 3_000);
}

function presentTenge(listing: number): number {
  return cheapestTenge(listing) + 40;
}

function costTenge(listing: number): number {
  return Math.round(cheapestTenge(listing) * (0.4 + ((listing * 31) % 50) / 100));
}

function wantsChange(listing: number): boolean {
  return listing % 5 === 0;
}

/**
 * A move's worth told anew: profit per piece times the share of buyers that a place gets, 1 ÷ place. Ours goes from the
 * sixth place (the one at our price stands before us) to the first.
 */
function worth(listing: number): number {
  const after = cheapestTenge(listing) - 1 - costTenge(listing);
  const before = presentTenge(listing) - costTenge(listing);
  return after - before / 6;
}

interface Spent {
  readonly listings: number;
  readonly seconds: number;
  /** Numbers of the listings whose price left. */
  readonly pushed: readonly number[];
}

function lineOf({ listings, seconds, pushed }: Spent): BenchLine {
  const wanting = Array.from({ length: listings }, (_, listing) => listing).filter(wantsChange);
  const sum = (worths: readonly number[]) => worths.reduce((total, one) => total + one, 0);
  const best = sum(
    wanting
      .map(worth)
      .toSorted((one, other) => other - one)
      .slice(0, BUDGET),
  );
  const inOrder = sum(wanting.slice(0, BUDGET).map(worth));
  const captured = sum(pushed.map(worth));
  const ratio = Number((captured / best).toFixed(4));
  return {
    bench: 'repricer.budget',
    goal: `the worth of what leaves within one budget of ${BUDGET} changes ÷ the best possible ≥ ${GOAL}`,
    met: ratio >= GOAL && pushed.length <= BUDGET,
    figures: {
      goal: GOAL,
      ratio,
      ...{ listings, wanting: wanting.length, left: pushed.length, seconds: Number(seconds.toFixed(1)) },
      baseline: 'the same number of changes in the order of the shelf',
      baselineRatio: Number((inOrder / best).toFixed(4)),
      lifted: "the guards; Kaspi's limit of requests a second, not its budget",
    },
  };
}
