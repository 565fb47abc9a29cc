import { describe, expect, it } from '@jest/globals';
import { decide, type RuleFacts } from '#src/pricing/index.ts';
import { aMarket } from './market.ts';

type Changes = Parameters<typeof aMarket>[1];
type Case = readonly [
  says: string,
  rivals: Record<string, number>,
  changes: Changes,
  answer: readonly [tenge: number, reason: string],
];

/** Our price is 4 990 ₸ between 3 900 and 6 500 unless told otherwise; the step is 1 ₸. */
const at = (strategy: RuleFacts['strategy'], rule: Partial<RuleFacts> = {}): Changes => ({
  rule: { strategy, ...rule },
});
const known = (amount: number) => ({ kind: 'known' as const, tiyn: amount * 100 });
const unknown = { kind: 'unknown' as const, missing: 'cost' as const };
const margin = (amount: number, rule: Partial<RuleFacts> = {}): Changes => ({
  ...at('keep_margin', rule),
  price: { marginPrice: known(amount) },
});
const stock = (pieces: number | null, parameters: RuleFacts['parameters'] = {}): Changes => ({
  ...at('stock_aware', { parameters }),
  price: { stock: pieces },
});
const clock = (localMinute: number, parameters: RuleFacts['parameters'] = {}): Changes => ({
  ...at('schedule', { parameters }),
  localMinute,
});

const cases: readonly Case[] = [
  ['standard goes a step below the next rival', { a: 3_000, b: 4_500 }, at('standard'), [4_499, 'undercut_rival']],
  [
    'standard goes below the chosen one',
    { a: 4_500, b: 5_200 },
    at('standard', { rivalMerchantId: 'b' }),
    [5_199, 'rival_left_raise'],
  ],
  [
    'standard passes over a chosen one who is not there',
    { a: 4_500 },
    at('standard', { rivalMerchantId: 'b' }),
    [4_499, 'undercut_rival'],
  ],
  [
    'always_first goes a step below the cheapest',
    { a: 4_500, b: 4_400 },
    at('always_first', { stepTiyn: 1_000 }),
    [4_390, 'undercut_rival'],
  ],
  ['always_first rests where it is first', { a: 4_991 }, at('always_first'), [4_990, 'already_first']],
  [
    'stay_top_n goes a step below the n-th',
    { a: 4_100, b: 4_200, c: 4_300 },
    at('stay_top_n', { topN: 2 }),
    [4_199, 'top_n_kept'],
  ],
  ['stay_top_n goes up where fewer are there', { a: 4_100 }, at('stay_top_n', { topN: 2 }), [6_500, 'fewer_than_n']],
  ['match asks what the cheapest asks', { a: 4_500, b: 4_400 }, at('match'), [4_400, 'matched_rival']],
  ['match rounds down to whole tenge', { a: 4_400.5 }, at('match'), [4_400, 'matched_rival']],
  ['match follows up too', { a: 5_100 }, at('match'), [5_100, 'matched_rival']],
  ['match goes up where nobody is there', {}, at('match'), [6_500, 'no_rivals']],
  ['match holds above a rival below the floor', { a: 3_000 }, at('match'), [4_990, 'rival_below_floor']],
  [
    'match asks what the next rival asks',
    { a: 3_000, b: 4_200 },
    at('match', { belowFloor: 'next_rival' }),
    [4_200, 'rival_below_floor_next'],
  ],
  ['keep_margin goes a step below the cheapest', { a: 4_500 }, margin(4_200), [4_499, 'undercut_rival']],
  ['keep_margin stops at the margin', { a: 4_100 }, margin(4_200), [4_200, 'margin_kept']],
  ['keep_margin rounds the margin’s price up', { a: 4_100 }, margin(4_200.01), [4_201, 'margin_kept']],
  ['keep_margin is a matter for the floor below it', { a: 3_000 }, margin(3_500), [4_990, 'rival_below_floor']],
  ['keep_margin goes up where nobody is there', {}, margin(4_200), [6_500, 'no_rivals']],
  [
    'keep_margin stays without a cost',
    { a: 4_500 },
    { ...at('keep_margin'), price: { marginPrice: unknown } },
    [4_990, 'cost_unknown'],
  ],
  ['keep_margin never was told of a margin', { a: 4_500 }, at('keep_margin'), [4_990, 'cost_unknown']],
  ['raise_when_alone stays among rivals', { a: 4_500 }, at('raise_when_alone'), [4_990, 'not_alone']],
  ['raise_when_alone climbs 5 % at a time', {}, at('raise_when_alone'), [5_239, 'climbing']],
  [
    'raise_when_alone climbs as told',
    {},
    at('raise_when_alone', { parameters: { climbBps: 1_000 } }),
    [5_489, 'climbing'],
  ],
  [
    'raise_when_alone ends at the ceiling',
    {},
    { ...at('raise_when_alone'), price: { currentTiyn: 640_000 } },
    [6_500, 'no_rivals'],
  ],
  ['stock_aware is first with enough pieces', { a: 4_500 }, stock(4), [4_499, 'undercut_rival']],
  ['stock_aware is first with an unknown number', { a: 4_500 }, stock(null), [4_499, 'undercut_rival']],
  ['stock_aware stands 5 % above with 3 pieces', { a: 4_500 }, stock(3), [4_725, 'stock_low']],
  [
    'stock_aware takes its own share and number',
    { a: 4_500 },
    stock(9, { lowStock: 9, lowStockBps: 1_000 }),
    [4_950, 'stock_low'],
  ],
  ['stock_aware goes up where nobody is there', {}, stock(1), [6_500, 'no_rivals']],
  ['stock_aware stays below the ceiling', { a: 6_400 }, stock(1), [6_500, 'at_ceiling']],
  ['schedule is first by day', { a: 4_500 }, clock(720), [4_499, 'undercut_rival']],
  ['schedule asks 2 % more at 22:00', { a: 4_501 }, clock(1_320), [4_590, 'schedule_shift']],
  ['schedule asks 2 % more after midnight', { a: 4_501 }, clock(0), [4_590, 'schedule_shift']],
  ['schedule asks 2 % more until 07:59', { a: 4_501 }, clock(479), [4_590, 'schedule_shift']],
  ['schedule is first again at 08:00', { a: 4_501 }, clock(480), [4_500, 'undercut_rival']],
  ['schedule without windows is first at night', { a: 4_500 }, clock(0, { windows: [] }), [4_499, 'undercut_rival']],
  [
    'schedule takes the first window that holds the minute',
    { a: 4_501 },
    clock(720, {
      windows: [
        { fromMinute: 700, toMinute: 720, shiftBps: 1_000 },
        { fromMinute: 720, toMinute: 721, shiftBps: -1_000 },
        { fromMinute: 0, toMinute: 0, shiftBps: 3_000 },
      ],
    }),
    [4_050, 'schedule_shift'],
  ],
  ['custom asks what is proposed', { a: 4_500 }, { ...at('custom'), customTiyn: 512_345 }, [5_123, 'custom_price']],
  ['custom stays above the minimum', {}, { ...at('custom'), customTiyn: 100 }, [3_900, 'custom_price']],
  ['custom stays below the maximum', {}, { ...at('custom'), customTiyn: 9_999_999 }, [6_500, 'custom_price']],
  ['custom stays without a proposal', { a: 4_500 }, at('custom'), [4_990, 'custom_missing']],
  [
    'custom stays with a proposal that is no number',
    {},
    { ...at('custom'), customTiyn: Number.NaN },
    [4_990, 'custom_missing'],
  ],
];

describe('strategies', () => {
  it.each(cases)('%s', (...one) => {
    const [, rivals, changes, [tenge, reason]] = one;
    expect(decide(aMarket(rivals, changes))).toMatchObject({ targetTiyn: tenge * 100, reason });
  });
});
