export { decide, STORE_FLOOR_TIYN } from './decide.ts';
export type { Decision, DecisionInput, ReasonCode, ReasonParams, RuleFacts } from './decision.ts';
export { reasonCodes } from './decision.ts';
export { listPrices, type PriceFilter, type PricePage, type PriceRow, type RuleSummary } from './list-prices.ts';
export type {} from './price.events.ts';
export { pricingErrors } from './pricing.errors.ts';
export { pricingJobs } from './pricing.jobs.ts';
export {
  type CabinetAccess,
  demoPricingSettings,
  livePricingSettings,
  type PricingDeps,
  type PricingSettings,
} from './pricing.ports.ts';
export {
  countPricesByState,
  explainPrice,
  findRule,
  listPriceMoves,
  type MoveView,
  type OfferView,
  type PriceCounts,
  type PriceExplanation,
} from './pricing.queries.ts';
export { pricingReactions } from './pricing.reactions.ts';
export {
  type BelowFloorMode,
  belowFloorModes,
  type PricingRule,
  type Strategy,
  strategies,
} from './pricing-rule.entity.ts';
export { scheduleChecks } from './schedule-checks.ts';
export { type BoundsInput, setBounds } from './set-bounds.ts';
export type { HandPrice } from './set-price-by-hand.ts';
export { setPriceByHand } from './set-price-by-hand.ts';
export { type RuleInput, setPricingRule } from './set-pricing-rule.ts';
export { countRulesPausedTogether, enableRule, pauseAll, pauseRule, resumeAll } from './switch-rule.ts';
