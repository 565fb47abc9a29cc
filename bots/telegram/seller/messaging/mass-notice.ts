/** The question about a store in which too many prices would move at once; then who decided what. */
import type { Scope } from '#src/platform/db/scope.ts';
import { countHeldMoves, listMassQuestions } from '#src/pricing/index.ts';
import { findStore } from '#src/stores/index.ts';
import { button } from '../../feature.ts';
import { type Card, UNDER_NOTICE } from '../orders/order-card.ts';
import { massButtons, massLines } from '../pricing/held-words.ts';
import { deciderWords, type QuestionNotice } from './held-notice.ts';

/** The question as things stand now; answered, it has no buttons and names whoever has decided. */
export async function massNotice(scope: Scope, { speech, params }: QuestionNotice): Promise<Card> {
  const storeId = String(params.storeId);
  const [question] = await listMassQuestions(scope, { storeId });
  if (params.answer === undefined && question) {
    const text = massLines(speech, question, await countHeldMoves(scope, { storeId })).join('\n\n');
    const [allow, refuse] = massButtons(speech, storeId, UNDER_NOTICE);
    const show = button(speech.label('pricing-held-show-btn'), 'held-show', storeId);
    return { text, keyboard: [[allow], [refuse, show]] };
  }

  if (params.answer === undefined) {
    return { text: speech.t('messaging-held-gone'), keyboard: [] };
  }

  const facts = { store: (await findStore(scope, storeId)).name, count: Number(params.moves ?? 0) };
  const told = speech.t(params.answer === 'allow' ? 'messaging-mass-allowed' : 'messaging-mass-refused', facts);
  return { text: [told, await deciderWords(scope, speech, String(params.by))].join('\n'), keyboard: [] };
}
