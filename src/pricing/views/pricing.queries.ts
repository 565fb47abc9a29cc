import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { CompetitorOffer } from '../../stores/index.ts';
import { Store } from '../../stores/index.ts';
import { CardOffers } from '../checks/card-offers.entity.ts';
import { countedOffers, noFilters } from '../decisions/counted-offers.ts';
import type { ReasonCode, ReasonParams } from '../decisions/decision.ts';
import { unpackOffers } from '../history/pack-offers.ts';
import { PriceDecision } from '../moves/price-decision.entity.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { findEffectiveRule, type RulePlace, rulePlaceOf } from '../rules/effective-rule.ts';
import type { PricingRule } from '../rules/pricing-rule.entity.ts';
import { ruleFacts } from '../rules/rule-facts.ts';
import { ruleOfPrice } from '../rules/rule-of-price.ts';
import { findListing, type PricePlace, placeOf } from './find-price.ts';
import { listPrices, type PriceRow } from './list-prices.ts';
import { type MoveView, viewMove } from './move-view.ts';

/** One offer of a card as the explanation shows it. */
export type OfferView = Pick<CompetitorOffer, 'merchantId' | 'merchantName' | 'priceTiyn' | 'deliveryDuration'> & {
  readonly rating: number | null;
  /** Ours, a shop the rule ignores, or a rival it reacts to. */
  readonly role: 'own' | 'ignored' | 'rival';
};

/** Why a price is what it is. */
export interface PriceExplanation {
  readonly price: PriceRow;
  /** The sentence is `pricing-reason-<code>` with the params; null before the first look. */
  readonly reason: ReasonCode | null;
  readonly params: ReasonParams;
  readonly lastMove: MoveView | null;
  /** Everyone's offers at `seenAt`, cheapest first; empty before the first look. */
  readonly offers: readonly OfferView[];
  readonly seenAt: Date | null;
}

/** The last decision about a price with the offers it came from. @throws pricing.listingNotFound, pricing.priceNotFound */
export async function explainPrice(scope: Scope, place: PricePlace): Promise<PriceExplanation> {
  const listing = await findListing(scope, place.listingId);
  const { prices } = await listPrices(scope, { listingId: listing.id, limit: 100 });
  const { cityId: ownCityId = null } = await placeOf(scope, listing, place.cityId);
  const price = prices.find(({ cityId }) => cityId === ownCityId);
  if (!price) {
    throw pricingErrors.priceNotFound();
  }

  const store = await scope.em.findOneOrFail(Store, { id: listing.storeId });
  const cityId = price.cityId ?? store.cityId;
  const card =
    price.masterSku === null ? null : await scope.em.findOne(CardOffers, { masterSku: price.masterSku, cityId });
  const rulePlace = { storeId: store.id, listingId: listing.id, cityId: price.cityId ?? undefined };
  const rule = await findEffectiveRule(scope, rulePlace);
  const [lastMove] = await movesOf(scope, { listingPriceId: pointingAt(scope, price.id) }, 1);
  return {
    price,
    reason: price.lastReason,
    params: price.lastParams,
    lastMove: lastMove ?? null,
    offers: viewOffers(unpackOffers(card?.offers ?? []), { store, rule, siblings: await scope.em.find(Store, {}) }),
    seenAt: card && card.offers.length > 0 ? card.fetchedAt : null,
  };
}

/** A listing's price moves, newest first; at most `limit` of them, 20 if absent. @throws pricing.listingNotFound */
export async function listPriceMoves(
  scope: Scope,
  { listingId, limit = 20 }: { listingId: string; limit?: number | undefined },
): Promise<MoveView[]> {
  await findListing(scope, listingId);
  return movesOf(scope, { listingId: pointingAt(scope, listingId) }, Math.min(Math.max(Math.trunc(limit), 1), 500));
}

/** How many prices are in which state. */
export interface PriceCounts {
  readonly total: number;
  /** A rule is on and a minimum is set. */
  readonly repriced: number;
  readonly withoutMinimum: number;
  /** A minimum is set, but the rule is off. */
  readonly paused: number;
  /** A minimum is set, but no rule says what to do. */
  readonly withoutRule: number;
  readonly pending: number;
  readonly atFloor: number;
  readonly first: number;
  readonly unseen: number;
}

/** Counts the company's prices, or one store's, by state. */
export async function countPricesByState(
  scope: Scope,
  { storeId }: { storeId?: string | undefined } = {},
): Promise<PriceCounts> {
  const [counts] = await scope.em.execute<PriceCounts[]>(
    `select count(*)::int as total, count(*) filter (where p.min_tiyn is null)::int as "withoutMinimum",
       count(*) filter (where p.min_tiyn is not null and rule.is_enabled)::int as repriced,
       count(*) filter (where p.min_tiyn is not null and not rule.is_enabled)::int as paused,
       count(*) filter (where p.min_tiyn is not null and rule.is_enabled is null)::int as "withoutRule",
       count(*) filter (where p.pending_tiyn is not null)::int as pending,
       count(*) filter (where p.last_reason = 'at_floor' or p.last_reason like 'rival_below_floor%')::int as "atFloor",
       count(*) filter (where p.rank = 1)::int as first,
       count(*) filter (where p.last_reason in ('card_unknown', 'offer_missing', 'kaspi_unavailable'))::int as unseen
     from listing_prices p join listings l on l.company_id = p.company_id and l.id = p.listing_id
     join products product on product.company_id = l.company_id and product.id = l.product_id and product.status = 'active'
     left join lateral ${ruleOfPrice} rule on true
     where ?::uuid is null or l.store_id = ?`,
    [storeId ?? null, storeId ?? null],
  );
  if (!counts) {
    throw new Error('an aggregate always answers one row');
  }

  return counts;
}

/**
 * The rule that is followed at a place, be it a store, a listing, or either in a city; null when there is none.
 * @throws pricing.storeNotFound, pricing.listingNotFound
 */
export async function findRule(scope: Scope, named: RulePlace): Promise<PricingRule | null> {
  const place = await rulePlaceOf(scope, named);
  if (place.listingId !== undefined) {
    await findListing(scope, place.listingId);
  }
  return findEffectiveRule(scope, place);
}

async function movesOf(scope: Scope, where: { listingId: string } | { listingPriceId: string }, limit: number) {
  const rows = await scope.em.find(PriceDecision, where, { orderBy: { decidedAt: 'desc', id: 'desc' }, limit });
  return rows.map(viewMove);
}

interface Viewpoint {
  readonly store: Store;
  readonly rule: PricingRule | null;
  readonly siblings: readonly Store[];
}

/** A rival is whom the rule would count; without a rule, everybody who is not of the company. */
function viewOffers(offers: readonly CompetitorOffer[], { store, rule, siblings }: Viewpoint): OfferView[] {
  const ownMerchantId = store.merchantUid ?? '';
  const siblingMerchantIds = siblings.flatMap(({ merchantUid }) => merchantUid ?? []);
  const counted = countedOffers({ offers, ownMerchantId, siblingMerchantIds, rule: rule ? ruleFacts(rule) : allCount });
  const rivals = new Set(counted.map(({ merchantId }) => merchantId));
  const roleOf = (merchantId: string) => {
    if (merchantId === store.merchantUid) {
      return 'own' as const;
    }

    return rivals.has(merchantId) ? ('rival' as const) : ('ignored' as const);
  };
  return offers
    .map(({ merchantId, merchantName, priceTiyn, deliveryDuration, rating }) => ({
      ...{ merchantId, merchantName, priceTiyn, deliveryDuration },
      rating: rating ?? null,
      role: roleOf(merchantId),
    }))
    .sort((one, other) => one.priceTiyn - other.priceTiyn);
}

const allCount = { friendlyMerchantIds: [], excludedMerchantIds: [], filters: noFilters };
