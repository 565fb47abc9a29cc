import type { Events } from '../kernel/events.ts';
import type { Scope } from '../platform/db/scope.ts';
import type {} from '../pricing/index.ts';
import { hurryNotices } from './notify-members.ts';
import { findQuestion, lockQuestions, noteInQuestion, standingOf } from './price-questions.ts';

/** Answers that a notice names; the others are counted. */
const MOST_ANSWERS = 8;

/** Writes into the store's notice who has decided what; once nothing waits, it tells only that. */
export async function noteAnswers(
  scope: Scope,
  { storeId, answer, by, count, moves }: Events['pricing.movesAnswered'],
): Promise<void> {
  await lockQuestions(scope, storeId);
  const question = await findQuestion(scope, 'prices_held', storeId);
  // The market's own news may have come first, and ended the question because nothing waits any more.
  if (!question || !(question.isOpen || moves.some(({ listingPriceId: id }) => question.asked.includes(id)))) {
    return;
  }

  const { subjectId } = question;
  const known = await countAnswers(scope, subjectId);
  const named = moves.slice(0, Math.max(0, MOST_ANSWERS - known.named));
  const { shown, isOver } = await standingOf(scope, 'prices_held', storeId);
  await noteInQuestion(
    scope,
    { notice: 'prices_held', subjectId },
    {
      ...Object.fromEntries(
        named.map((move) => [
          `a:${move.decisionId}`,
          [answer, by ?? '-', move.fromTiyn, move.toTiyn, move.listingId].join(' '),
        ]),
      ),
      ...{ shown, answered: known.all + count },
      ...(isOver && { done: 'yes' }),
    },
  );
  await hurryNotices(scope, subjectId, 'prices_held');
}

async function countAnswers(scope: Scope, subjectId: string): Promise<{ named: number; all: number }> {
  const [row] = await scope.em.execute<{ named: number; all: number }[]>(
    `select (select count(*)::int from jsonb_object_keys(params) key where key like 'a:%') as named,
       coalesce((params->>'answered')::int, 0) as all
     from messages where subject_id = ? and template = 'prices_held' limit 1`,
    [subjectId],
  );
  return row ?? { named: 0, all: 0 };
}
