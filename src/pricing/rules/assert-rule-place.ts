import { Listing } from '../../catalog/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { kaspiCities, Store } from '../../stores/index.ts';
import { pricingErrors } from '../pricing.errors.ts';
import type { RulePlace } from './effective-rule.ts';

/**
 * Lets only a place pass that a rule can stand at. A city is known when it is on Kaspi's list or Kaspi itself has named it
 * for a point of the store or for the listing: the offers of an unknown one would be those of Almaty.
 * @throws pricing.storeNotFound, pricing.listingNotFound, pricing.cityUnknown
 */
export async function assertRulePlace(scope: Scope, { storeId, listingId, cityId }: RulePlace): Promise<void> {
  const store = await scope.em.findOne(Store, { id: storeId });
  if (!store) {
    throw pricingErrors.storeNotFound();
  }

  const listing = listingId === undefined ? null : await scope.em.findOne(Listing, { id: listingId });
  if (listingId !== undefined && listing?.storeId !== storeId) {
    throw pricingErrors.listingNotFound();
  }

  if (cityId === undefined || Object.hasOwn(kaspiCities, cityId)) {
    return;
  }

  const named = [...store.points.map((point) => point.cityId), ...(listing?.cityIds ?? [])];
  if (!named.includes(cityId)) {
    throw pricingErrors.cityUnknown({ cityId });
  }
}
