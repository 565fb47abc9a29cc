import { TIYN, tenge } from '../../kernel/money.ts';
import { pricingErrors } from '../pricing.errors.ts';
import type { ScheduleWindow } from './pricing-rule.entity.ts';
import type { ParameterInput, RuleInput } from './set-pricing-rule.ts';

const MAX_WINDOWS = 12;

/**
 * Lets only settings pass that a rule can work with; null and what is left out pass.
 * @throws pricing.stepInvalid, pricing.placeInvalid, pricing.intervalInvalid, pricing.hoursInvalid, pricing.ratingInvalid,
 * pricing.deliveryInvalid, pricing.profitInvalid, pricing.marginInvalid, pricing.climbInvalid, pricing.stockInvalid,
 * pricing.windowsInvalid
 */
export function assertRuleSound(input: RuleInput): void {
  assertPace(input);
  assertFilters(input);
  assertProfit(input);
  assertParameters(input.parameters ?? {});
}

function assertPace({ stepTiyn, topN, ...pace }: RuleInput): void {
  if (!(isWholeWithin(stepTiyn, TIYN, Number.MAX_SAFE_INTEGER) && isWholeTenge(stepTiyn))) {
    throw pricingErrors.stepInvalid();
  }

  if (!isWholeWithin(topN, 1, 50)) {
    throw pricingErrors.placeInvalid();
  }

  if (
    ![pace.checkIntervalSeconds, pace.priorityIntervalSeconds].every((seconds) => isWholeWithin(seconds, 1, 86_400))
  ) {
    throw pricingErrors.intervalInvalid();
  }

  if (![pace.workFromMinute, pace.workToMinute].every((minute) => isWholeWithin(minute, 0, 1_440))) {
    throw pricingErrors.hoursInvalid();
  }
}

function assertFilters({ minRatingTenths, maxDeliveryDays }: RuleInput): void {
  if (!isWholeWithin(minRatingTenths, 1, 50)) {
    throw pricingErrors.ratingInvalid();
  }

  if (!isWholeWithin(maxDeliveryDays, 0, 30)) {
    throw pricingErrors.deliveryInvalid();
  }
}

/** A rule wants a profit in money or as a share, not both. */
function assertProfit({ minProfitTiyn, minProfitBps }: RuleInput): void {
  const isSound =
    isWholeWithin(minProfitTiyn, 0, tenge(100_000_000)) &&
    isWholeTenge(minProfitTiyn) &&
    isWholeWithin(minProfitBps, 0, 100_000) &&
    (minProfitTiyn == null || minProfitBps == null);
  if (!isSound) {
    throw pricingErrors.profitInvalid();
  }
}

function assertParameters({ marginBps, climbBps, lowStock, lowStockBps, windows }: ParameterInput): void {
  if (!isWholeWithin(marginBps, 1, 9_000)) {
    throw pricingErrors.marginInvalid();
  }

  if (!isWholeWithin(climbBps, 1, 5_000)) {
    throw pricingErrors.climbInvalid();
  }

  if (!isWholeWithin(lowStock, 0, 10_000) || !isWholeWithin(lowStockBps, 0, 5_000)) {
    throw pricingErrors.stockInvalid();
  }

  if (windows && !(windows.length <= MAX_WINDOWS && windows.every(isWindowSound))) {
    throw pricingErrors.windowsInvalid();
  }
}

function isWindowSound({ fromMinute, toMinute, shiftBps }: ScheduleWindow): boolean {
  return (
    isWholeWithin(fromMinute, 0, 1_440) && isWholeWithin(toMinute, 0, 1_440) && isWholeWithin(shiftBps, -5_000, 5_000)
  );
}

function isWholeTenge(tiyn: number | null | undefined): boolean {
  return tiyn == null || tiyn % TIYN === 0;
}

function isWholeWithin(value: number | null | undefined, from: number, to: number): boolean {
  return value == null || (Number.isInteger(value) && value >= from && value <= to);
}
