import { defineReaction, type Reaction } from '../platform/events/define-reaction.ts';
import { wakeProduct } from './checks/wake-product.ts';
import { wakeStore } from './checks/wake-store.ts';
import { scheduleChecks } from './rules/schedule-checks.ts';

/** What the repricer does when something happened elsewhere. */
export const pricingReactions: readonly Reaction[] = [
  defineReaction({
    name: 'pricing.onCatalogImported',
    on: 'catalog.imported',
    // A product that waited for its card has one now; what is watched already keeps its turn.
    run: async (scope, { storeId }) => {
      await scheduleChecks(scope, { storeId, only: 'unscheduled' });
      await wakeStore(scope, { storeId, reason: 'push' });
    },
  }),
  defineReaction({
    name: 'pricing.onProductUnarchived',
    on: 'product.unarchived',
    run: (scope, { productId }) => wakeProduct(scope, productId),
  }),
];
