import { formatTenge } from '../../kernel/money.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { type Answer, answerMove as settleMove } from '../moves/answer-held.ts';
import type { PriceDecision } from '../moves/price-decision.entity.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { lockStorePricing } from '../rules/lock-store-pricing.ts';
import { listHeldMoves } from '../views/list-held.ts';
import { memberOf } from './question.events.ts';

/** The seller's word on one move. */
export interface MoveAnswer {
  readonly decisionId: string;
  readonly answer: Answer;
  /** The price whoever answers was shown, tiyn; a move that goes further by now is not allowed by their word. */
  readonly seenTiyn?: number | undefined;
}

/**
 * The seller's word on a held move, announced so that everybody who was asked learns of it. Of two answers the first
 * counts. @throws pricing.moveNotFound, pricing.moveNotHeld, pricing.moveChanged
 */
export async function answerMove(scope: Scope, { decisionId, answer, seenTiyn }: MoveAnswer): Promise<PriceDecision> {
  const { moves: asked } = await listHeldMoves(scope, { decisionId, limit: 1 });
  for (const { storeId } of asked) {
    await lockStorePricing(scope, storeId);
  }
  const decision = await settleMove(scope, { decisionId, answer });
  // What is thrown from here on takes the word back with its transaction.
  if (answer === 'allow' && asked.length === 0) {
    throw pricingErrors.moveNotHeld({ state: 'paused' });
  }

  const { listingId, listingPriceId, storeId, fromTiyn, toTiyn } = decision;
  if (answer === 'allow' && seenTiyn !== undefined && !isBetween(toTiyn, fromTiyn, seenTiyn)) {
    throw pricingErrors.moveChanged({ price: formatTenge(toTiyn) });
  }

  const moves = [{ decisionId, listingId, listingPriceId, fromTiyn, toTiyn }];
  scope.emit('pricing.movesAnswered', { storeId, answer, by: memberOf(scope.actor), count: 1, moves });
  return decision;
}

function isBetween(tiyn: number, one: number, other: number): boolean {
  return tiyn >= Math.min(one, other) && tiyn <= Math.max(one, other);
}
