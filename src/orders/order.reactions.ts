import { defineReaction, type Reaction } from '../platform/events/define-reaction.ts';
import { moveOrders } from './move-orders.ts';

/** What orders do when something happens elsewhere. */
export const orderReactions: readonly Reaction[] = [
  defineReaction({
    name: 'orders.onStoreMerged',
    on: 'store.merged',
    run: (scope, { storeId, fromStoreId }) => moveOrders(scope, { storeId, fromStoreId }),
  }),
];
