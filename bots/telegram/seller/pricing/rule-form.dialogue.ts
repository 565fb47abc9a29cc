/** The questions about a rule: strategy, step, place, minimum and maximum. */
import { formatTenge, TIYN, tenge } from '#src/kernel/money.ts';
import { STORE_FLOOR_TIYN, type Strategy, strategies } from '#src/pricing/index.ts';
import { askChoice, askPrice } from '../../ask.ts';
import type { Dialogue, InnerContext } from '../../context.ts';
import type { FormAnswers, FormStep } from '../../form.ts';
import { type Answer, ask, type Turn } from '../../question.ts';
import { nameOf } from '../catalog/product-words.ts';
import type { Example } from './example.ts';
import { strategyWord } from './price-words.ts';

/** The answers, money in tiyn; `max` is null for "no maximum". */
export interface RuleAnswers {
  readonly strategy?: Strategy;
  readonly step?: number;
  readonly place?: number;
  readonly min?: number;
  readonly max?: number | null;
}

/** The names of the questions, in their order. */
export type RuleField = keyof RuleAnswers;

/** A question about one field. */
export type RuleStep = FormStep & { readonly name: RuleField };

/** How things stand before the questions; plain JSON. */
export interface RuleBefore {
  readonly strategy: Strategy | null;
  readonly stepTiyn: number | null;
  readonly topN: number | null;
  readonly minTiyn: number | null;
  readonly maxTiyn: number | null;
  /** What the product costs now; null for a store's default. */
  readonly presentTiyn: number | null;
  readonly example: Example | null;
}

/** What the questions need. */
export interface AskedRule {
  readonly dialogue: Dialogue;
  readonly before: RuleBefore;
  /** Bounds belong to a product; a store's default has none. */
  readonly hasBounds: boolean;
}

const NAME_LENGTH = 60;
const MAX_PLACE = 50;

/** All questions; any of them may be asked alone to correct its answer. */
export function ruleSteps(asked: AskedRule): RuleStep[] {
  const when = () => asked.hasBounds;
  return [
    { name: 'strategy', ask: (ctx, turn) => askStrategy(asked, ctx, turn) },
    {
      name: 'step',
      when: ({ strategy }) => !stepless.some((one) => one === strategy),
      recall: (_, value) => formatTenge(Number(value)),
      ask: (ctx, turn) => askStep(asked, ctx, turn),
    },
    {
      name: 'place',
      when: ({ strategy }) => strategy === 'stay_top_n',
      ask: (ctx, turn) => askPlace(asked, ctx, turn),
    },
    {
      name: 'min',
      when,
      recall: (_, value) => formatTenge(Number(value)),
      ask: (ctx, turn, answers) => askMin(asked, ctx, { turn, answers }),
    },
    {
      name: 'max',
      when,
      recall: (ctx, value, { min }) =>
        crossed(ctx, Number(min), Number(value)) === undefined ? formatTenge(Number(value)) : undefined,
      ask: (ctx, turn, answers) => askMax(asked, ctx, { turn, answers }),
    },
  ];
}

/** Strategies whose formula has no step. */
const stepless: readonly Strategy[] = ['match', 'raise_when_alone', 'custom'];

/** A price of the company's own automation is chosen where the automation is approved, not here. */
const offered: readonly Strategy[] = strategies.filter((strategy) => strategy !== 'custom');

function askStrategy({ dialogue, before }: AskedRule, ctx: InnerContext, turn: Turn): Promise<Answer<Strategy>> {
  const { example } = before;
  const common = commonTarget(example);
  const explained = offered.map((strategy) => {
    const target = example?.targets.find((one) => one.strategy === strategy)?.target;
    const line = ctx.t(`pricing-strategy-help-${strategyWord(strategy)}`);
    return target === undefined || common ? line : `${line}\n${ctx.t('pricing-example-target', { target })}`;
  });
  const parts = [
    ctx.t('pricing-ask-strategy'),
    ...exampleLines(ctx, example),
    ...explained,
    ...(common ? [ctx.t('pricing-example-common', { target: common })] : []),
  ];
  return askChoice<Strategy>(dialogue, ctx, {
    ...turn,
    text: parts.join('\n\n'),
    choices: offered.map((strategy) => [
      { label: ctx.label(`pricing-strategy-${strategyWord(strategy)}-btn`), value: strategy },
    ]),
  });
}

/** The one price that every strategy comes to, as on a card without rivals; undefined when they differ. */
function commonTarget(example: Example | null): string | undefined {
  const targets = new Set(example?.targets.map(({ target }) => target));
  return targets.size === 1 ? [...targets][0] : undefined;
}

function exampleLines(ctx: InnerContext, example: Example | null): string[] {
  if (!example) {
    return [];
  }

  const { price, rival, rivalPrice } = example;
  const name = nameOf(example, ctx.language, NAME_LENGTH);
  return rival === null || rivalPrice === null
    ? [ctx.t('pricing-example-alone', { name, price })]
    : [ctx.t('pricing-example', { name, price, rival, rivalPrice })];
}

function askStep({ dialogue, before }: AskedRule, ctx: InnerContext, turn: Turn): Promise<Answer<number>> {
  const suggested = [...new Set([before.stepTiyn ?? tenge(1), tenge(1), tenge(10), tenge(50)])].slice(0, 3);
  const rival = tenge(5_000);
  const params = { rival: formatTenge(rival), own: formatTenge(rival - TIYN) };
  return askPrice(dialogue, ctx, {
    ...turn,
    text: ctx.t('pricing-ask-step', params),
    choices: [suggested.map((value) => ({ label: formatTenge(value), value }))],
  });
}

function askPlace({ dialogue, before }: AskedRule, ctx: InnerContext, turn: Turn): Promise<Answer<number>> {
  const suggested = [...new Set([before.topN ?? 3, 2, 3, 5])].slice(0, 4);
  return ask<number>(dialogue, ctx, {
    ...turn,
    text: ctx.t('pricing-ask-place'),
    choices: [suggested.map((value) => ({ label: String(value), value }))],
    read: (answer) => {
      const text = answer.message?.text?.trim() ?? '';
      const value = /^\d{1,2}$/.test(text) ? Number(text) : 0;
      return value >= 1 && value <= MAX_PLACE
        ? { ok: true, value }
        : { ok: false, sentence: answer.t('error-pricing-place-invalid') };
    },
  });
}

interface BoundQuestion {
  readonly turn: Turn;
  readonly answers: FormAnswers;
}

function askMin({ dialogue, before }: AskedRule, ctx: InnerContext, { turn, answers }: BoundQuestion) {
  const { minTiyn, example } = before;
  const { max } = answers as RuleAnswers;
  return askPrice(dialogue, ctx, {
    ...turn,
    text: ctx.t('pricing-ask-min', { price: example?.price ?? '—' }),
    choices: minTiyn === null ? [] : [[{ label: formatTenge(minTiyn), value: minTiyn }]],
    check: (tiyn) => tooSmall(ctx, tiyn) ?? crossed(ctx, tiyn, max),
  });
}

function askMax({ dialogue, before }: AskedRule, ctx: InnerContext, { turn, answers }: BoundQuestion) {
  const { maxTiyn, example } = before;
  const { min } = answers as RuleAnswers;
  const present = maxTiyn === null ? [] : [[{ label: formatTenge(maxTiyn), value: maxTiyn }]];
  return askPrice<null>(dialogue, ctx, {
    ...turn,
    text: ctx.t('pricing-ask-max', { price: example?.price ?? '—' }),
    choices: [...present, [{ label: ctx.label('pricing-no-max-btn'), value: null }]],
    check: (tiyn) => tooSmall(ctx, tiyn) ?? crossed(ctx, min, tiyn),
  });
}

function tooSmall(ctx: InnerContext, tiyn: number): string | undefined {
  return tiyn < STORE_FLOOR_TIYN
    ? ctx.t('error-pricing-too-small', { floor: formatTenge(STORE_FLOOR_TIYN) })
    : undefined;
}

function crossed(ctx: InnerContext, min: number | undefined, max: number | null | undefined): string | undefined {
  return min !== undefined && max != null && min > max
    ? ctx.t('error-pricing-min-above-max', { min: formatTenge(min), max: formatTenge(max) })
    : undefined;
}
