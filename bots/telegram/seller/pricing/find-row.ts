/** A listing's main price, as every screen about one product's price begins with it. */
import { isAppError } from '#src/kernel/errors.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { listPrices, type PriceRow, pricingErrors } from '#src/pricing/index.ts';

/** The price all cities follow, or the first one there is; undefined for a listing that has none. */
export async function findRowOf(scope: Scope, listingId: string): Promise<PriceRow | undefined> {
  const { prices } = await listPrices(scope, { listingId, limit: 100 });
  return prices.find(({ cityId }) => cityId === null) ?? prices[0];
}

/** The price all cities follow, or the first one there is. @throws pricing.listingNotFound */
export async function findRow(scope: Scope, listingId: string): Promise<PriceRow> {
  const row = await findRowOf(scope, listingId);
  if (!row) {
    throw pricingErrors.listingNotFound();
  }

  return row;
}

/** The same of a listing that may be gone by now: undefined then. */
export async function findKnownRow(scope: Scope, listingId: string): Promise<PriceRow | undefined> {
  try {
    return await findRow(scope, listingId);
  } catch (error) {
    if (isAppError(error)) {
      return undefined;
    }
    throw error;
  }
}
