import type { Scope } from '../platform/db/scope.ts';
import type { PricePush } from '../stores/index.ts';
import { composePush } from './compose-push.ts';
import { PriceDecision } from './price-decision.entity.ts';
import { loadSubject } from './price-subject.ts';

/** The push of a decision that is written down, as things stand now; undefined when it was settled or replaced meanwhile. */
export async function preparePush(scope: Scope, decisionId: string): Promise<PricePush | undefined> {
  const found = await scope.em.findOneOrFail(PriceDecision, { id: decisionId });
  const subject = await loadSubject(scope, found.listingPriceId);
  const decision = await scope.em.findOne(PriceDecision, { id: decisionId, state: 'pushing' }, { refresh: true });
  if (!subject || !decision) {
    return undefined;
  }

  const { price, listing, store } = subject;
  return composePush(scope, { store, listing, listingPriceId: price.id, toTiyn: decision.toTiyn });
}
