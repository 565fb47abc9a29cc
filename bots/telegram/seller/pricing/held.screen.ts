/** The prices that wait for the seller's word, and the word on all of them. */
import type { Scope } from '#src/platform/db/scope.ts';
import {
  countHeldMoves,
  type HeldCounts,
  type HeldMove,
  listHeldMoves,
  listMassQuestions,
  type MassQuestion,
} from '#src/pricing/index.ts';
import type { BotContext, Button } from '../../context.ts';
import { button, screen } from '../../feature.ts';
import { nameOf } from '../catalog/product-words.ts';
import { changeWords, massButtons, massLines } from './held-words.ts';

const PAGE = 8;
const NAME_LENGTH = 70;

/** Stands for every store of the company where a store is asked for. */
export const ALL_STORES = 'all';

/** The store that a button names; undefined for all of them. */
export function storeOf(arg: string | undefined): string | undefined {
  return arg === ALL_STORES ? undefined : arg;
}

/** A page of held moves with two words for each; the arguments are the store and the cursor. */
export const heldScreen = screen(
  'prices-held',
  async (ctx, [store = ALL_STORES, after]) => {
    const seen = await ctx.inCompany((scope) => look(scope, storeOf(store), after));
    const { approval, mass } = seen.counts;
    const groups = [
      [ctx.t(approval + mass === 0 ? 'pricing-held-none' : 'pricing-held-title', { count: approval + mass })],
      ...seen.questions.map(({ question, counts }) => massLines(ctx, question, counts)),
      ...seen.moves.map((move, index) => rowLines(ctx, move, index + 1)),
      seen.moves.length === 0 ? [] : [ctx.t('pricing-held-explain')],
    ];
    return {
      text: groups
        .filter((group) => group.length > 0)
        .map((group) => group.join('\n'))
        .join('\n\n'),
      keyboard: keyboardOf(ctx, seen, store),
      back: after === undefined ? ['prices'] : ['prices-held', store],
    };
  },
  { can: 'pricing.edit' },
);

/** Asks once more before all of them leave; what is allowed is what is counted here, and nothing that goes further. */
export const heldAllScreen = screen(
  'held-all',
  async (ctx, [store = ALL_STORES]) => {
    const counts = await ctx.inCompany((scope) => countHeldMoves(scope, { storeId: storeOf(store) }));
    const { approval: count, furthestPercent, newestId } = counts;
    if (furthestPercent === null || newestId === null) {
      return { text: ctx.t('pricing-held-none'), back: ['prices'] };
    }

    return {
      text: ctx.t('pricing-held-all-question', { count, percent: Math.round(furthestPercent) }),
      keyboard: [
        [button(ctx.label('pricing-held-all-yes-btn'), 'held-yes', store, newestId, Math.ceil(furthestPercent))],
      ],
      back: ['prices-held', store],
    };
  },
  { can: 'pricing.edit' },
);

interface Seen {
  readonly counts: HeldCounts;
  readonly questions: readonly { readonly question: MassQuestion; readonly counts: HeldCounts }[];
  readonly moves: readonly HeldMove[];
  readonly next: string | null;
}

/** A page on which all is decided makes way for the first one. */
async function look(scope: Scope, storeId: string | undefined, after: string | undefined): Promise<Seen> {
  const page = await listHeldMoves(scope, { storeId, after, limit: PAGE });
  if (page.moves.length === 0 && after !== undefined) {
    return look(scope, storeId, undefined);
  }

  const questions = [];
  for (const question of await listMassQuestions(scope, { storeId })) {
    questions.push({ question, counts: await countHeldMoves(scope, { storeId: question.storeId }) });
  }
  return { ...page, questions, counts: await countHeldMoves(scope, { storeId }) };
}

function rowLines(ctx: BotContext, move: HeldMove, number: number): string[] {
  return [ctx.t('pricing-held-row', { number, name: nameOf(move, ctx.language, NAME_LENGTH) }), changeWords(ctx, move)];
}

function keyboardOf(ctx: BotContext, { counts, questions, moves, next }: Seen, store: string): Button[][] {
  return [
    ...questions.flatMap(({ question }) => massButtons(ctx, question.storeId).map((one) => [one])),
    ...moves.map((move, index) => rowButtons(move, index + 1)),
    ...(counts.approval > 1 ? [[button(ctx.label('pricing-held-all-btn'), 'held-all', store)]] : []),
    ...(next === null ? [] : [[button(ctx.label('pricing-held-next-btn'), 'prices-held', store, next)]]),
  ];
}

function rowButtons({ decisionId, toTiyn, listingId, productId }: HeldMove, number: number): Button[] {
  return [
    button(`✅ ${number}`, 'move-allow', decisionId, toTiyn / 100),
    button(`⛔ ${number}`, 'move-refuse', decisionId),
    button(`❓ ${number}`, 'price-why', listingId, productId),
  ];
}
