import type { Scope } from '../../platform/db/scope.ts';
import type { PricePush } from '../../stores/index.ts';
import { isHeld, type StoreHold } from '../checks/hold-store.ts';
import { loadSubject } from '../checks/price-subject.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import { callOff, obstacleTo } from './call-off.ts';
import { composePush } from './compose-push.ts';
import { PriceDecision } from './price-decision.entity.ts';
import type { StartedPush } from './start-pushes.ts';

/** Which decisions are about to leave once more. */
export interface Departure {
  readonly decisionIds: readonly string[];
  readonly hold: StoreHold;
  readonly settings: PricingSettings;
}

/**
 * The pushes of decisions that are marked as on their way already, as things stand now; those that may not leave any
 * more (replaced, store gone, rule off, bounds moved) are called off, and their prices are free again. None where the
 * store is no longer ours.
 */
export async function preparePushes(scope: Scope, { decisionIds, hold, settings }: Departure): Promise<StartedPush[]> {
  const pushes: StartedPush[] = [];
  if (await isHeld(scope, hold)) {
    for (const decisionId of decisionIds) {
      const push = await prepareOne(scope, decisionId, settings);
      pushes.push(...(push ? [{ decisionId, push }] : []));
    }
  }
  return pushes;
}

async function prepareOne(scope: Scope, id: string, settings: PricingSettings): Promise<PricePush | undefined> {
  const found = await scope.em.findOneOrFail(PriceDecision, { id });
  const subject = await loadSubject(scope, found.listingPriceId);
  const decision = await scope.em.findOne(PriceDecision, { id, state: 'pushing' }, { refresh: true });
  if (!decision) {
    return undefined;
  }

  const obstacle = subject ? obstacleTo(subject, decision) : 'pricing.notSellable';
  if (!subject || obstacle !== undefined) {
    await callOff(scope, decision, { obstacle: obstacle ?? '', settings });
    return undefined;
  }

  const { price, listing, store } = subject;
  return composePush(scope, { store, listing, listingPriceId: price.id, toTiyn: decision.toTiyn });
}
