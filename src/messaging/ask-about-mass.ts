import type { Scope } from '../platform/db/scope.ts';
import { notifyMembers } from './notify-members.ts';
import { findQuestion, lockQuestions, questionEvent, standingOf } from './price-questions.ts';

const notice = 'mass_held' as const;

/** A store in which too many prices would move at once. */
export interface MassAsked {
  readonly storeId: string;
  /** The event that announced it. */
  readonly questionId: string;
  readonly since: Date;
}

/**
 * Asks the members who lead prices whether so many may move. Whoever has said no within a day is not rung again: the
 * question waits among the prices.
 */
export async function askAboutMass(scope: Scope, { storeId, questionId, since }: MassAsked): Promise<void> {
  await lockQuestions(scope, storeId);
  const latest = await findQuestion(scope, notice, storeId);
  if (latest?.answer === 'refuse') {
    return;
  }

  const { shown } = await standingOf(scope, notice, storeId);
  const params = { storeId, shown, at: since.getTime() };
  const event = questionEvent(notice, storeId);
  await notifyMembers(scope, { notice, event, subjectId: questionId, to: 'pricing.edit', params });
}
