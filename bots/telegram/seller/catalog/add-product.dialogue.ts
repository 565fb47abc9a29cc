/** Adds a product by conversation: questions, a preview in which any answer can be corrected, and only then the product. */
import { addProduct, type NewProduct } from '#src/catalog/index.ts';
import type { Language } from '#src/kernel/language.ts';
import { formatTenge } from '#src/kernel/money.ts';
import { listStores } from '#src/stores/index.ts';
import { askChoice } from '../../ask.ts';
import { attempt, attemptCall } from '../../attempt.ts';
import type { InnerContext } from '../../context.ts';
import { defineDialogue } from '../../feature.ts';
import { dropDraft, type FormAnswers, fillForm } from '../../form.ts';
import type { SellerDeps } from '../seller-deps.ts';
import {
  type Asked,
  type ProductAnswers,
  type ProductField,
  type ProductStep,
  productSteps,
} from './product-form.dialogue.ts';

const DRAFT = 'catalog.product';

/** The dialogue; what was answered is kept in a draft until the product exists. */
export function addProductDialogue(deps: SellerDeps) {
  return defineDialogue('product-add', async (dialogue, ctx) => {
    const stores = await attempt(dialogue, async (scope) => (await listStores(scope)).length);
    if (!stores.ok) {
      await ctx.reply(ctx.t(stores.messageId, stores.params));
      return;
    }

    const asked: Asked = { dialogue, deps, hasStore: stores.value > 0 };
    const steps = productSteps(asked);
    let answers = await fillForm(dialogue, ctx, { kind: DRAFT, steps });
    for (;;) {
      answers = await corrected(asked, ctx, { steps, answers });
      const outcome = await attempt(dialogue, (scope, key) => addProduct(scope, productOf(answers, ctx.language, key)));
      if (outcome.ok) {
        const { id } = outcome.value;
        await dropDraft(dialogue, ctx, DRAFT);
        await ctx.reply(ctx.t('catalog-added', { name: String(answers.name) }));
        await dialogue.external((outer) => outer.menu.showBelow('product', id));
        return;
      }

      await ctx.reply(ctx.t(outcome.messageId, outcome.params));
    }
  });
}

interface Filled {
  readonly steps: readonly ProductStep[];
  readonly answers: FormAnswers;
}

/** Shows the preview until the seller saves; every corrected answer is kept in the draft at once. */
async function corrected(asked: Asked, ctx: InnerContext, { steps, answers: first }: Filled): Promise<FormAnswers> {
  const { dialogue } = asked;
  let answers = first;
  for (;;) {
    const open = steps.filter((step) => step.when?.(answers) ?? true);
    const verdict = await askChoice<ProductField | 'save'>(dialogue, ctx, {
      text: previewOf(ctx, answers, open),
      choices: [[{ label: ctx.label('catalog-save-btn'), value: 'save' }], ...editButtons(ctx, open)],
    });
    const step = verdict.kind === 'answer' ? open.find(({ name }) => name === verdict.value) : undefined;
    if (!step) {
      return answers;
    }

    const answer = await step.ask(ctx, { hasBack: true, isOptional: step.isOptional ?? false }, answers);
    if (answer.kind === 'back') {
      continue;
    }

    answers = { ...answers, [step.name]: answer.kind === 'answer' ? answer.value : null };
    const kept = answers;
    await attemptCall(dialogue, (outer) => outer.inCompany((scope) => outer.drafts.save(scope, DRAFT, kept)));
  }
}

function previewOf(ctx: InnerContext, answers: FormAnswers, open: readonly ProductStep[]): string {
  const lines = open.map(({ name }) => ctx.t(`catalog-preview-${name}`, { value: shown(ctx, name, answers) }));
  return [ctx.t('catalog-preview'), '', ...lines].join('\n');
}

function shown(ctx: InnerContext, name: ProductField, answers: ProductAnswers): string {
  const value = answers[name];
  if (value == null) {
    return '—';
  }

  if (name === 'photo') {
    return ctx.label('catalog-preview-has-photo');
  }

  return typeof value === 'number' ? formatTenge(value) : value;
}

function editButtons(ctx: InnerContext, open: readonly ProductStep[]) {
  const buttons = open.map(({ name }) => ({ label: ctx.label(`catalog-edit-${name}-btn`), value: name }));
  return buttons.flatMap((_, index) => (index % 3 === 0 ? [buttons.slice(index, index + 3)] : []));
}

function productOf(answers: ProductAnswers, language: Language, requestKey: string): NewProduct {
  const { name, price, photo, cost, min, max } = answers;
  return {
    name: name ?? '',
    priceTiyn: price ?? 0,
    language,
    requestKey,
    ...(photo != null && { imageId: photo }),
    ...(cost != null && { costTiyn: cost }),
    ...(min != null && { minTiyn: min }),
    ...(max != null && { maxTiyn: max }),
  };
}
