import type { Scope } from '../platform/db/scope.ts';
import { refreshNotices } from './notify-members.ts';
import { findQuestion, lockQuestions, noteInQuestion, type QuestionNotice, standingOf } from './price-questions.ts';

/** Brings the open notices of these listings' stores up to date: the market may have changed what is asked, or ended it. */
export async function followQuestions(scope: Scope, listingIds: readonly string[]): Promise<void> {
  const rows = await scope.em.execute<{ store_id: string }[]>(
    `select distinct store.store_id from (select distinct store_id from listings where id = any(?::uuid[])) store
       join messages m on m.event in ('prices_held ' || store.store_id, 'mass_held ' || store.store_id)
     where not jsonb_exists(m.params, 'done')`,
    [`{${listingIds.join(',')}}`],
  );
  for (const { store_id: storeId } of rows) {
    await lockQuestions(scope, storeId);
    await follow(scope, 'prices_held', storeId);
    await follow(scope, 'mass_held', storeId);
  }
}

/** Has a question's notices edited when what waits is no longer what they show; one of which nothing waits is over. */
async function follow(scope: Scope, notice: QuestionNotice, storeId: string): Promise<void> {
  const question = await findQuestion(scope, notice, storeId);
  if (!question?.isOpen) {
    return;
  }

  const { shown, isOver } = await standingOf(scope, notice, storeId);
  if (shown === question.shown && !isOver) {
    return;
  }

  await noteInQuestion(scope, { notice, subjectId: question.subjectId }, { shown, ...(isOver && { done: 'yes' }) });
  await refreshNotices(scope, question.subjectId, notice);
}
