/** The question about held prices of a store: one with all its facts, many with the first names; then who decided what. */
import { Member } from '#src/companies/index.ts';
import type { OutgoingMessage } from '#src/messaging/index.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import { countHeldMoves, type HeldMove, listHeldMoves } from '#src/pricing/index.ts';
import { listStores } from '#src/stores/index.ts';
import type { Speech } from '../../context.ts';
import { button } from '../../feature.ts';
import { nameOf } from '../catalog/product-words.ts';
import { type Card, UNDER_NOTICE } from '../orders/order-card.ts';
import { findKnownRow } from '../pricing/find-row.ts';
import { changeWords, decideButtons, heldLines } from '../pricing/held-words.ts';

const SHOWN = 5;
const NAME_LENGTH = 60;

/** What a question about prices is rendered from. */
export interface QuestionNotice {
  readonly speech: Speech;
  readonly params: OutgoingMessage['params'];
}

/** The question as things stand now; over, it has no buttons and names whoever has decided. */
export async function heldNotice(scope: Scope, notice: QuestionNotice): Promise<Card> {
  const { speech, params } = notice;
  const storeId = String(params.storeId);
  const { moves } = await listHeldMoves(scope, { storeId, waitsFor: 'approval', limit: SHOWN });
  const [first, ...others] = moves;
  if (!first || params.done !== undefined) {
    return overCard(scope, notice);
  }

  const stores = await listStores(scope);
  const foot = [
    ...(stores.length > 1 ? [speech.t('messaging-held-store', { store: first.storeName })] : []),
    ...(params.answered === undefined ? [] : [speech.t('messaging-held-answered', { count: Number(params.answered) })]),
  ];
  const { text, keyboard } =
    others.length === 0
      ? oneCard(speech, first)
      : manyCard(speech, moves, (await countHeldMoves(scope, { storeId })).approval);
  return { text: [text, ...foot].join('\n\n'), keyboard };
}

function oneCard(speech: Speech, move: HeldMove): Card {
  return {
    text: [speech.t('messaging-held-one'), '', ...heldLines(speech, move)].join('\n'),
    keyboard: [
      decideButtons(speech, move, UNDER_NOTICE),
      [button(speech.label('pricing-card-why-btn'), 'move-why', move.listingId, move.productId)],
    ],
  };
}

function manyCard(speech: Speech, moves: readonly HeldMove[], count: number): Card {
  const [first] = moves;
  const storeId = first?.storeId ?? '';
  const limit = first?.maxMoveBps ?? null;
  return {
    text: [
      speech.t('messaging-held-many', { count }),
      '',
      ...moves.map((move) => {
        const name = nameOf(move, speech.language, NAME_LENGTH);
        return `${speech.t('messaging-held-line', { name })}\n${changeWords(speech, move)}`;
      }),
      ...(count > moves.length ? [speech.t('messaging-held-more', { count: count - moves.length })] : []),
      ...(limit === null ? [] : ['', `<i>${speech.t('pricing-held-limit', { percent: limit / 100 })}</i>`]),
    ].join('\n'),
    keyboard: [
      [button(speech.label('pricing-held-show-btn'), 'held-show', storeId)],
      [button(speech.label('pricing-held-all-btn'), 'held-ask-all', storeId)],
    ],
  };
}

/** A word that was given, as the notice remembers it; tiyn. */
interface GivenWord {
  readonly isAllowed: boolean;
  readonly by: string;
  readonly name: string;
  readonly fromTiyn: number;
  readonly toTiyn: number;
}

async function overCard(scope: Scope, { speech, params }: QuestionNotice): Promise<Card> {
  const words = await givenWords(scope, { speech, params });
  const [first] = words;
  const count = Number(params.answered ?? 0);
  if (!first) {
    return { text: speech.t('messaging-held-gone'), keyboard: [] };
  }

  if (count === 1) {
    const title = speech.t(first.isAllowed ? 'messaging-held-allowed' : 'messaging-held-refused');
    const name = speech.t('pricing-held-name', { name: first.name });
    return { text: [title, '', name, changeWords(speech, first), first.by].join('\n'), keyboard: [] };
  }

  const lines = words.map(
    (word) =>
      `${word.isAllowed ? '✅' : '⛔'} ${speech.t('pricing-held-name', { name: word.name })}\n${changeWords(speech, word)}\n${word.by}`,
  );
  const more = count > words.length ? [speech.t('messaging-held-more', { count: count - words.length })] : [];
  return { text: [speech.t('messaging-held-over'), ...lines, ...more].join('\n\n'), keyboard: [] };
}

/** Words on products that are gone by now are left out. */
async function givenWords(scope: Scope, { speech, params }: QuestionNotice): Promise<GivenWord[]> {
  const words: GivenWord[] = [];
  for (const [key, told] of Object.entries(params)) {
    const [answer, by = '', from, to, listingId = ''] = String(told).split(' ');
    const row = key.startsWith('a:') ? await findKnownRow(scope, listingId) : undefined;
    if (row) {
      const name = nameOf(row, speech.language, NAME_LENGTH);
      const prices = { fromTiyn: Number(from), toTiyn: Number(to) };
      words.push({ isAllowed: answer === 'allow', by: await deciderWords(scope, speech, by), name, ...prices });
    }
  }
  return words;
}

/** Who decided: a member by name; staff as such. */
export async function deciderWords(scope: Scope, speech: Speech, memberId: string): Promise<string> {
  const member = memberId === '-' ? null : await scope.em.findOne(Member, { id: memberId });
  return member ? speech.t('messaging-held-by', { name: member.name }) : speech.t('messaging-held-by-staff');
}
