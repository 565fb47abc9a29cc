import { formatTenge } from '#src/kernel/money.ts';
import { enableRule, listPriceMoves, pauseAll, pauseRule, resumeAll } from '#src/pricing/index.ts';
import type { TapAction } from '../../feature.ts';
import { action, enterDialogue } from '../../feature.ts';
import type { DescribeListing, SellerDeps, SellerFeature } from '../seller-deps.ts';
import { findRow } from './find-row.ts';
import { ruleWords } from './price-words.ts';
import { pricesScreen, pricingHome } from './prices.screen.ts';
import { ruleDialogue } from './rule.dialogue.ts';
import { priceRuleScreen, storeRuleScreen } from './rule.screen.ts';
import { turnRule } from './turn-rule.ts';
import { historyScreen, whyScreen } from './why.screen.ts';

/** Prices: what the repricer does and why, its rules, and the switches. */
export function pricingFeature(_deps: SellerDeps): SellerFeature {
  return {
    name: 'pricing',
    home: pricingHome,
    describeListing,
    commands: [{ name: 'prices', descriptionId: 'pricing-command', run: (ctx) => ctx.menu.showBelow('prices') }],
    screens: [pricesScreen, storeRuleScreen, priceRuleScreen, whyScreen, historyScreen],
    actions: [...ruleActions, ...productActions, ...allActions],
    dialogues: [ruleDialogue],
  };
}

const can = 'pricing.edit';

const ruleActions: readonly TapAction[] = [
  action(
    'store-rule-edit',
    (ctx, [storeId]) =>
      enterDialogue(ctx, ruleDialogue, { storeId: String(storeId), listingId: null, productId: null }),
    { can },
  ),
  action(
    'rule-edit',
    (ctx, [listingId, productId]) =>
      enterDialogue(ctx, ruleDialogue, { storeId: null, listingId: String(listingId), productId: String(productId) }),
    { can },
  ),
  action(
    'store-rule-turn',
    async (ctx, [id, to]) => {
      const storeId = String(id);
      await ctx.inCompany(async (scope) => {
        await (to === 'on' ? enableRule(scope, { storeId }) : pauseRule(scope, { storeId }));
      });
      await ctx.menu.show('store-rule', storeId);
    },
    { can },
  ),
];

const productActions: readonly TapAction[] = [
  action(
    'price-pause',
    async (ctx, [listingId, productId]) => {
      await ctx.inCompany((scope) => turnRule(scope, String(listingId), 'other'));
      await ctx.menu.show('product', String(productId));
    },
    { can },
  ),
  action(
    'price-turn',
    async (ctx, [listingId, productId, to]) => {
      await ctx.inCompany((scope) => turnRule(scope, String(listingId), to === 'on' ? 'on' : 'off'));
      await ctx.menu.show('price-rule', String(listingId), String(productId));
    },
    { can },
  ),
];

const allActions: readonly TapAction[] = [
  action(
    'prices-pause',
    async (ctx) => {
      await ctx.inCompany((scope) => pauseAll(scope));
      await ctx.menu.show('prices');
    },
    { can },
  ),
  action(
    'prices-resume',
    async (ctx) => {
      await ctx.inCompany((scope) => resumeAll(scope));
      await ctx.menu.show('prices');
    },
    { can },
  ),
];

/** The rule that leads a product's price and the last move it made. */
const describeListing: DescribeListing = async (scope, ctx, listingId) => {
  if (!ctx.visitor.can('pricing.read')) {
    return [];
  }

  const { rule } = await findRow(scope, listingId);
  const [move] = await listPriceMoves(scope, { listingId, limit: 1 });
  const standing = rule
    ? `${ruleWords(ctx, rule)} · ${ctx.t(rule.isEnabled ? 'pricing-on' : 'pricing-paused')}`
    : ctx.t('pricing-standing-none');
  return [
    `${ctx.t('pricing-rule-line')} ${standing}`,
    ...(move
      ? [
          '',
          ctx.t('pricing-last-move', {
            at: ctx.moment(move.at),
            from: formatTenge(move.fromTiyn),
            to: formatTenge(move.toTiyn),
          }),
          `<i>${ctx.t(`pricing-reason-${move.reason}`, move.params)}</i>`,
        ]
      : []),
  ];
};
