/** Prices as a whole: how many are led by a rule, the rule of each store, and the one switch for all. */
import type { Scope } from '#src/platform/db/scope.ts';
import {
  countHeldMoves,
  countPricesByState,
  countRulesPausedTogether,
  findRule,
  type PriceCounts,
} from '#src/pricing/index.ts';
import { listStores } from '#src/stores/index.ts';
import type { BotContext, Button, ScreenView } from '../../context.ts';
import { button, screen } from '../../feature.ts';
import type { HomePart } from '../seller-deps.ts';
import { ALL_STORES } from './held.screen.ts';
import { ruleWords } from './price-words.ts';

/** The screen behind the main menu's button. */
export const pricesScreen = screen(
  'prices',
  async (ctx) => {
    const seen = await ctx.inCompany((scope) => look(scope, ctx));
    return { text: textOf(ctx, seen), keyboard: keyboardOf(ctx, seen) } satisfies ScreenView;
  },
  { can: 'pricing.read' },
);

/** What the main menu tells of prices. */
export const pricingHome: HomePart = {
  screen: 'prices',
  labelId: 'pricing-home-btn',
  can: 'pricing.read',
  place: 20,
  summarize: async (scope, ctx) => {
    const { atFloor } = await countPricesByState(scope);
    const held = await countHeld(scope, ctx);
    const told = [
      ...(held > 0 ? [ctx.t('pricing-held-count', { count: held })] : []),
      ...(atFloor > 0 ? [ctx.t('pricing-home-floor', { count: atFloor })] : []),
    ];
    return { attention: told, next: heldButtons(ctx, held) };
  },
};

async function look(scope: Scope, ctx: BotContext) {
  const stores = [];
  for (const { id, name } of await listStores(scope)) {
    stores.push({ id, name, rule: await findRule(scope, { storeId: id }) });
  }
  const held = await countHeld(scope, ctx);
  return { stores, held, counts: await countPricesByState(scope), together: await countRulesPausedTogether(scope) };
}

/** Prices that wait for a word, for whoever may give it. */
async function countHeld(scope: Scope, ctx: BotContext): Promise<number> {
  if (!ctx.visitor.can('pricing.edit')) {
    return 0;
  }

  const { approval, mass } = await countHeldMoves(scope);
  return approval + mass;
}

function heldButtons(ctx: BotContext, count: number): Button[][] {
  return count === 0 ? [] : [[button(ctx.label('pricing-held-btn', { count }), 'prices-held', ALL_STORES)]];
}

type Seen = Awaited<ReturnType<typeof look>>;

function textOf(ctx: BotContext, { stores, counts, held }: Seen): string {
  const rules = stores.map(({ name, rule }) =>
    rule
      ? `${ctx.t('pricing-store-rule', { store: name })} ${ruleWords(ctx, rule)} · ${ctx.t(rule.isEnabled ? 'pricing-on' : 'pricing-paused')}`
      : `${ctx.t('pricing-store-rule', { store: name })} ${ctx.t('pricing-store-rule-none')}`,
  );
  const groups = [
    [ctx.t('pricing-title')],
    held > 0 ? [`⚠️ ${ctx.t('pricing-held-count', { count: held })}`] : [],
    counts.total === 0 ? [ctx.t('pricing-empty')] : countLines(ctx, counts),
    rules,
    counts.withoutMinimum > 0 ? [ctx.t('pricing-minimum-hint')] : [],
  ];
  return groups
    .filter((group) => group.length > 0)
    .map((group) => group.join('\n'))
    .join('\n\n');
}

function countLines(ctx: BotContext, counts: PriceCounts): string[] {
  const lines: readonly (readonly [string, number])[] = [
    ['pricing-count-repriced', counts.repriced],
    ['pricing-count-first', counts.first],
    ['pricing-count-floor', counts.atFloor],
    ['pricing-count-pending', counts.pending],
    ['pricing-count-paused', counts.paused],
    ['pricing-count-no-rule', counts.withoutRule],
    ['pricing-count-no-min', counts.withoutMinimum],
    ['pricing-count-unseen', counts.unseen],
  ];
  const told = lines.filter(([, count]) => count > 0).map(([id, count]) => ctx.t(id, { count }));
  return [ctx.t('pricing-count-total', { count: counts.total }), ...told];
}

function keyboardOf(ctx: BotContext, { stores, held, together }: Seen): Button[][] {
  if (!ctx.visitor.can('pricing.edit')) {
    return [];
  }

  const isOn = stores.some(({ rule }) => rule?.isEnabled);
  return [
    ...heldButtons(ctx, held),
    ...stores.map(({ id, name }) => [
      button(stores.length === 1 ? ctx.label('pricing-rule-btn') : `✏️ ${name}`.slice(0, 40), 'store-rule', id),
    ]),
    ...(isOn ? [[button(ctx.label('pricing-pause-all-btn'), 'prices-pause')]] : []),
    ...(together > 0 ? [[button(ctx.label('pricing-resume-all-btn'), 'prices-resume')]] : []),
  ];
}
