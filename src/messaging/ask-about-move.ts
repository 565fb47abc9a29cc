import type { Scope } from '../platform/db/scope.ts';
import { type HeldMove, wasRefusedLately } from '../pricing/index.ts';
import { notifyMembers, refreshNotices } from './notify-members.ts';
import { findQuestion, lockQuestions, noteInQuestion, questionEvent, standingOf } from './price-questions.ts';

const notice = 'prices_held' as const;

/**
 * Asks the members who lead prices about a held move: in the store's open notice if there is one, else in a new one. A
 * price that was asked about within a day takes its notice up again instead of ringing anew, and one that was turned
 * down within a day waits in the list alone.
 */
export async function askAboutMove(
  scope: Scope,
  { decisionId, storeId, listingPriceId }: Pick<HeldMove, 'decisionId' | 'storeId' | 'listingPriceId'>,
): Promise<void> {
  await lockQuestions(scope, storeId);
  const question = await findQuestion(scope, notice, storeId);
  const isRefused = await wasRefusedLately(scope, listingPriceId);
  if (!question?.isOpen && isRefused) {
    return;
  }

  const { shown } = await standingOf(scope, notice, storeId);
  const facts = { shown, [`q:${listingPriceId}`]: 1 };
  if (question && (question.isOpen || question.asked.includes(listingPriceId))) {
    await reopen(scope, question.subjectId);
    await noteInQuestion(
      scope,
      { notice, subjectId: question.subjectId },
      question.asked.length < MOST ? facts : { shown },
    );
    await refreshNotices(scope, question.subjectId, notice);
    return;
  }

  const event = questionEvent(notice, storeId);
  await notifyMembers(scope, {
    notice,
    event,
    subjectId: decisionId,
    to: 'pricing.edit',
    params: { storeId, ...facts },
  });
}

/** Prices that a notice remembers to have asked about. */
const MOST = 50;

async function reopen(scope: Scope, subjectId: string): Promise<void> {
  await scope.em.execute(
    `update messages set params = params - 'done', updated_at = ? where subject_id = ? and template = '${notice}'`,
    [scope.now(), subjectId],
  );
}
