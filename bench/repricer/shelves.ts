import { addSeller, type Market, openMarket, type Seller } from './market.ts';
import { type BenchData, openBenchData } from './open-data.ts';
import { seedShops } from './shops.ts';

/** Companies with one store each, one card for each listing, nine rivals on each card, prices that are proposed only. */
export interface Shelves {
  readonly market: Market;
  readonly data: BenchData;
  readonly checks: number;
  stop(): Promise<void>;
}

const RIVALS = 9;

/** Opens a market and a database with so many shelves; nine of ten prices hold, the tenth wants to move. */
export async function openShelves(shape: { readonly companies: number; readonly listings: number }): Promise<Shelves> {
  const { companies, listings } = shape;
  const checks = companies * listings;
  const market = await openMarket({ cards: checks, rivals: RIVALS });
  const data = await openBenchData();
  const sellers: Seller[] = [];
  for (let company = 0; company < companies; company += 1) {
    sellers.push(await addSeller(market, { uid: `Seller${company}`, from: company * listings, count: listings }));
  }
  await seedShops(data.database, {
    ...{ companies, listings, channel: 'none', priceTenge: 5_040, maxTenge: 6_000 },
    seller: (company) => sellers[company] ?? { uid: '', skus: [] },
    minTenge: (listing) => (listing % 10 === 0 ? 4_000 : 5_040),
    card: (company, listing) => company * listings + listing,
  });
  return {
    market,
    data,
    checks,
    stop: async () => {
      await data.stop();
      await market.stop();
    },
  };
}
