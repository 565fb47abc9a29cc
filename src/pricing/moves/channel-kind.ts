import { pointingAt } from '../../platform/db/references.ts';
import type { Scope } from '../../platform/db/scope.ts';
import type { Store } from '../../stores/index.ts';
import { StorePricing } from '../checks/store-pricing.entity.ts';
import { PriceFeed } from '../feed/price-feed.entity.ts';
import type { ChannelKind } from './price-decision.entity.ts';

/**
 * The way a store's prices leave: the seller's choice; without one the cabinet where it can be entered, else the price
 * list where there is one, else none.
 */
export async function channelKindOf(scope: Scope, store: Store): Promise<ChannelKind> {
  const ofStore = { storeId: pointingAt(scope, store.id) };
  const pricing = await scope.em.findOne(StorePricing, ofStore);
  if (pricing?.channel) {
    return pricing.channel;
  }

  if (store.cabinetSession && !store.reauthReason) {
    return 'cabinet';
  }

  return (await scope.em.count(PriceFeed, { ...ofStore, enabledAt: { $ne: null } })) > 0 ? 'feed' : 'none';
}
