import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import { StorePricing } from '#src/pricing/checks/store-pricing.entity.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import { PricingRule } from '#src/pricing/rules/pricing-rule.entity.ts';
import { Store } from '#src/stores/store.entity.ts';
import { aCompany, type TestCompany } from '../support/company.ts';

/** Noon in Almaty. */
export const noon = new Date('2026-11-20T07:00:00Z');

/** An instant so many minutes after noon. */
export const minutesFromNoon = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

/** What differs from a price that was looked at, decided, and stands where it should. */
export interface Deviation {
  readonly product?: Partial<Product>;
  readonly listing?: Partial<Listing>;
  readonly price?: Partial<ListingPrice>;
  /** A rule of the listing's own, on unless it says otherwise. */
  readonly rule?: Partial<PricingRule>;
  readonly decision?: Partial<PriceDecision>;
}

/** What differs from a connected store whose default rule is on. */
export interface ShelfOptions {
  readonly store?: Partial<Store>;
  /** Null: the store has no rule. */
  readonly rule?: Partial<PricingRule> | null;
  readonly pricing?: Partial<StorePricing>;
  readonly company?: TestCompany;
  readonly at?: Date;
}

/** A store whose prices are each stopped at a place of the test's choosing. */
export async function aFunnelShelf(options: ShelfOptions = {}) {
  const shop = options.company ?? (await aCompany({ clock: { now: () => options.at ?? noon }, name: 'TechnoMart' }));
  const storeId = await shop.run(async ({ em }) => {
    const store = em.create(Store, {
      ...{ kind: 'kaspi', name: 'TechnoMart', merchantUid: newId(), cabinetSession: 'sealed', points: [] },
      ...options.store,
    });
    if (options.rule !== null) {
      em.create(PricingRule, { storeId: store.id, isEnabled: true, ...options.rule });
    }
    em.create(StorePricing, { storeId: store.id, nextCheckAt: noon, ...options.pricing });
    return store.id;
  });
  return {
    ...{ shop, storeId },
    /** Puts one more listing on the shelf; answers the ids of it and its main price. */
    async put(sku: string, deviation: Deviation = {}) {
      return shop.run(async ({ em }) => {
        const base = { sku: newId(), nameRu: `Товар ${sku}`, nameEn: `Product ${sku}`, priceTiyn: tenge(5_000) };
        const product = em.create(Product, { ...base, costTiyn: tenge(2_000), ...deviation.product });
        const card = { masterSku: newId(), model: 'm', points: [] };
        const listing = em.create(Listing, { productId: product.id, storeId, sku, ...card, ...deviation.listing });
        const price = em.create(ListingPrice, {
          ...{ listingId: listing.id, storeId, currentTiyn: tenge(5_000), handSetTiyn: tenge(5_000) },
          ...{ minTiyn: tenge(4_000), targetTiyn: tenge(5_000), lastReason: 'already_first' },
          lastParams: { price: '5 000 ₸', rival: 'MobiShop', rivalPrice: '5 100 ₸' },
          ...{ checkedAt: minutesFromNoon(-10), nextCheckAt: minutesFromNoon(5), ...deviation.price },
        });
        if (deviation.rule) {
          em.create(PricingRule, { storeId, listingId: listing.id, isEnabled: true, ...deviation.rule });
        }
        if (deviation.decision) {
          em.create(PriceDecision, { ...aDecision(storeId, listing.id, price.id), ...deviation.decision });
        }
        return { listingId: listing.id, listingPriceId: price.id };
      });
    },
    /** Writes down moves of a price that are over. */
    async decide(of: { listingId: string; listingPriceId: string }, ...moves: Partial<PriceDecision>[]) {
      await shop.run(async ({ em }) => {
        for (const move of moves) {
          em.create(PriceDecision, { ...aDecision(storeId, of.listingId, of.listingPriceId), ...move });
        }
      });
    },
  };
}

function aDecision(storeId: string, listingId: string, listingPriceId: string) {
  return {
    ...{ storeId, listingId, listingPriceId, decidedAt: minutesFromNoon(-20), state: 'applied' as const },
    ...{ fromTiyn: tenge(5_000), toTiyn: tenge(4_900), reason: 'undercut_rival', params: {} },
  };
}
