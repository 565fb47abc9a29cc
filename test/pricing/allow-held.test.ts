import { describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import {
  allowHeldMoves,
  answerMass,
  answerMove,
  countHeldMoves,
  enableRule,
  findWaitingMove,
  listHeldMoves,
  listMassQuestions,
  pauseAll,
  setPricingRule,
} from '#src/pricing/index.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import { aFullShop } from '../api/full-shop.ts';
import { aCompany } from '../support/company.ts';

async function aShop() {
  const shop = await aCompany();
  const things = await aFullShop(shop);
  const { storeId } = things;
  await shop.run(async (scope) => {
    await setPricingRule(scope, { storeId, strategy: 'always_first' });
    await enableRule(scope, { storeId });
  });
  const state = async () => (await shop.run(({ em }) => em.findOneOrFail(PriceDecision, { id: things.heldId }))).state;
  return { shop, ...things, state };
}

describe('allowing held moves together', () => {
  it('allows what was shown, and neither a newer move nor one that goes further by now', async () => {
    const { shop, heldId, storeId, state } = await aShop();
    // 4 990 → 3 990 is 20.04 %.
    expect(await shop.run((scope) => countHeldMoves(scope, { storeId }))).toMatchObject({
      ...{ approval: 1, mass: 0, furthestPercent: expect.closeTo(20.04, 2), newestId: heldId },
    });
    const allow = (bounds: { upToId: string; mostPercent: number }) =>
      shop.run((scope) => allowHeldMoves(scope, { storeId, ...bounds }));
    expect(await allow({ upToId: heldId, mostPercent: 20 })).toEqual({ allowed: 0, left: 1 });
    const earlier = '00000000-0000-7000-8000-000000000000';
    expect(await allow({ upToId: earlier, mostPercent: 21 })).toEqual({ allowed: 0, left: 1 });
    expect(await allow({ upToId: heldId, mostPercent: 21 })).toEqual({ allowed: 1, left: 0 });
    expect(await state()).toBe('proposed');
  });

  it('is not offered for a rule that rests, whose moves ask nothing', async () => {
    const { shop, heldId, listingId, state } = await aShop();
    await shop.run((scope) => pauseAll(scope));
    expect(await shop.run((scope) => listHeldMoves(scope))).toEqual({ moves: [], next: null });
    const allowing = shop.run((scope) => answerMove(scope, { decisionId: heldId, answer: 'allow' }));
    await expect(allowing).rejects.toMatchObject({ code: 'pricing.moveNotHeld', params: { state: 'paused' } });
    expect(await state()).toBe('held');
    expect(await shop.run((scope) => findWaitingMove(scope, listingId))).toMatchObject({ toTiyn: tenge(3_990) });
  });

  it('takes twenty answers at once as one', async () => {
    const { shop, heldId } = await aShop();
    const answers = Array.from({ length: 20 }, (_, index) =>
      shop.run((scope) => answerMove(scope, { decisionId: heldId, answer: index % 2 === 0 ? 'allow' : 'refuse' })),
    );
    const outcomes = await Promise.allSettled(answers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is nobody’s but the company’s', async () => {
    const { shop, heldId, listingId, storeId, state } = await aShop();
    const stranger = await aCompany({ database: shop.database });
    const bounds = { storeId, upToId: newId(), mostPercent: 99 };
    expect(await stranger.run((scope) => allowHeldMoves(scope, bounds))).toEqual({ allowed: 0, left: 0 });
    const answering = stranger.run((scope) => answerMove(scope, { decisionId: heldId, answer: 'allow' }));
    await expect(answering).rejects.toMatchObject({ code: 'pricing.moveNotFound' });
    const mass = stranger.run((scope) => answerMass(scope, { storeId, answer: 'allow' }));
    await expect(mass).rejects.toMatchObject({ code: 'pricing.storeNotFound' });
    expect(await stranger.run((scope) => listHeldMoves(scope, { storeId }))).toEqual({ moves: [], next: null });
    expect(await stranger.run((scope) => findWaitingMove(scope, listingId))).toBeNull();
    expect(await stranger.run((scope) => listMassQuestions(scope, { storeId }))).toEqual([]);
    expect(await state()).toBe('held');
  });
});
