import fc from 'fast-check';
import { type DecisionInput, noFilters, type RuleFacts, strategies } from '#src/pricing/index.ts';
import type { CompetitorOffer, DeliveryDuration } from '#src/stores/store.ports.ts';

/** Our shop on every made-up card. */
export const own = 'own-shop';

/** Everybody else who may be on it. */
export const shops = ['s1', 's2', 's3', 's4', 's5', 's6', 's7'] as const;

/** A decision's input with a minimum. */
export type Market = DecisionInput & { readonly price: DecisionInput['price'] & { readonly minTiyn: number } };

/** An offer of an unremarkable shop. */
export function anOffer(
  merchantId: string,
  priceTiyn: number,
  changes: Partial<CompetitorOffer> = {},
): CompetitorOffer {
  return {
    ...{ merchantId, merchantName: `Shop ${merchantId}`, isOwn: merchantId === own, priceTiyn, reviews: 0 },
    ...{ deliveryDuration: 'TOMORROW' as const, preorder: 0, locatedInCity: true, kaspiDelivery: true },
    ...changes,
  };
}

/** A rule as it is when nothing was set. */
export function aRule(changes: Partial<RuleFacts> = {}): RuleFacts {
  return {
    ...{ strategy: 'standard', stepTiyn: 100, topN: 3, rivalMerchantId: null, belowFloor: 'hold' },
    ...{ excludedMerchantIds: [], friendlyMerchantIds: [], filters: noFilters, parameters: {} },
    ...changes,
  };
}

/** A listing at 4 990 ₸ between 3 900 and 6 500, nothing asked of profit, nothing known of cost and stock. */
export function aPrice(changes: Partial<DecisionInput['price']> = {}): Market['price'] {
  const price = {
    ...{ currentTiyn: 499_000, minTiyn: 390_000, maxTiyn: 650_000, handSetTiyn: 499_000 },
    ...{ profitFloor: { kind: 'unasked' as const }, marginPrice: { kind: 'unasked' as const } },
    ...{ costTiyn: null, stock: null },
    ...changes,
  };
  return { ...price, minTiyn: price.minTiyn ?? 0 };
}

/** A card with rivals at the given tenge, at noon, without history. */
export function aMarket(
  rivals: Readonly<Record<string, number>>,
  changes: Partial<Omit<DecisionInput, 'rule' | 'price'>> & {
    readonly rule?: Partial<RuleFacts>;
    readonly price?: Partial<DecisionInput['price']>;
  } = {},
): Market {
  const price = aPrice(changes.price);
  const others = Object.entries(rivals).map(([id, amount]) => anOffer(id, Math.round(amount * 100)));
  return {
    ...{ offers: [...others, anOffer(own, price.currentTiyn)], ownMerchantId: own, siblingMerchantIds: [] },
    ...{ at: new Date('2026-11-20T07:00:00Z'), localMinute: 720, pastMoves: [], warLimit: null, customTiyn: null },
    ...changes,
    rule: aRule(changes.rule),
    price,
  };
}

const durations = [
  ...['EXPRESS', 'TODAY', 'TOMORROW', 'TILL_2_DAYS', 'TILL_3_DAYS', 'TILL_5_DAYS', 'TILL_7_DAYS', 'OTHER'],
] as readonly DeliveryDuration[];

const anyOffer = fc.record({
  id: fc.constantFrom(...shops),
  tiyn: fc.integer({ min: 900, max: 6_000 }),
  rating: fc.constantFrom(undefined, 0, 3.9, 4.25, 4.5, 4.8, 5),
  deliveryDuration: fc.constantFrom(...durations),
  preorder: fc.constantFrom(0, 0, 0, 5),
  locatedInCity: fc.constantFrom(true, true, false),
});

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null, freq: 3 });

const anyFilters = fc.record({
  minRatingTenths: maybe(fc.constantFrom(39, 42, 43, 45, 50)),
  maxDeliveryDays: maybe(fc.constantFrom(0, 1, 4, 7)),
  skipsPreorder: fc.boolean(),
  onlyInCity: fc.boolean(),
});

const anyWindow = fc.record({
  fromMinute: fc.constantFrom(0, 480, 720, 1_320, 1_440),
  toMinute: fc.constantFrom(0, 480, 721, 1_320, 1_440),
  shiftBps: fc.integer({ min: -3_000, max: 3_000 }),
});

const anyParameters = fc.record(
  {
    climbBps: fc.integer({ min: 1, max: 5_000 }),
    lowStock: fc.nat(5),
    lowStockBps: fc.integer({ min: 0, max: 5_000 }),
    windows: fc.array(anyWindow, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

const anyLeast = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'unasked' as const }) },
  {
    weight: 3,
    arbitrary: fc.integer({ min: 500, max: 5_500 }).map((tiyn) => ({ kind: 'known' as const, tiyn })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'unknown' as const, missing: 'cost' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'impossible' as const }) },
);

const anyRule = fc.record({
  strategy: fc.constantFrom(...strategies),
  belowFloor: fc.constantFrom('hold' as const, 'next_rival' as const, 'max' as const),
  stepTiyn: fc.integer({ min: 1, max: 5 }).map((amount) => amount * 100),
  topN: fc.integer({ min: 1, max: 4 }),
  rivalMerchantId: maybe(fc.constantFrom(...shops)),
  excludedMerchantIds: fc.subarray([...shops], { maxLength: 2 }),
  friendlyMerchantIds: fc.subarray([...shops], { maxLength: 2 }),
  filters: fc.oneof({ weight: 2, arbitrary: fc.constant(noFilters) }, { weight: 1, arbitrary: anyFilters }),
  parameters: anyParameters,
});

/** Prices crowd around a few tenge so that ties, floors and ceilings are hit often; rivals may carry tiyn. */
export const anyMarket: fc.Arbitrary<Market> = fc
  .record({
    rivals: fc.uniqueArray(anyOffer, { selector: ({ id }) => id }),
    areRound: fc.boolean(),
    rule: anyRule,
    current: fc.integer({ min: 10, max: 60 }),
    min: fc.integer({ min: 1, max: 50 }),
    room: maybe(fc.integer({ min: 0, max: 30 })),
    hand: fc.integer({ min: 10, max: 60 }),
    profitFloor: anyLeast,
    marginPrice: anyLeast,
    costTiyn: maybe(fc.integer({ min: 100, max: 5_000 })),
    stock: maybe(fc.nat(8)),
    localMinute: fc.constantFrom(0, 479, 480, 720, 1_319, 1_439),
    siblingMerchantIds: fc.subarray([...shops], { maxLength: 1 }),
    customTiyn: maybe(fc.integer({ min: -100, max: 7_000 })),
  })
  .map((one) => ({
    offers: [
      ...one.rivals.map(({ id, tiyn, ...kind }) =>
        anOffer(id, one.areRound ? Math.ceil(tiyn / 100) * 100 : tiyn, kind),
      ),
      anOffer(own, one.current * 100),
    ],
    ...{ ownMerchantId: own, siblingMerchantIds: one.siblingMerchantIds, rule: one.rule },
    price: {
      ...{ currentTiyn: one.current * 100, minTiyn: one.min * 100, handSetTiyn: one.hand * 100 },
      maxTiyn: one.room === null ? null : (one.min + one.room) * 100,
      ...{ profitFloor: one.profitFloor, marginPrice: one.marginPrice, costTiyn: one.costTiyn, stock: one.stock },
    },
    ...{ at: new Date('2026-11-20T07:00:00Z'), localMinute: one.localMinute, pastMoves: [] },
    ...{ warLimit: { moves: 6, withinMinutes: 60 }, customTiyn: one.customTiyn },
  }));

/** The largest of the store's floor, the minimum and the price of the wanted profit, in whole tenge. */
export function floorOf({ price }: Market): number {
  const profit = price.profitFloor.kind === 'known' ? price.profitFloor.tiyn : 0;
  return Math.ceil(Math.max(1_000, price.minTiyn, profit) / 100) * 100;
}

/** The maximum or the price set by hand, unless the floor is above. */
export function ceilingOf(one: Market): number {
  return Math.max(floorOf(one), one.price.maxTiyn ?? one.price.handSetTiyn);
}

/** The long rounds look at three times as many markets. */
export const RUNS = { numRuns: process.env.SAUDA_TEST_LONG ? 30_000 : 10_000 };

/** Fails with the smallest market that it can find for which the property does not hold. */
export function always(property: (one: Market) => boolean): void {
  fc.assert(fc.property(anyMarket, property), RUNS);
}

/** Whom a decision must not undercut. */
export function friendsOf({ siblingMerchantIds, rule }: Market): string[] {
  return [...siblingMerchantIds, ...rule.friendlyMerchantIds];
}

/** A profit is wanted and can't be worked out. */
export function isBlindOfCost({ price }: Market): boolean {
  return price.profitFloor.kind === 'unknown' || price.profitFloor.kind === 'impossible';
}
