/** Why a price is what it is. */
import { formatTenge } from '#src/kernel/money.ts';
import {
  explainPrice,
  findWaitingMove,
  type OfferView,
  type PriceExplanation,
  type WaitingPrice,
} from '#src/pricing/index.ts';
import type { BotContext, Button } from '../../context.ts';
import { button, screen } from '../../feature.ts';
import { nameOf } from '../catalog/product-words.ts';
import { findRow } from './find-row.ts';
import { decideButtons, waitWords } from './held-words.ts';
import { boundsWords, lastMoveWords, ruleWords } from './price-words.ts';

const NAME_LENGTH = 120;
const SHOWN_OFFERS = 10;

/** The last decision in a sentence, and everybody's offers it came from. */
export const whyScreen = screen(
  'price-why',
  async (ctx, [listingId, productId]) => {
    const { seen, waiting } = await ctx.inCompany(async (scope) => {
      const row = await findRow(scope, String(listingId));
      const place = { listingId: row.listingId, ...(row.cityId !== null && { cityId: row.cityId }) };
      return { seen: await explainPrice(scope, place), waiting: await findWaitingMove(scope, row.listingId) };
    });
    const groups = [
      headLines(ctx, seen),
      [reasonOf(ctx, seen), ...lastMoveLines(ctx, seen)],
      waiting ? [waitWords(ctx, waiting)] : [],
      offerLines(ctx, seen),
    ];
    return {
      text: groups
        .filter((group) => group.length > 0)
        .map((group) => group.join('\n'))
        .join('\n\n'),
      keyboard: [
        ...wordButtons(ctx, waiting),
        [button(ctx.label('pricing-refresh-btn'), 'price-why', String(listingId), String(productId))],
      ],
      back: ['product', String(productId)],
    };
  },
  { can: 'pricing.read' },
);

/** What waits for a word can be given it here. */
function wordButtons(ctx: BotContext, waiting: WaitingPrice | null): Button[][] {
  const isHeld = waiting?.waitsFor === 'approval' || waiting?.waitsFor === 'mass';
  return waiting && isHeld && ctx.visitor.can('pricing.edit') ? [decideButtons(ctx, waiting)] : [];
}

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
