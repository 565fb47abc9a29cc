/** What each strategy would do to one of the seller's own prices, worked out by the repricer's own decision. */
import { findCompany } from '#src/companies/index.ts';
import { formatTenge, tenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import {
  type DecisionInput,
  decide,
  explainPrice,
  findRule,
  listPrices,
  localMinuteOf,
  noFilters,
  type OfferView,
  type PriceRow,
  type ReasonCode,
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
  /** Without the strategies that can't tell yet, because a cost or an automation is missing. */
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
  const rule = await findRule(scope, { storeId, listingId: row.listingId, ...city });
  const { zone } = await findCompany(scope);
  const clock = { at: scope.now(), localMinute: localMinuteOf(scope.now(), zone) };
  const leader = offers.find(({ role }) => role === 'rival');
  const settings = { stepTiyn: rule?.stepTiyn ?? tenge(1), topN: rule?.topN ?? 3, parameters: rule?.parameters ?? {} };
  return {
    ...{ nameRu: row.nameRu, nameKk: row.nameKk, nameEn: row.nameEn },
    price: formatTenge(row.currentTiyn),
    rival: leader?.merchantName ?? null,
    rivalPrice: leader ? formatTenge(leader.priceTiyn) : null,
    targets: strategies.flatMap((strategy) => {
      const tried = decide({ ...clock, ...inputOf(row, offers, { ...settings, strategy }) });
      return unable.includes(tried.reason) ? [] : [{ strategy, target: formatTenge(tried.targetTiyn) }];
    }),
  };
}

/** Reasons of a strategy that lacks what it needs. */
const unable: readonly ReasonCode[] = ['cost_unknown', 'custom_missing'];

type TriedRule = Pick<RuleFacts, 'strategy' | 'stepTiyn' | 'topN' | 'parameters'>;

const OWN = 'own';

/**
 * Without a minimum nothing would move, so the example looks as if there were the lowest one. Offers that the rule does not
 * count are left out already.
 */
function inputOf(
  row: PriceRow,
  offers: readonly OfferView[],
  rule: TriedRule,
): Omit<DecisionInput, 'at' | 'localMinute'> {
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
    rule: {
      ...{ ...rule, rivalMerchantId: null, belowFloor: 'hold', filters: noFilters },
      ...{ excludedMerchantIds: [], friendlyMerchantIds: [] },
    },
    price: {
      currentTiyn: row.currentTiyn,
      minTiyn: row.minTiyn ?? STORE_FLOOR_TIYN,
      maxTiyn: row.maxTiyn,
      handSetTiyn: row.handSetTiyn,
      ...{ profitFloor: { kind: 'unasked' }, marginPrice: { kind: 'unknown', missing: 'cost' } },
      ...{ costTiyn: null, stock: null },
    },
    ...{ pastMoves: [], warLimit: null, customTiyn: null },
  };
}
