import type { Scope } from '../../platform/db/scope.ts';
import { type Answer, answerMass as settleMass } from '../moves/answer-held.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { memberOf } from './question.events.ts';

/**
 * The seller's word on a store in which too many prices would move at once, announced so that everybody who was asked
 * learns of it. Of two answers the first counts. Answers how many moves waited.
 * @throws pricing.storeNotFound, pricing.massNotAsked
 */
export async function answerMass(
  scope: Scope,
  { storeId, answer }: { readonly storeId: string; readonly answer: Answer },
): Promise<number> {
  const wasAsked = await scope.em.execute<{ is_asked: boolean }[]>(
    'select mass_asked_at is not null as is_asked from store_pricings where store_id = ? for update',
    [storeId],
  );
  const moves = await settleMass(scope, { storeId, answer });
  // What is thrown here takes the word back with its transaction.
  if (!wasAsked[0]?.is_asked) {
    throw pricingErrors.massNotAsked();
  }

  scope.emit('pricing.massAnswered', { storeId, answer, by: memberOf(scope.actor), moves });
  return moves;
}
