import { assertCan } from '../../companies/index.ts';
import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import { StorePricing } from '../checks/store-pricing.entity.ts';
import { wakeStore } from '../checks/wake-store.ts';
import type { ChannelKind } from '../moves/price-decision.entity.ts';
import { pricingErrors } from '../pricing.errors.ts';

/** What the repricer may do in a store; what is left out stays as it is. */
export interface StoreLimits {
  readonly storeId: string;
  /** Null: the cabinet where there is a session, else the price list, else only proposals. */
  readonly channel?: ChannelKind | null | undefined;
  /** Changes in any 30 minutes, 1–250. */
  readonly changeBudget?: number | undefined;
  /** How far a move may go unasked, in hundredths of a percent; null = any. */
  readonly maxMoveBps?: number | null | undefined;
  /** Which share of the prices may move in one cycle unasked, in hundredths of a percent; null = all. */
  readonly maxStoreShareBps?: number | null | undefined;
  /** Moves of a pair of shops within an hour after which ours stops; null = any number. */
  readonly warMoves?: number | null | undefined;
}

/** Kaspi takes no more changes within 30 minutes (contracts/kaspi.md 4.2). */
const MOST_CHANGES = 250;

/** Sets what the repricer may do in a store without asking. @throws pricing.storeNotFound, pricing.limitInvalid */
export async function setStoreLimits(scope: Scope, { storeId, ...limits }: StoreLimits): Promise<StorePricing> {
  assertCan(scope, 'pricing.edit');
  if (!(await scope.em.findOne(Store, { id: storeId }))) {
    throw pricingErrors.storeNotFound();
  }

  assertWithin(limits.changeBudget, 1, MOST_CHANGES);
  assertWithin(limits.maxMoveBps, 1, 10_000);
  assertWithin(limits.maxStoreShareBps, 1, 10_000);
  assertWithin(limits.warMoves, 2, 1_000);
  await wakeStore(scope, { storeId, reason: 'push' });
  const changes = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
  const where = { storeId: pointingAt(scope, storeId) };
  await scope.em.nativeUpdate(StorePricing, where, { ...changes, updatedAt: scope.now() });
  return scope.em.findOneOrFail(StorePricing, where, { refresh: true });
}

function assertWithin(value: number | null | undefined, from: number, to: number): void {
  if (value != null && !(Number.isInteger(value) && value >= from && value <= to)) {
    throw pricingErrors.limitInvalid({ from, to });
  }
}
