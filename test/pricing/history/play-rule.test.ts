import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleFactsOf } from '#src/pricing/history/rule-facts.ts';
import { createChangeBudget } from '#src/pricing/history/simulation/change-budget.ts';
import { createPlayer } from '#src/pricing/history/simulation/play-rule.ts';
import { usualGuards } from '#src/pricing/history/simulation/simulation.ts';
import { offersAt } from './observations.ts';

const begin = new Date('2026-11-01T00:00:00Z').getTime();
const at = (minute: number) => new Date(begin + minute * 60_000);

describe('a played rule', () => {
  it('never sets a price outside the bounds, and tells a rank and a share that can be', () => {
    const price = fc.integer({ min: 10, max: 60 });
    const market = fc.record({
      looks: fc.array(fc.tuple(fc.option(price, { nil: null }), fc.array(price, { maxLength: 4 })), { maxLength: 30 }),
      min: fc.integer({ min: 10, max: 40 }),
      room: fc.integer({ min: 0, max: 20 }),
      strategy: fc.constantFrom('standard' as const, 'always_first' as const, 'stay_top_n' as const),
      belowFloor: fc.constantFrom('hold' as const, 'next_rival' as const, 'max' as const),
      minutes: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(market, ({ looks, min, room, strategy, belowFloor, minutes }) => {
        const [minTiyn, maxTiyn] = [min * 100, (min + room) * 100];
        const rule = { strategy, belowFloor, workFromMinute: 0, workToMinute: 0 };
        const player = createPlayer({
          standpoint: {
            ...{ ownMerchantId: 'own', siblingMerchantIds: [], rule: ruleFactsOf(rule) },
            price: { currentTiyn: 5_000, minTiyn, maxTiyn, handSetTiyn: 5_000 },
          },
          ...{ rule, zone: 'Asia/Almaty', guards: usualGuards, budget: createChangeBudget(250) },
          ...{ profitAt: () => undefined, to: at(looks.length * minutes) },
        });
        looks.forEach(([own, rivals], index) => {
          const shown = own === null ? {} : { own };
          const offers = offersAt({
            ...shown,
            ...Object.fromEntries(rivals.map((rival, shop) => [`s${shop}`, rival])),
          });
          player.see({ seenAt: at(index * minutes), offers });
        });
        const { path, would, was, looks: seen } = player.end();
        expect(seen).toBe(looks.length);
        for (const { tiyn } of path.slice(1)) {
          expect(tiyn).toBeGreaterThanOrEqual(minTiyn);
          expect(tiyn).toBeLessThanOrEqual(maxTiyn);
          expect(tiyn % 100).toBe(0);
        }
        expect(would.moves).toBe(Math.max(path.length - 1, 0));
        expect(would.time).toBe(was.time);
        expect(would.first).toBeLessThanOrEqual(would.time);
        expect(would.rank).toBeGreaterThanOrEqual(would.time);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a change budget', () => {
  it('lets no half hour have more changes than it may, in whatever order they are asked for', () => {
    const minutes = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 120 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 10 }), (asked, limit) => {
        const budget = createChangeBudget(limit);
        const spent = asked.filter((minute) => budget.spend(at(minute)));
        for (const start of asked) {
          expect(spent.filter((minute) => minute >= start && minute < start + 30).length).toBeLessThanOrEqual(limit);
        }
        const refused = asked.length - spent.length;
        expect(refused === 0 || asked.length > limit).toBe(true);
      }),
    );
  });
});
