/** Why a price is what it is, and what it was before. */
import { formatTenge } from '#src/kernel/money.ts';
import { explainPrice, listPriceMoves, type OfferView, type PriceExplanation } from '#src/pricing/index.ts';
import type { BotContext } from '../../context.ts';
import { button, screen } from '../../feature.ts';
import { nameOf } from '../catalog/product-words.ts';
import { findRow } from './find-row.ts';
import { boundsWords, lastMoveWords, moveWords, ruleWords } from './price-words.ts';

const NAME_LENGTH = 120;
const SHOWN_OFFERS = 10;
const SHOWN_MOVES = 8;

/** The last decision in a sentence, and everybody's offers it came from. */
export const whyScreen = screen(
  'price-why',
  async (ctx, [listingId, productId]) => {
    const seen = await ctx.inCompany(async (scope) => {
      const row = await findRow(scope, String(listingId));
      return explainPrice(scope, { listingId: row.listingId, ...(row.cityId !== null && { cityId: row.cityId }) });
    });
    const groups = [headLines(ctx, seen), [reasonOf(ctx, seen), ...lastMoveLines(ctx, seen)], offerLines(ctx, seen)];
    return {
      text: groups
        .filter((group) => group.length > 0)
        .map((group) => group.join('\n'))
        .join('\n\n'),
      keyboard: [[button(ctx.label('pricing-refresh-btn'), 'price-why', String(listingId), String(productId))]],
      back: ['product', String(productId)],
    };
  },
  { can: 'pricing.read' },
);

/** The last moves, newest first, each with its reason. */
export const historyScreen = screen(
  'price-history',
  async (ctx, [listingId, productId]) => {
    const { row, moves } = await ctx.inCompany(async (scope) => ({
      row: await findRow(scope, String(listingId)),
      moves: await listPriceMoves(scope, { listingId: String(listingId), limit: SHOWN_MOVES }),
    }));
    const told = moves.length === 0 ? [ctx.t('pricing-history-empty')] : moves.map((move) => moveWords(ctx, move));
    return {
      text: [ctx.t('pricing-history-title', { name: nameOf(row, ctx.language, NAME_LENGTH) }), ...told].join('\n\n'),
      back: ['product', String(productId)],
    };
  },
  { can: 'pricing.read' },
);

function headLines(ctx: BotContext, { price }: PriceExplanation): string[] {
  const { rank, offersCount, rule } = price;
  return [
    ctx.t('pricing-why-title', { name: nameOf(price, ctx.language, NAME_LENGTH) }),
    `${ctx.t('pricing-price', { price: formatTenge(price.currentTiyn) })} · ${boundsWords(ctx, price)}`,
    ...(rank === null ? [] : [ctx.t('pricing-rank', { rank, offers: offersCount ?? 0 })]),
    ...(rule
      ? [
          `${ctx.t('pricing-rule-line')} ${ruleWords(ctx, rule)} · ${ctx.t(rule.isEnabled ? 'pricing-on' : 'pricing-paused')}`,
        ]
      : []),
  ];
}

function reasonOf(ctx: BotContext, { reason, params, price }: PriceExplanation): string {
  if (reason) {
    return `💬 ${ctx.t(`pricing-reason-${reason}`, params)}`;
  }

  return ctx.t(price.rule ? 'pricing-why-not-yet' : 'pricing-why-no-rule');
}

function lastMoveLines(ctx: BotContext, { lastMove }: PriceExplanation): string[] {
  return lastMove ? [lastMoveWords(ctx, lastMove)] : [];
}

function offerLines(ctx: BotContext, { offers, seenAt }: PriceExplanation): string[] {
  if (!seenAt || offers.length === 0) {
    return [];
  }

  const placed = offers.map((offer, index) => ({ offer, place: index + 1 }));
  const shown = placed.filter(({ offer, place }) => place <= SHOWN_OFFERS || offer.role === 'own');
  return [
    ctx.t('pricing-offers-title', { at: ctx.moment(seenAt) }),
    ...shown.map(({ offer, place }) => offerLine(ctx, offer, place)),
    ...(placed.length > shown.length ? [ctx.t('pricing-offers-more', { count: placed.length - shown.length })] : []),
  ];
}

function offerLine(ctx: BotContext, { merchantName, priceTiyn, role }: OfferView, place: number): string {
  return ctx.t(`pricing-offer-${role}`, { place, name: merchantName, price: formatTenge(priceTiyn) });
}
