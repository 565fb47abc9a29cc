/** What the buttons of held prices do; under a notice the house edits the notice, in the menu they stay in the menu. */
import { tenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { type Answer, allowHeldMoves, answerMass, answerMove } from '#src/pricing/index.ts';
import type { BotContext } from '../../context.ts';
import { action, type TapAction } from '../../feature.ts';
import { UNDER_NOTICE } from '../orders/order-card.ts';
import { storeOf } from './held.screen.ts';

const can = 'pricing.edit';

/** The words on one move, on a store and on all moves, and the ways from a notice into the menu. */
export const heldActions: readonly TapAction[] = [
  action(
    'move-allow',
    (ctx, [decisionId, seen, mark]) =>
      give(ctx, mark, (scope) =>
        answerMove(scope, { decisionId: String(decisionId), answer: 'allow', seenTiyn: tenge(Number(seen)) }),
      ),
    { can },
  ),
  action(
    'move-refuse',
    (ctx, [decisionId, mark]) =>
      give(ctx, mark, (scope) => answerMove(scope, { decisionId: String(decisionId), answer: 'refuse' })),
    { can },
  ),
  action(
    'mass-answer',
    (ctx, [storeId, word, mark]) => {
      const answer: Answer = word === 'allow' ? 'allow' : 'refuse';
      return give(ctx, mark, (scope) => answerMass(scope, { storeId: String(storeId), answer }));
    },
    { can },
  ),
  action(
    'held-yes',
    async (ctx, [store, upToId, percent]) => {
      const bounds = { storeId: storeOf(store), upToId: String(upToId), mostPercent: Number(percent) };
      const { allowed, left } = await ctx.inCompany((scope) => allowHeldMoves(scope, bounds));
      await ctx.reply(
        [
          ctx.t('pricing-held-all-done', { count: allowed }),
          ...(left > 0 ? [ctx.t('pricing-held-all-left', { count: left })] : []),
        ].join('\n'),
      );
      await ctx.menu.showBelow('prices-held', String(store));
    },
    { can },
  ),
  action('held-show', (ctx, [storeId]) => ctx.menu.showBelow('prices-held', String(storeId)), { can }),
  action('held-ask-all', (ctx, [storeId]) => ctx.menu.showBelow('held-all', String(storeId)), { can }),
  action('move-why', (ctx, [listingId, productId]) =>
    ctx.menu.showBelow('price-why', String(listingId), String(productId)),
  ),
];

/** A word that comes too late is told so by whoever works the tap; the menu shows how things stand all the same. */
async function give(
  ctx: BotContext,
  mark: string | undefined,
  word: (scope: Scope) => Promise<unknown>,
): Promise<void> {
  try {
    await ctx.inCompany(word);
  } finally {
    if (mark !== UNDER_NOTICE) {
      await ctx.menu.redraw();
    }
  }
}
