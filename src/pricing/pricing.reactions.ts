import { defineReaction, type Reaction } from '../platform/events/define-reaction.ts';
import { scheduleChecks } from './rules/schedule-checks.ts';

/** What the repricer does when something happened elsewhere. */
export const pricingReactions: readonly Reaction[] = [
  defineReaction({
    name: 'pricing.onCatalogImported',
    on: 'catalog.imported',
    // A product that waited for its card has one now; what is watched already keeps its turn.
    run: (scope, { storeId }) => scheduleChecks(scope, { storeId, only: 'unscheduled' }),
  }),
];
