import { LockMode } from '@mikro-orm/core';
import { Listing, ListingPrice, Product } from '../../catalog/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import { findEffectiveRule, findZone } from '../rules/effective-rule.ts';
import type { PricingRule } from '../rules/pricing-rule.entity.ts';

/** A store whose merchant is known. */
export type KnownStore = Store & { readonly merchantUid: string };

/** Everything that judging or sending one listing price needs; the price is locked until the scope ends. */
export interface PriceSubject {
  readonly price: ListingPrice;
  readonly listing: Listing;
  readonly store: KnownStore;
  readonly rule: PricingRule | null;
  readonly zone: string;
  /** The company's other stores on the marketplace. */
  readonly siblingMerchantIds: readonly string[];
}

/** Loads a listing price with all around it; undefined when it is gone or archived, or its store can't be entered. */
export async function loadSubject(scope: Scope, listingPriceId: string): Promise<PriceSubject | undefined> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const price = await scope.em.findOne(ListingPrice, { id: listingPriceId }, lock);
  if (!price) {
    return undefined;
  }

  const listing = await scope.em.findOneOrFail(Listing, { id: price.listingId });
  const product = await scope.em.findOneOrFail(Product, { id: listing.productId });
  if (product.status !== 'active') {
    return undefined;
  }

  const stores = await scope.em.find(Store, {});
  const store = stores.find(({ id }) => id === listing.storeId);
  if (!store?.merchantUid || !store.isActive || store.reauthReason) {
    return undefined;
  }

  return {
    price,
    listing,
    store: store as KnownStore,
    rule: await findEffectiveRule(scope, {
      storeId: store.id,
      listingId: listing.id,
      cityId: price.cityId ?? undefined,
    }),
    zone: await findZone(scope),
    siblingMerchantIds: stores.flatMap(({ id, merchantUid }) => (id === store.id || !merchantUid ? [] : [merchantUid])),
  };
}
