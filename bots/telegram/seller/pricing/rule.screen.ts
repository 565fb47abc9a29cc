/** One rule: a store's default, or what a product follows; how it stands and how to change it. */
import { formatTenge } from '#src/kernel/money.ts';
import { findRule, type PricingRule } from '#src/pricing/index.ts';
import { findStore } from '#src/stores/index.ts';
import type { BotContext, Button } from '../../context.ts';
import { button, screen } from '../../feature.ts';
import { nameOf } from '../catalog/product-words.ts';
import { findRow } from './find-row.ts';
import { boundsWords, ruleWords, standingOf } from './price-words.ts';

const NAME_LENGTH = 120;

/** The default rule of a store. */
export const storeRuleScreen = screen(
  'store-rule',
  async (ctx, [id]) => {
    const storeId = String(id);
    const { store, rule } = await ctx.inCompany(async (scope) => ({
      store: await findStore(scope, storeId),
      rule: await findRule(scope, { storeId }),
    }));
    return {
      text: [ctx.t('pricing-store-rule-title', { store: store.name }), '', ...storeRuleLines(ctx, rule)].join('\n'),
      keyboard: storeKeyboard(ctx, storeId, rule),
      back: ['prices'],
    };
  },
  { can: 'pricing.read' },
);

/** What a product follows: its own rule or its store's. */
export const priceRuleScreen = screen(
  'price-rule',
  async (ctx, [listingId, productId]) => {
    const row = await ctx.inCompany((scope) => findRow(scope, String(listingId)));
    const { rule } = row;
    const lines = [
      ctx.t('pricing-rule-title', { name: nameOf(row, ctx.language, NAME_LENGTH) }),
      '',
      ...(rule ? [`${ruleWords(ctx, rule)} · ${ctx.t(`pricing-source-${rule.source}`)}`] : []),
      `${ctx.t('pricing-price', { price: formatTenge(row.currentTiyn) })} · ${boundsWords(ctx, row)}`,
      '',
      ctx.t(`pricing-standing-${standingOf(row)}`),
    ];
    return {
      text: lines.join('\n'),
      keyboard: productKeyboard(ctx, { listingId: row.listingId, productId: String(productId), rule }),
      back: ['product', String(productId)],
    };
  },
  { can: 'pricing.read' },
);

function storeRuleLines(ctx: BotContext, rule: PricingRule | null): string[] {
  if (!rule) {
    return [ctx.t('pricing-store-rule-explain')];
  }

  const standing = ctx.t(rule.isEnabled ? 'pricing-standing-store-on' : 'pricing-standing-paused');
  return [ruleWords(ctx, rule), '', standing];
}

function storeKeyboard(ctx: BotContext, storeId: string, rule: PricingRule | null): Button[][] {
  if (!ctx.visitor.can('pricing.edit')) {
    return [];
  }

  const edit = button(ctx.label(rule ? 'pricing-edit-btn' : 'pricing-set-btn'), 'store-rule-edit', storeId);
  return rule ? [[edit, turnButton(ctx, rule, ['store-rule-turn', storeId])]] : [[edit]];
}

interface ProductRule {
  readonly listingId: string;
  readonly productId: string;
  readonly rule: { readonly isEnabled: boolean } | null;
}

function productKeyboard(ctx: BotContext, { listingId, productId, rule }: ProductRule): Button[][] {
  if (!ctx.visitor.can('pricing.edit')) {
    return [];
  }

  const edit = button(ctx.label(rule ? 'pricing-edit-btn' : 'pricing-set-btn'), 'rule-edit', listingId, productId);
  return rule ? [[edit, turnButton(ctx, rule, ['price-turn', listingId, productId])]] : [[edit]];
}

/** Switches a rule to what it is not; the label says to what. */
export function turnButton(
  ctx: BotContext,
  { isEnabled }: { readonly isEnabled: boolean },
  [name, ...args]: readonly [string, ...string[]],
): Button {
  return button(
    ctx.label(isEnabled ? 'pricing-pause-btn' : 'pricing-resume-btn'),
    name,
    ...args,
    isEnabled ? 'off' : 'on',
  );
}
