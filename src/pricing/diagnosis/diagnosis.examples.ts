const at = new Date('2026-11-21T09:20:00Z');
const until = new Date('2026-11-22T04:00:00Z');

const price = {
  listingPriceId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b14',
  listingId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b13',
  cityId: null,
  sku: 'CASE-15-CLEAR',
  name: 'iPhone 15 case',
};

const stop = {
  reason: 'no_minimum',
  text: 'There is no minimum price, and without one the price never moves. Set the minimum on the product card.',
  since: null,
  until: null,
};

const storeId = '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b11';

/** An example for the API's documentation; two of the steps are shown. */
export const diagnosis = {
  at,
  stores: [
    {
      ...{ storeId, storeName: 'TechnoMart' },
      steps: [
        { step: 'switch' as const, text: 'The rule is on', entered: 214, passed: 214, stops: [] },
        {
          ...{ step: 'minimum' as const, text: 'A minimum price is set', entered: 214, passed: 185 },
          stops: [{ ...stop, count: 29, examples: [price] }],
        },
      ],
      turn: { dueNow: 3, dueSince: at, nextDueAt: until },
      budget: { limit: 250, spent: 12, left: 238, freesAt: null },
      day: { applied: 40, ignored: 1, failed: 2, failures: [{ code: 'marketplace.refused', count: 2 }] },
    },
  ],
  walks: [{ ...price, ...stop, storeId, step: 'minimum' as const }],
};
