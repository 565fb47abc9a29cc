import type { Events } from '../kernel/events.ts';
import type { Scope } from '../platform/db/scope.ts';
import { hurryNotices } from './notify-members.ts';
import { findQuestion, lockQuestions, noteInQuestion } from './price-questions.ts';

const notice = 'mass_held' as const;

/** Writes into the question about a whole store who has decided what, and ends it. */
export async function closeMass(
  scope: Scope,
  { storeId, answer, by, moves }: Events['pricing.massAnswered'],
): Promise<void> {
  await lockQuestions(scope, storeId);
  const question = await findQuestion(scope, notice, storeId);
  if (question?.isOpen) {
    const { subjectId } = question;
    await noteInQuestion(scope, { notice, subjectId }, { answer, by: by ?? '-', moves, done: 'yes' });
    await hurryNotices(scope, subjectId, notice);
  }
}
