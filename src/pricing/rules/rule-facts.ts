import type { RuleFacts } from '../decisions/decision.ts';
import type { PricingRule } from './pricing-rule.entity.ts';

/** What a stored rule tells a decision. */
export function ruleFacts(rule: PricingRule): RuleFacts {
  return {
    strategy: rule.strategy,
    stepTiyn: rule.stepTiyn,
    topN: rule.topN,
    rivalMerchantId: rule.rivalMerchantId ?? null,
    belowFloor: rule.belowFloor,
    excludedMerchantIds: rule.excludedMerchantIds,
    friendlyMerchantIds: rule.friendlyMerchantIds,
    filters: {
      minRatingTenths: rule.minRatingTenths ?? null,
      maxDeliveryDays: rule.maxDeliveryDays ?? null,
      skipsPreorder: rule.skipsPreorder,
      onlyInCity: rule.onlyInCity,
    },
    parameters: rule.parameters,
  };
}
