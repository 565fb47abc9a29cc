/** The questions about a new product. */
import { assertMoney, saveImage } from '#src/catalog/index.ts';
import { isAppError } from '#src/kernel/errors.ts';
import { formatTenge } from '#src/kernel/money.ts';
import { type Asking, askPhoto, askPrice, askText } from '../../ask.ts';
import { attemptCall } from '../../attempt.ts';
import type { BotContext, Dialogue, InnerContext } from '../../context.ts';
import type { FormAnswers, FormStep } from '../../form.ts';
import type { Answer, Turn } from '../../question.ts';
import type { SellerDeps } from '../seller-deps.ts';
import { downloadFile } from './download-file.ts';

/** The answers, money in tiyn; null where a question was skipped. */
export interface ProductAnswers {
  readonly photo?: string | null;
  readonly name?: string | null;
  readonly price?: number | null;
  readonly cost?: number | null;
  readonly min?: number | null;
  readonly max?: number | null;
}

/** The names of the questions, in their order. */
export type ProductField = keyof ProductAnswers;

/** A question about one field. */
export type ProductStep = FormStep & { readonly name: ProductField };

/** What the questions need. */
export interface Asked {
  readonly dialogue: Dialogue;
  readonly deps: SellerDeps;
  /** Bounds belong to a listing, so without a store they are not asked. */
  readonly hasStore: boolean;
}

const MAX_NAME = 1024;

/** All questions; any of them may be asked alone to correct its answer. */
export function productSteps(asked: Asked): ProductStep[] {
  const { dialogue, hasStore } = asked;
  const money = (name: ProductField, isOptional: boolean): ProductStep => ({
    name,
    isOptional,
    recall: (ctx, value, answers) =>
      refusal(ctx, { ...answers, [name]: value }) === undefined ? formatTenge(Number(value)) : undefined,
    ask: (ctx, turn, answers) =>
      askPrice(dialogue, ctx, {
        ...asking(ctx, name, turn),
        leastTenge: 0,
        check: (tiyn) => refusal(ctx, { ...answers, [name]: tiyn }),
      }),
  });
  const bound = (name: ProductField): ProductStep => ({ ...money(name, true), when: () => hasStore });
  return [
    { name: 'photo', isOptional: true, ask: (ctx, turn) => askStoredPhoto(asked, ctx, asking(ctx, 'photo', turn)) },
    {
      name: 'name',
      recall: (_, value) => String(value),
      ask: (ctx, turn) => askText(dialogue, ctx, { ...asking(ctx, 'name', turn), maxLength: MAX_NAME }),
    },
    money('price', false),
    money('cost', true),
    bound('min'),
    bound('max'),
  ];
}

function asking(ctx: InnerContext, name: ProductField, turn: Turn): Asking {
  return { ...turn, text: ctx.t(`catalog-ask-${name}`) };
}

/** Why the catalog would not take these prices; undefined when it would. */
function refusal(ctx: InnerContext, answers: FormAnswers): string | undefined {
  const { price, cost, min, max } = answers as ProductAnswers;
  const set = (tiyn: number | null | undefined) => tiyn ?? undefined;
  try {
    assertMoney({ priceTiyn: price ?? 0, costTiyn: set(cost), minTiyn: set(min), maxTiyn: set(max) });
    return undefined;
  } catch (error) {
    if (!isAppError(error)) {
      throw error;
    }

    return ctx.t(error.messageId, error.params);
  }
}

/** Asks for a picture and stores it at once; the answer is its id. */
async function askStoredPhoto({ dialogue, deps }: Asked, ctx: InnerContext, question: Asking): Promise<Answer<string>> {
  for (;;) {
    const answer = await askPhoto(dialogue, ctx, question);
    if (answer.kind !== 'answer') {
      return answer;
    }

    const outcome = await attemptCall(dialogue, (outer) => store(outer, deps, answer.value.fileId));
    if (outcome.ok) {
      return { kind: 'answer', value: outcome.value };
    }

    await ctx.reply(ctx.t(outcome.messageId, outcome.params));
  }
}

async function store(outer: BotContext, deps: SellerDeps, fileId: string): Promise<string> {
  const bytes = await downloadFile(outer.api, fileId);
  const saved = await saveImage({ inCompany: outer.inCompany, media: deps.media }, { bytes });
  return saved.id;
}
