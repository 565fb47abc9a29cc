/** Switches the rule of one product on or off. */
import type { Scope } from '#src/platform/db/scope.ts';
import { enableRule, pauseRule, pricingErrors, setPricingRule } from '#src/pricing/index.ts';
import { findRow } from './find-row.ts';

/**
 * Switches what leads the product's price. A product that follows its store's rule gets a copy of its own first, so that
 * the others go on. @throws pricing.ruleNotFound, pricing.minimumMissing
 */
export async function turnRule(scope: Scope, listingId: string, to: 'on' | 'off'): Promise<void> {
  const { rule, storeId } = await findRow(scope, listingId);
  if (!rule) {
    throw pricingErrors.ruleNotFound();
  }

  const place = { storeId, listingId };
  if (rule.source === 'store') {
    await setPricingRule(scope, place);
  }
  await (to === 'on' ? enableRule(scope, place) : pauseRule(scope, place));
}
