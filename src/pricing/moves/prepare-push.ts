import { LockMode } from '@mikro-orm/core';
import { ListingPrice } from '../../catalog/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { PricePush } from '../../stores/index.ts';
import { loadSubject, type PriceSubject } from '../checks/price-subject.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { outOfBounds } from '../views/find-price.ts';
import { composePush } from './compose-push.ts';
import { PriceDecision } from './price-decision.entity.ts';
import { failByHand, freePrice, putAside } from './take-back.ts';

/** Which decision is about to leave. */
export interface Departure {
  readonly decisionId: string;
  readonly settings: PricingSettings;
}

/**
 * The push of a decision that is written down, as things stand now. Undefined when it may not leave any more: it was
 * replaced, the store is gone, the rule is off or the bounds have moved. Then the price is free again.
 */
export async function preparePush(scope: Scope, departure: Departure): Promise<PricePush | undefined> {
  const found = await scope.em.findOneOrFail(PriceDecision, { id: departure.decisionId });
  const subject = await loadSubject(scope, found.listingPriceId);
  const decision = await scope.em.findOne(PriceDecision, { id: found.id, state: 'pushing' }, { refresh: true });
  if (!decision) {
    return undefined;
  }

  const obstacle = subject ? obstacleTo(subject, decision) : 'pricing.notSellable';
  if (!subject || obstacle !== undefined) {
    await callOff(scope, decision, { obstacle: obstacle ?? '', settings: departure.settings });
    return undefined;
  }

  const { price, listing, store } = subject;
  return composePush(scope, { store, listing, listingPriceId: price.id, toTiyn: decision.toTiyn });
}

const RULE_OFF = 'pricing.ruleOff';

/** Why a decision may not leave now; the code of an error. */
function obstacleTo({ price, rule }: PriceSubject, { reason, toTiyn }: PriceDecision): string | undefined {
  if (reason !== 'set_by_hand' && (!rule?.isEnabled || price.minTiyn == null)) {
    return RULE_OFF;
  }

  return outOfBounds(price, toTiyn);
}

interface CalledOff {
  /** The code of an error. */
  readonly obstacle: string;
  readonly settings: PricingSettings;
}

/** A rule decides anew at once; a price set by hand is not moved into other bounds, so its seller hears of it. */
async function callOff(scope: Scope, decision: PriceDecision, { obstacle, settings }: CalledOff): Promise<void> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  const price = await scope.em.findOneOrFail(ListingPrice, { id: decision.listingPriceId }, lock);
  if (decision.reason === 'set_by_hand' && outOfBounds(price, decision.toTiyn)) {
    await failByHand(scope, price, { decision, failure: obstacle, settings });
    return;
  }

  const nextCheckAt = obstacle === RULE_OFF ? null : scope.now();
  freePrice(price, { toTiyn: decision.toTiyn, reason: 'not_sent', nextCheckAt });
  await putAside(scope, decision, obstacle);
}
