import fc from 'fast-check';

/** What may happen in the market, one thing at a time; prices in tenge, products by their place. */
export type Happening =
  | { readonly kind: 'rival'; readonly product: number; readonly price: number | null }
  | { readonly kind: 'fault'; readonly fault: keyof typeof faults }
  | { readonly kind: 'calm' }
  | { readonly kind: 'time'; readonly seconds: number }
  | { readonly kind: 'bounds'; readonly product: number; readonly min: number; readonly max: number }
  | { readonly kind: 'switch' }
  | { readonly kind: 'by-hand'; readonly product: number; readonly price: number }
  | { readonly kind: 'answer'; readonly answer: 'allow' | 'refuse' }
  | { readonly kind: 'work'; readonly workers: 1 | 2 };

/** Faults of the stand-in that a market may see. */
export const faults = {
  blocked: { blocked403: true, affects: ['offers'] },
  page: { htmlInsteadOfJson: true, affects: ['offers'] },
  silent: { unreachable: true, affects: ['cabinet'] },
  banned: { pushBan: true },
  ignoring: { ignorePushes: true },
  losing: { losePushes: true },
  empty: { emptyOffers: true },
  late: { priceApplyDelayMs: 30 },
} as const;

const product = fc.nat(2);
const price = fc.integer({ min: 3_500, max: 6_500 });
const names = Object.keys(faults) as (keyof typeof faults)[];

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('rival' as const), product, price: fc.option(price, { freq: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fault' as const), fault: fc.constantFrom(...names) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('calm' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('time' as const), seconds: fc.constantFrom(31, 61, 240, 901, 1_801) }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ kind: fc.constant('bounds' as const), product, one: price, other: price })
      .map(({ one, other, ...rest }) => ({ ...rest, min: Math.min(one, other), max: Math.max(one, other) })),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('switch' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('by-hand' as const), product, price }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      answer: fc.constantFrom('allow' as const, 'refuse' as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('work' as const), workers: fc.constantFrom(1 as const, 2 as const) }),
  },
);

/** Sequences of happenings. */
export function markets(most: number): fc.Arbitrary<Happening[]> {
  return fc.array(happening, { minLength: 1, maxLength: most, size: 'max' });
}
