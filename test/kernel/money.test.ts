import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatTenge, readPrice } from '#src/kernel/money.ts';

describe('readPrice', () => {
  it.each([
    ['12990', 1_299_000],
    ['12 990', 1_299_000],
    ['12990тг', 1_299_000],
    ['12 990 ₸', 1_299_000],
    ['12\u202f990\u202f₸', 1_299_000],
    ['12,990', 1_299_000],
    ['12.990', 1_299_000],
    ['12990.00', 1_299_000],
    ['1.234.567,00', 123_456_700],
    ['1,234,567', 123_456_700],
    ['4 990 тенге', 499_000],
    ['4990 теңге', 499_000],
    ['1', 100],
  ])('reads %s', (text, tiyn) => {
    expect(readPrice(text)).toEqual({ ok: true, tiyn });
  });

  it.each([
    ['abc', 'not-a-number'],
    ['', 'not-a-number'],
    ['12 990 990 000 000 000', 'not-a-number'],
    ['-5', 'negative'],
    ['−100', 'negative'],
    ['99.5', 'fraction'],
    ['4990.000', 'fraction'],
    ['0,500', 'fraction'],
    ['0.005', 'fraction'],
    ['1,2990', 'not-a-number'],
    ['0', 'too-small'],
    ['999999999999', 'too-big'],
  ])('refuses %s as %s', (text, why) => {
    expect(readPrice(text)).toEqual({ ok: false, why });
  });

  it('reads back every price it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), (amount) => {
        expect(readPrice(formatTenge(amount * 100))).toEqual({ ok: true, tiyn: amount * 100 });
      }),
    );
  });
});
