import { enableRule, pauseAll, pauseRule, resumeAll } from '#src/pricing/index.ts';
import type { TapAction } from '../../feature.ts';
import { action, enterDialogue } from '../../feature.ts';
import type { SellerDeps, SellerFeature } from '../seller-deps.ts';
import { describeListing } from './describe-listing.ts';
import { heldActions } from './held.handlers.ts';
import { heldAllScreen, heldScreen } from './held.screen.ts';
import { historyScreen } from './history.screen.ts';
import { pricesScreen, pricingHome } from './prices.screen.ts';
import { ruleDialogue } from './rule.dialogue.ts';
import { priceRuleScreen, storeRuleScreen } from './rule.screen.ts';
import { turnRule } from './turn-rule.ts';
import { whyScreen } from './why.screen.ts';

/** Prices: what the repricer does and why, its rules, and the switches. */
export function pricingFeature(deps: SellerDeps): SellerFeature {
  return {
    name: 'pricing',
    home: pricingHome,
    describeListing,
    commands: [{ name: 'prices', descriptionId: 'pricing-command', run: (ctx) => ctx.menu.showBelow('prices') }],
    screens: [
      ...[pricesScreen, storeRuleScreen, priceRuleScreen, whyScreen, historyScreen(deps)],
      ...[heldScreen, heldAllScreen],
    ],
    actions: [...ruleActions, ...productActions, ...allActions, ...heldActions],
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
    async (ctx, [listingId, productId, to]) => {
      await ctx.inCompany((scope) => turnRule(scope, String(listingId), to === 'on' ? 'on' : 'off'));
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
