export { decide, STORE_FLOOR_TIYN } from './decisions/decide.ts';
export type { Decision, DecisionInput, ReasonCode, ReasonParams, RuleFacts } from './decisions/decision.ts';
export { reasonCodes } from './decisions/decision.ts';
export type { HandPrice } from './moves/set-price-by-hand.ts';
export { setPriceByHand } from './moves/set-price-by-hand.ts';
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
export { pricingReactions } from './pricing.reactions.ts';
export {
  type BelowFloorMode,
  belowFloorModes,
  type PricingRule,
  type Strategy,
  strategies,
} from './rules/pricing-rule.entity.ts';
export { scheduleChecks } from './rules/schedule-checks.ts';
export { type BoundsInput, setBounds } from './rules/set-bounds.ts';
export { type RuleInput, setPricingRule } from './rules/set-pricing-rule.ts';
export { countRulesPausedTogether, enableRule, pauseAll, pauseRule, resumeAll } from './rules/switch-rule.ts';
export { listPrices, type PriceFilter, type PricePage, type PriceRow, type RuleSummary } from './views/list-prices.ts';
export {
  countPricesByState,
  explainPrice,
  findRule,
  listPriceMoves,
  type MoveView,
  type OfferView,
  type PriceCounts,
  type PriceExplanation,
} from './views/pricing.queries.ts';
