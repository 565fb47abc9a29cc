/** The price's part of a product's card. */
import {
  findWaitingMove,
  listPriceMoves,
  type MoveView,
  type PriceRow,
  type WaitingPrice,
} from '#src/pricing/index.ts';
import type { BotContext, Button } from '../../context.ts';
import { button } from '../../feature.ts';
import type { DescribeListing, ShownListing } from '../seller-deps.ts';
import { findRowOf } from './find-row.ts';
import { waitWords } from './held-words.ts';
import { lastMoveWords, ruleWords } from './price-words.ts';
import { turnButton } from './rule.screen.ts';

/** The rule that leads the product's price, the last move it made, and the ways to both. */
export const describeListing: DescribeListing = async (scope, ctx, listing) => {
  if (!ctx.visitor.can('pricing.read')) {
    return undefined;
  }

  const { listingId } = listing;
  const row = await findRowOf(scope, listingId);
  if (!row) {
    return undefined;
  }

  const [move] = await listPriceMoves(scope, { listingId, limit: 1 });
  const waiting = await findWaitingMove(scope, listingId);
  const lines = [ruleLine(ctx, row.rule), ...moveLines(ctx, move), ...waitLines(ctx, waiting)];
  return { lines, keyboard: keyboardOf(ctx, listing, row.rule) };
};

function ruleLine(ctx: BotContext, rule: PriceRow['rule']): string {
  const standing = rule
    ? `${ruleWords(ctx, rule)} · ${ctx.t(rule.isEnabled ? 'pricing-on' : 'pricing-paused')}`
    : ctx.t('pricing-standing-none');
  return `${ctx.t('pricing-rule-line')} ${standing}`;
}

function moveLines(ctx: BotContext, move: MoveView | undefined): string[] {
  if (!move) {
    return [];
  }

  return ['', lastMoveWords(ctx, move), `<i>${ctx.t(`pricing-reason-${move.reason}`, move.params)}</i>`];
}

function waitLines(ctx: BotContext, waiting: WaitingPrice | null): string[] {
  return waiting ? [waitWords(ctx, waiting)] : [];
}

function keyboardOf(ctx: BotContext, { listingId, productId }: ShownListing, rule: PriceRow['rule']): Button[][] {
  const to = (name: string) => button(ctx.label(`pricing-card-${name}-btn`), `price-${name}`, listingId, productId);
  const turn = rule ? [turnButton(ctx, rule, ['price-pause', listingId, productId])] : [];
  return [[to('why'), to('history')], ...(ctx.visitor.can('pricing.edit') ? [[to('rule'), ...turn]] : [])];
}
