/** What each strategy would do to one of the seller's own prices, worked out by the repricer's own decision. */
import { formatTenge, tenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import {
  type DecisionInput,
  decide,
  explainPrice,
  findRule,
  listPrices,
  type OfferView,
  type PriceRow,
  type RuleFacts,
  STORE_FLOOR_TIYN,
  type Strategy,
  strategies,
} from '#src/pricing/index.ts';

/** Money in words already, so that it survives a dialogue's replay. */
export interface StrategyExample {
  readonly strategy: Strategy;
  /** Where the price would go; the same as `price` when it would stay. */
  readonly target: string;
}

/** One product as the examples show it. */
export interface Example {
  readonly nameRu: string;
  readonly nameKk: string | null;
  readonly nameEn: string | null;
  readonly price: string;
  /** The cheapest rival; null when nobody else sells the product or nobody has looked yet. */
  readonly rival: string | null;
  readonly rivalPrice: string | null;
  readonly targets: readonly StrategyExample[];
}

/** Which prices to take the example from. */
export interface ExamplePlace {
  readonly storeId: string;
  readonly listingId: string | null;
}

/** The example, from the product itself or the first of the store's with rivals; null for an empty shelf. */
export async function findExample(scope: Scope, { storeId, listingId }: ExamplePlace): Promise<Example | null> {
  const place = listingId === null ? { storeId } : { listingId };
  const { prices } = await listPrices(scope, { ...place, limit: 100 });
  const row = prices.find(({ offersCount }) => (offersCount ?? 0) > 1) ?? prices[0];
  if (!row) {
    return null;
  }

  const city = row.cityId === null ? {} : { cityId: row.cityId };
  const { offers } = await explainPrice(scope, { listingId: row.listingId, ...city });
  const rule = await findRule(scope, { storeId, listingId: row.listingId });
  const leader = offers.find(({ role }) => role === 'rival');
  const facts = { stepTiyn: rule?.stepTiyn ?? tenge(1), topN: rule?.topN ?? 3 };
  return {
    ...{ nameRu: row.nameRu, nameKk: row.nameKk, nameEn: row.nameEn },
    price: formatTenge(row.currentTiyn),
    rival: leader?.merchantName ?? null,
    rivalPrice: leader ? formatTenge(leader.priceTiyn) : null,
    targets: strategies.map((strategy) => ({
      strategy,
      target: formatTenge(decide(inputOf(row, offers, { ...facts, strategy })).targetTiyn),
    })),
  };
}

type TriedRule = Pick<RuleFacts, 'strategy' | 'stepTiyn' | 'topN'>;

const OWN = 'own';

/** Without a minimum nothing would move, so the example looks as if there were the lowest one. */
function inputOf(row: PriceRow, offers: readonly OfferView[], rule: TriedRule): DecisionInput {
  const others = offers.filter(({ role }) => role === 'rival');
  return {
    offers: [{ merchantId: OWN, merchantName: OWN, priceTiyn: row.currentTiyn }, ...others].map((offer) => ({
      merchantId: offer.merchantId,
      merchantName: offer.merchantName,
      priceTiyn: offer.priceTiyn,
      isOwn: offer.merchantId === OWN,
      ...{ reviews: 0, deliveryDuration: 'OTHER' as const, preorder: 0, locatedInCity: true, kaspiDelivery: true },
    })),
    ownMerchantId: OWN,
    siblingMerchantIds: [],
    rule: { ...rule, rivalMerchantId: null, belowFloor: 'hold', excludedMerchantIds: [], friendlyMerchantIds: [] },
    price: {
      currentTiyn: row.currentTiyn,
      minTiyn: row.minTiyn ?? STORE_FLOOR_TIYN,
      maxTiyn: row.maxTiyn,
      handSetTiyn: row.handSetTiyn,
    },
  };
}
