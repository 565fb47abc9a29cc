import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import type { Clock } from '#src/kernel/clock.ts';
import { tenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { enablePriceFeed, feedRoutes, liveFeedSettings } from '#src/pricing/index.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import { Store } from '#src/stores/store.entity.ts';
import type { MarketplacePoint, PointAvailability } from '#src/stores/store.ports.ts';
import { parseFeed } from '../../../sandbox/kaspi/feed-parse.ts';
import { anApi } from '../../support/api.ts';
import { aCompany } from '../../support/company.ts';
import { silentLogger } from '../../support/test-database.ts';

/** The merchant of these tests. */
export const merchantUid = 'Shop1';

/** A point of the merchant under its long name. */
export function aPoint(name: string, options: Partial<MarketplacePoint> = {}): MarketplacePoint {
  return { storeId: `${merchantUid}_${name}`, name, isActive: true, ...options };
}

/** What a listing of a test is; prices in tenge. */
export interface Goods {
  readonly sku: string;
  readonly price?: number;
  readonly min?: number;
  readonly max?: number;
  readonly model?: string;
  readonly brand?: string;
  readonly isOnSale?: boolean;
  readonly isArchived?: boolean;
  readonly isSeen?: boolean;
  readonly points?: readonly PointAvailability[];
  readonly cityIds?: readonly string[];
  readonly cities?: Readonly<Record<string, CityGoods>>;
}

interface CityGoods {
  readonly price: number;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Puts a listing on the store's shelf, available at its first point. */
export function addGoods({ em, now }: Scope, storeId: string, goods: Goods): Listing {
  const { sku, price = 5_000, brand = 'Demo' } = goods;
  const status = goods.isArchived ? 'archived' : 'active';
  const product = em.create(Product, { sku, nameRu: sku, brand, priceTiyn: tenge(price), status });
  const listing = em.create(Listing, {
    ...{
      productId: product.id,
      storeId,
      sku,
      masterSku: `m-${sku}`.slice(0, 64),
      model: goods.model ?? `Model ${sku}`,
    },
    ...{ isOnSale: goods.isOnSale ?? true, seenAt: goods.isSeen === false ? null : now() },
    points: [...(goods.points ?? [{ storeId: `${merchantUid}_PP1`, isAvailable: true }])],
    cityIds: [...(goods.cityIds ?? [])],
  });
  const prices = { '': { price, min: goods.min, max: goods.max }, ...goods.cities };
  for (const [cityId, own] of Object.entries(prices)) {
    em.create(ListingPrice, { listingId: listing.id, storeId, cityId: cityId || null, ...pricesOf(own) });
  }
  return listing;
}

function pricesOf({ price, min, max }: CityGoods) {
  const orNull = (amount: number | undefined) => (amount === undefined ? null : tenge(amount));
  const minTiyn = orNull(min);
  return { currentTiyn: tenge(price), handSetTiyn: tenge(price), lastParams: {}, minTiyn, maxTiyn: orNull(max) };
}

/** A company with a store that has no cabinet session, its price list switched on, and the web server that gives it out. */
export async function aFeedShop(
  goods: readonly Goods[],
  options: { clock?: Clock; points?: readonly MarketplacePoint[]; merchantUid?: string } = {},
) {
  const shop = await aCompany(options.clock ? { clock: options.clock } : {});
  const storeId = await shop.run(async (scope) => {
    const points = [...(options.points ?? [aPoint('PP1'), aPoint('PP2')])];
    const store = scope.em.create(Store, {
      ...{ kind: 'kaspi', name: 'Demo LLP', points },
      merchantUid: options.merchantUid ?? merchantUid,
    });
    for (const one of goods) {
      addGoods(scope, store.id, one);
    }
    return store.id;
  });
  const { path } = await shop.run((scope) => enablePriceFeed(scope, { storeId }));
  const { inCompany, inSystem } = shop.database;
  const api = await anApi(shop, {
    others: [feedRoutes({ inCompany, inSystem, logger: silentLogger, settings: liveFeedSettings })],
  });
  const url = `${api.url}${path}`;
  const get = (init: RequestInit = {}) =>
    fetch(url, { ...init, headers: { 'accept-encoding': 'identity', ...init.headers } });
  return {
    ...{ shop, storeId, api, path: path ?? '', url, get },
    /** The list as the stand-in's strict reader sees it, by sku. */
    async offers() {
      const reply = await get();
      const text = await reply.text();
      if (reply.status !== 200) {
        throw new Error(`${reply.status} ${text}`);
      }

      return new Map(parseFeed(text, merchantUid).map((offer) => [offer.sku, offer]));
    },
    add: (more: Goods) => shop.run(async (scope) => void addGoods(scope, storeId, more)),
    /** Writes down a decision on the price of a listing; its main one, or a city's. Tenge. */
    decide: (sku: string, decision: NewDecision) => shop.run((scope) => writeDecision(scope, sku, decision)),
    decisions: () =>
      shop.run(({ em }) =>
        em.find(PriceDecision, { storeId: [shop.id, storeId] as never }, { orderBy: { id: 'asc' } }),
      ),
    prices: () =>
      shop.run(({ em }) => em.find(ListingPrice, { storeId: [shop.id, storeId] as never }, { orderBy: { id: 'asc' } })),
    events: async (name: string) => {
      const rows = await shop.run(({ em }) =>
        em.execute<{ payload: object }[]>('select payload from outbox_events where name = ? order by id', [name]),
      );
      return rows.map(({ payload }) => payload);
    },
  };
}

/** A decision of a test. */
export interface NewDecision {
  readonly to: number;
  readonly cityId?: string;
  readonly state?: 'held' | 'proposed' | 'pushing' | 'pending' | 'unknown';
  readonly reason?: string;
}

async function writeDecision(scope: Scope, sku: string, { to, cityId, state, reason }: NewDecision): Promise<string> {
  const listing = await scope.em.findOneOrFail(Listing, { sku });
  const price = await scope.em.findOneOrFail(ListingPrice, {
    listingId: [scope.companyId, listing.id] as never,
    cityId: cityId ?? null,
  });
  const { id } = scope.em.create(PriceDecision, {
    ...{ listingId: listing.id, listingPriceId: price.id, storeId: listing.storeId, decidedAt: scope.now() },
    ...{
      fromTiyn: price.currentTiyn,
      toTiyn: tenge(to),
      reason: reason ?? 'set_by_hand',
      params: { target: String(to) },
    },
    state: state ?? 'proposed',
  });
  return id;
}
