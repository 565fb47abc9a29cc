/** Sets a rule by conversation: questions, a preview in which any answer can be corrected, and only then the rule. */
import { shortId } from '#src/kernel/ids.ts';
import { formatTenge } from '#src/kernel/money.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { enableRule, findRule, pauseRule, setBounds, setPricingRule } from '#src/pricing/index.ts';
import { askChoice } from '../../ask.ts';
import { attempt, attemptCall } from '../../attempt.ts';
import type { Dialogue, InnerContext } from '../../context.ts';
import { defineDialogue } from '../../feature.ts';
import { dropDraft, type FormAnswers, fillForm } from '../../form.ts';
import { type ExamplePlace, findExample } from './example.ts';
import { findRow } from './find-row.ts';
import { ruleWords } from './price-words.ts';
import { type RuleAnswers, type RuleBefore, type RuleField, type RuleStep, ruleSteps } from './rule-form.dialogue.ts';

/** Whose rule is set; without a listing it is the store's default, without a store the listing's own is looked up. */
export interface RuleArgs {
  readonly storeId: string | null;
  readonly listingId: string | null;
  readonly productId: string | null;
}

/** The dialogue; what was answered is kept in a draft until the rule stands. */
export const ruleDialogue = defineDialogue<RuleArgs>('price-rule', async (dialogue, ctx, args) => {
  const known = await attempt(dialogue, (scope) => situation(scope, args));
  if (!known.ok) {
    await ctx.reply(ctx.t(known.messageId, known.params));
    return;
  }

  const { place, before } = known.value;
  const setting = { dialogue, place, kind: `pricing.rule.${shortId(place.listingId ?? place.storeId)}` };
  const steps = ruleSteps({ dialogue, before, hasBounds: place.listingId !== null });
  const answers = await fillForm(dialogue, ctx, { kind: setting.kind, steps });
  await settle(setting, ctx, { steps, answers, presentTiyn: before.presentTiyn });
  await dialogue.external((outer) =>
    place.listingId === null
      ? outer.menu.showBelow('store-rule', place.storeId)
      : outer.menu.showBelow('price-rule', place.listingId, String(args.productId)),
  );
});

/** What the steps of the dialogue share. */
interface Setting {
  readonly dialogue: Dialogue;
  readonly place: ExamplePlace;
  /** The kind of the draft. */
  readonly kind: string;
}

interface Filled {
  readonly steps: readonly RuleStep[];
  readonly answers: FormAnswers;
  /** What the product costs now. */
  readonly presentTiyn: number | null;
}

/** Shows the preview and writes the rule; what is refused can be corrected and tried again. */
async function settle(setting: Setting, ctx: InnerContext, filled: Filled): Promise<void> {
  const { dialogue, place, kind } = setting;
  let { answers } = filled;
  for (;;) {
    const { verdict, answers: settled } = await corrected(setting, ctx, { ...filled, answers });
    answers = settled;
    const outcome = await attempt(dialogue, (scope) => write(scope, place, { verdict, answers: settled }));
    if (outcome.ok) {
      await dropDraft(dialogue, ctx, kind);
      await ctx.reply(ctx.t(verdict === 'on' ? 'pricing-rule-on-now' : 'pricing-rule-saved'));
      return;
    }

    await ctx.reply(ctx.t(outcome.messageId, outcome.params));
  }
}

type Verdict = 'on' | 'off';

/** Shows the preview until the seller decides; every corrected answer is kept in the draft at once. */
async function corrected(
  { dialogue, kind }: Setting,
  ctx: InnerContext,
  { steps, answers: first, presentTiyn }: Filled,
): Promise<{ verdict: Verdict; answers: FormAnswers }> {
  let answers = first;
  for (;;) {
    const present = answers;
    const open = steps.filter((step) => step.when?.(present) ?? true);
    // A new strategy may bring a question that was not asked before.
    const missing = open.find(({ name }) => !(name in present));
    const verdict = missing ? missing.name : await askVerdict(dialogue, ctx, { steps: open, answers, presentTiyn });
    if (verdict === 'on' || verdict === 'off') {
      return { verdict, answers };
    }

    const step = open.find(({ name }) => name === verdict);
    const answer = await step?.ask(ctx, { hasBack: !missing }, answers);
    if (answer?.kind === 'answer') {
      const kept = { ...answers, [verdict]: answer.value };
      answers = kept;
      await attemptCall(dialogue, (outer) => outer.inCompany((scope) => outer.drafts.save(scope, kind, kept)));
    }
  }
}

async function askVerdict(
  dialogue: Dialogue,
  ctx: InnerContext,
  { steps, answers, presentTiyn }: Filled,
): Promise<Verdict | RuleField> {
  const fields = steps.map(({ name }) => ({ label: ctx.label(`pricing-change-${name}-btn`), value: name }));
  const choice = await askChoice<Verdict | RuleField>(dialogue, ctx, {
    text: previewOf(ctx, answers),
    choices: [
      [{ label: ctx.label('pricing-turn-on-btn'), value: 'on' }],
      [{ label: ctx.label('pricing-keep-off-btn'), value: 'off' }],
      ...fields.flatMap((_, index) => (index % 2 === 0 ? [fields.slice(index, index + 2)] : [])),
    ],
  });
  const verdict = choice.kind === 'answer' ? choice.value : 'off';
  const { min = 0 }: RuleAnswers = answers;
  return verdict === 'on' && presentTiyn !== null && min > presentTiyn
    ? askRaise(dialogue, ctx, { min: formatTenge(min), price: formatTenge(presentTiyn) })
    : verdict;
}

/** A minimum above the present price raises it at once, which may be a slip of the finger. */
async function askRaise(dialogue: Dialogue, ctx: InnerContext, params: { min: string; price: string }) {
  const choice = await askChoice<Verdict | RuleField>(dialogue, ctx, {
    text: ctx.t('pricing-min-above-price', params),
    choices: [
      [{ label: ctx.label('pricing-raise-btn'), value: 'on' }],
      [{ label: ctx.label('pricing-change-min-btn'), value: 'min' }],
      [{ label: ctx.label('pricing-keep-off-btn'), value: 'off' }],
    ],
  });
  return choice.kind === 'answer' ? choice.value : 'off';
}

function previewOf(ctx: InnerContext, { strategy = 'standard', step = 0, place = 1, min, max }: RuleAnswers): string {
  return [
    ctx.t('pricing-preview'),
    '',
    ruleWords(ctx, { strategy, stepTiyn: step, topN: place }),
    ...(min === undefined ? [] : [ctx.t('pricing-min', { price: formatTenge(min) })]),
    ...(max == null ? [] : [ctx.t('pricing-max', { price: formatTenge(max) })]),
    ...(min === undefined ? [ctx.t('pricing-preview-store')] : []),
  ].join('\n');
}

async function situation(scope: Scope, args: RuleArgs): Promise<{ place: ExamplePlace; before: RuleBefore }> {
  const row = args.listingId === null ? undefined : await findRow(scope, args.listingId);
  const place = { storeId: row?.storeId ?? String(args.storeId), listingId: args.listingId };
  const rule = await findRule(scope, {
    storeId: place.storeId,
    ...(place.listingId !== null && { listingId: place.listingId }),
  });
  return {
    place,
    before: {
      strategy: rule?.strategy ?? null,
      stepTiyn: rule?.stepTiyn ?? null,
      topN: rule?.topN ?? null,
      minTiyn: row?.minTiyn ?? null,
      maxTiyn: row?.maxTiyn ?? null,
      presentTiyn: row?.currentTiyn ?? null,
      example: await findExample(scope, place),
    },
  };
}

/** Rule, bounds and switch together: all of it or nothing. */
async function write(
  scope: Scope,
  { storeId, listingId }: ExamplePlace,
  { verdict, answers }: { readonly verdict: Verdict; readonly answers: RuleAnswers },
): Promise<void> {
  const place = { storeId, ...(listingId !== null && { listingId }) };
  const { strategy, step, place: topN, min, max } = answers;
  await setPricingRule(scope, { ...place, strategy, stepTiyn: step, topN });
  if (listingId !== null) {
    await setBounds(scope, { listingId, minTiyn: min, maxTiyn: max });
  }
  if (verdict === 'on') {
    await enableRule(scope, place);
  } else {
    await pauseRule(scope, place);
  }
}
