import { LockMode } from '@mikro-orm/core';
import { ListingPrice } from '../../catalog/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { PriceSubject } from '../checks/price-subject.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { outOfBounds } from '../views/find-price.ts';
import type { PriceDecision } from './price-decision.entity.ts';
import { failByHand, freePrice, putAside } from './take-back.ts';

const RULE_OFF = 'pricing.ruleOff';

/** Why a decided price may not leave now, as the code of an error; undefined when it may. */
export function obstacleTo({ price, rule }: PriceSubject, { reason, toTiyn }: PriceDecision): string | undefined {
  if (reason !== 'set_by_hand' && (!rule?.isEnabled || price.minTiyn == null)) {
    return RULE_OFF;
  }

  return outOfBounds(price, toTiyn);
}

/** Why a decision does not leave. */
export interface CalledOff {
  /** The code of an error; empty when there is nothing left to change. */
  readonly obstacle: string;
  readonly settings: PricingSettings;
}

/** A rule decides anew at once; a price set by hand is not moved into other bounds, so its seller hears of it. */
export async function callOff(scope: Scope, decision: PriceDecision, { obstacle, settings }: CalledOff): Promise<void> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE };
  const price = await scope.em.findOneOrFail(ListingPrice, { id: decision.listingPriceId }, lock);
  if (obstacle === '') {
    await putAside(scope, decision, { failure: null, isOver: true });
    return;
  }

  if (decision.reason === 'set_by_hand' && outOfBounds(price, decision.toTiyn)) {
    await failByHand(scope, price, { decision, failure: obstacle, settings });
    return;
  }

  const nextCheckAt = obstacle === RULE_OFF ? null : scope.now();
  freePrice(price, { toTiyn: decision.toTiyn, reason: 'not_sent', nextCheckAt });
  await putAside(scope, decision, { failure: obstacle, isOver: decision.reason !== 'set_by_hand' });
}
