import { DateTime } from 'luxon';
import { type Listing, ListingPrice, Product } from '../../catalog/index.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import { countedOffers, shownPrice } from '../decisions/counted-offers.ts';
import { PriceDecision } from '../moves/price-decision.entity.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { findEffectiveRule, findZone } from '../rules/effective-rule.ts';
import { findListing, type PricePlace, placeOf } from '../views/find-price.ts';
import { type MoveView, viewMove } from '../views/move-view.ts';
import { historySettings } from './history-settings.ts';
import { listDays, listLooks, type RecordedDay, type RecordedLook } from './list-looks.ts';
import { utcDay } from './open-offer-days.ts';
import { pastInput, ruleFactsOf, type Standpoint } from './rule-facts.ts';

/** Most points and most moves of an answer. */
const LIMIT = 500;
const LONGEST_DAYS = 366;

/** Which price's history; the last two weeks unless told, at most a year back from `to`. */
export interface HistoryQuery extends PricePlace {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** What a card was like at an instant, or on a day of which only the sum is kept; tiyn, null = not seen. */
export interface HistoryPoint {
  readonly at: Date;
  readonly kind: 'look' | 'day';
  readonly ownTiyn: number | null;
  /** Our place among the offers that the present rule counts. */
  readonly rank: number | null;
  /** The cheapest rival that the present rule counts. */
  readonly rivalTiyn: number | null;
  readonly rivalName: string | null;
  /** The cheapest of all others; of a day the mean of the cheapest of all, ours among them. */
  readonly cheapestTiyn: number | null;
  readonly offersCount: number;
}

/** A price over time; money in tiyn. */
export interface PriceHistory {
  readonly listingId: string;
  readonly cityId: string | null;
  readonly names: Pick<Product, 'nameRu' | 'nameKk' | 'nameEn'>;
  /** The company's IANA zone. */
  readonly zone: string;
  readonly from: Date;
  readonly to: Date;
  /** What the price was at `from`. */
  readonly startTiyn: number;
  readonly currentTiyn: number;
  /** The minimum as it is now. */
  readonly floorTiyn: number | null;
  /** The maximum as it is now, or the last price set by hand, which stands in for it. */
  readonly ceilingTiyn: number;
  /** Moves that arrived, oldest first, the newest 500. */
  readonly moves: readonly MoveView[];
  /** Oldest first, at most 500, spread over the time. */
  readonly points: readonly HistoryPoint[];
}

/**
 * Our moves and what the card was like over time. @throws pricing.listingNotFound, pricing.priceNotFound,
 * pricing.periodInvalid
 */
export async function readPriceHistory(scope: Scope, query: HistoryQuery): Promise<PriceHistory> {
  const listing = await findListing(scope, query.listingId);
  const { from, to } = periodOf(query, scope.now());
  const price = await findPriceAt(scope, listing, query.cityId);
  const moves = await listMoves(scope, price.id, { from, to });
  const points = await listPoints(scope, { listing, price }, { from, to });
  const product = await scope.em.findOneOrFail(Product, { id: listing.productId });
  return {
    listingId: listing.id,
    cityId: price.cityId ?? null,
    names: { nameRu: product.nameRu, nameKk: product.nameKk, nameEn: product.nameEn },
    zone: await findZone(scope),
    ...{ from, to, moves, points },
    startTiyn: moves[0]?.fromTiyn ?? points.find(({ ownTiyn }) => ownTiyn !== null)?.ownTiyn ?? price.currentTiyn,
    currentTiyn: price.currentTiyn,
    floorTiyn: price.minTiyn ?? null,
    ceilingTiyn: Math.max(price.maxTiyn ?? price.handSetTiyn, price.minTiyn ?? 0),
  };
}

/** A period's ends, two weeks up to now unless told. @throws pricing.periodInvalid unless it begins before it ends */
export function periodOf({ from, to }: Pick<HistoryQuery, 'from' | 'to'>, now: Date): { from: Date; to: Date } {
  const end = to ?? now;
  const begin = from ?? DateTime.fromJSDate(end).minus({ days: historySettings.rawDays }).toJSDate();
  if (begin >= end) {
    throw pricingErrors.periodInvalid();
  }

  const earliest = DateTime.fromJSDate(end).minus({ days: LONGEST_DAYS }).toJSDate();
  return { from: begin < earliest ? earliest : begin, to: end };
}

async function findPriceAt(scope: Scope, listing: Listing, asked: string | undefined): Promise<ListingPrice> {
  const { cityId } = await placeOf(scope, listing, asked);
  const place = { listingId: pointingAt(scope, listing.id), cityId: cityId ?? null };
  const price = await scope.em.findOne(ListingPrice, place);
  if (!price) {
    throw pricingErrors.priceNotFound();
  }

  return price;
}

async function listMoves(scope: Scope, id: string, { from, to }: { from: Date; to: Date }): Promise<MoveView[]> {
  const rows = await scope.em.find(
    PriceDecision,
    { listingPriceId: pointingAt(scope, id), state: 'applied', decidedAt: { $gte: from, $lt: to } },
    { orderBy: { decidedAt: 'desc', id: 'desc' }, limit: LIMIT },
  );
  return rows.map(viewMove).reverse();
}

type Subject = Readonly<{ listing: Listing; price: ListingPrice }>;

/** Days of which only the sum is kept, then looks. */
async function listPoints(scope: Scope, { listing, price }: Subject, { from, to }: { from: Date; to: Date }) {
  const store = await scope.em.findOneOrFail(Store, { id: listing.storeId });
  const { masterSku } = listing;
  if (!masterSku) {
    return [];
  }

  const card = { masterSku, cityId: price.cityId ?? store.cityId };
  const firstKept = DateTime.fromJSDate(scope.now(), { zone: 'utc' })
    .minus({ days: historySettings.rawDays })
    .startOf('day')
    .toJSDate();
  const endDay = utcDay(to < firstKept ? to : firstKept);
  const days = await listDays(scope, { ...card, firstDay: utcDay(from), endDay });
  const begin = from > firstKept ? from : firstKept;
  const looks = begin < to ? await listLooks(scope, { ...card, from: begin, to, limit: LIMIT - days.length }) : [];
  const standpoint = await standpointOf(scope, { listing, price, store });
  return [...days.map(viewDay), ...looks.map((look) => viewLook(look, standpoint))];
}

async function standpointOf(scope: Scope, { listing, price, store }: Subject & { store: Store }): Promise<Standpoint> {
  const stores = await scope.em.find(Store, {});
  const rule = await findEffectiveRule(scope, { storeId: store.id, listingId: listing.id });
  const { currentTiyn, handSetTiyn, minTiyn = null, maxTiyn = null } = price;
  return {
    ownMerchantId: store.merchantUid ?? '',
    siblingMerchantIds: stores.flatMap(({ id, merchantUid }) => (id === store.id ? [] : (merchantUid ?? []))),
    rule: ruleFactsOf(rule ?? {}),
    price: { currentTiyn, handSetTiyn, minTiyn, maxTiyn },
  };
}

function viewDay({ day, meanTiyn, offers }: RecordedDay): HistoryPoint {
  const unseen = { ownTiyn: null, rank: null, rivalTiyn: null, rivalName: null };
  return { at: new Date(`${day}T00:00:00Z`), kind: 'day', ...unseen, cheapestTiyn: meanTiyn, offersCount: offers };
}

function viewLook({ seenAt, offers }: RecordedLook, standpoint: Standpoint): HistoryPoint {
  const ownTiyn = shownPrice(offers, standpoint.ownMerchantId) ?? null;
  const counted = countedOffers(pastInput(standpoint, { offers, at: seenAt }));
  const others = offers.filter(({ merchantId }) => merchantId !== standpoint.ownMerchantId);
  return {
    ...{ at: seenAt, kind: 'look', ownTiyn },
    rank: ownTiyn === null ? null : 1 + counted.filter(({ priceTiyn }) => priceTiyn <= ownTiyn).length,
    rivalTiyn: counted[0]?.priceTiyn ?? null,
    rivalName: counted[0]?.merchantName ?? null,
    cheapestTiyn: others.length === 0 ? null : Math.min(...others.map(({ priceTiyn }) => priceTiyn)),
    offersCount: offers.length,
  };
}
