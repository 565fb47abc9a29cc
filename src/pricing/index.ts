export { noFilters } from './decisions/counted-offers.ts';
export { decide, STORE_FLOOR_TIYN } from './decisions/decide.ts';
export type { Decision, DecisionInput, PriceFacts, ReasonCode, ReasonParams, RuleFacts } from './decisions/decision.ts';
export { reasonCodes } from './decisions/decision.ts';
export { localMinuteOf } from './decisions/work-hours.ts';
export { addRepricerGauges } from './diagnosis/add-repricer-gauges.ts';
export { createPricingMeter } from './diagnosis/create-pricing-meter.ts';
export { type DiagnosisPlace, diagnoseRepricing } from './diagnosis/diagnose-repricing.ts';
export * from './diagnosis/funnel.ts';
export { type PricingMeter, silentPricingMeter } from './diagnosis/pricing-meter.ts';
export { approveShrink } from './feed/approve-shrink.ts';
export { disablePriceFeed } from './feed/disable-price-feed.ts';
export { enablePriceFeed, type FeedInput } from './feed/enable-price-feed.ts';
export type {} from './feed/feed.events.ts';
export { type FeedDeps, feedRoutes } from './feed/feed.routes.ts';
export { demoFeedSettings, type FeedSettings, liveFeedSettings } from './feed/feed-settings.ts';
export type { PriceFeedView } from './feed/feed-view.ts';
export { findPriceFeed } from './feed/find-price-feed.ts';
export { renewPriceFeed } from './feed/renew-price-feed.ts';
export type { ChartSpeech } from './history/chart/chart-frame.ts';
export { drawPriceHistory } from './history/chart/draw-price-history.ts';
export { type HistorySettings, historySettings } from './history/history-settings.ts';
export { keepHistoryJob } from './history/keep-history.ts';
export { openOfferDays } from './history/open-offer-days.ts';
export {
  type HistoryPoint,
  type HistoryQuery,
  type PriceHistory,
  readPriceHistory,
} from './history/read-price-history.ts';
export { type SimulationInput, simulateRule } from './history/simulation/simulate-rule.ts';
export type { Outcome, SimulatedRule, Simulation, SimulationGuards } from './history/simulation/simulation.ts';
export type { Answer } from './moves/answer-held.ts';
export type { Wait } from './moves/price-decision.entity.ts';
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
export { type AllowedMoves, allowHeldMoves } from './questions/allow-held.ts';
export { answerMass } from './questions/answer-mass.ts';
export { answerMove, type MoveAnswer } from './questions/answer-move.ts';
export type { AnsweredMove } from './questions/question.events.ts';
export {
  type BelowFloorMode,
  belowFloorModes,
  type PricingRule,
  type Strategy,
  strategies,
} from './rules/pricing-rule.entity.ts';
export { scheduleChecks } from './rules/schedule-checks.ts';
export { type BoundsInput, setBounds } from './rules/set-bounds.ts';
export { type ParameterInput, type RuleInput, setPricingRule } from './rules/set-pricing-rule.ts';
export { type StoreLimits, setStoreLimits } from './rules/set-store-limits.ts';
export { countRulesPausedTogether, enableRule, pauseAll, pauseRule, resumeAll } from './rules/switch-rule.ts';
export { findStoreBudget, type StoreBudget } from './views/find-store-budget.ts';
export { findWaitingMove, type WaitingPrice } from './views/find-waiting-move.ts';
export {
  countHeldMoves,
  type HeldCounts,
  type HeldFilter,
  type HeldMove,
  type HeldPage,
  listHeldMoves,
} from './views/list-held.ts';
export { listMassQuestions, type MassQuestion } from './views/list-mass-questions.ts';
export { listPrices, type PriceFilter, type PricePage, type PriceRow, type RuleSummary } from './views/list-prices.ts';
export type { MoveView } from './views/move-view.ts';
export {
  countPricesByState,
  explainPrice,
  findRule,
  listPriceMoves,
  type OfferView,
  type PriceCounts,
  type PriceExplanation,
} from './views/pricing.queries.ts';
export { wasRefusedLately } from './views/was-refused-lately.ts';
