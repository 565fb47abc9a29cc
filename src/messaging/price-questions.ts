import { createHash } from 'node:crypto';
import type { Scope } from '../platform/db/scope.ts';
import { countHeldMoves, listHeldMoves } from '../pricing/index.ts';

/** A question about prices: a notice that is edited until nothing of it waits any more. */
export type QuestionNotice = 'prices_held' | 'mass_held';

/**
 * What a question's notices remember. Besides, `a:<decision>` is a given word (`allow <member> <from> <to> <listing>`, the
 * member `-` when it was none), `q:<listing price>` a price that was asked about.
 */
export interface PriceQuestion {
  readonly subjectId: string;
  /** What stood in it when it was written last; it is edited when that is otherwise. */
  readonly shown: string;
  readonly isOpen: boolean;
  /** The word given on a whole store; absent before, and for single moves. */
  readonly answer: string | undefined;
  /** Listing prices that were asked about. */
  readonly asked: readonly string[];
}

const DAY_SECONDS = 86_400;

/** Of a store, one question of each kind is open at a time: whoever opens, changes or closes one waits for the others. */
export async function lockQuestions(scope: Scope, storeId: string): Promise<void> {
  const key = `price questions:${storeId}`;
  await scope.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [key]);
}

/** Tells the questions of one store apart from those of the others. */
export function questionEvent(notice: QuestionNotice, storeId: string): string {
  return `${notice} ${storeId}`;
}

/** The store's newest question of a kind within a day, or the open one however old; what nobody got is none. */
export async function findQuestion(
  scope: Scope,
  notice: QuestionNotice,
  storeId: string,
): Promise<PriceQuestion | undefined> {
  const [row] = await scope.em.execute<{ subject_id: string; params: Record<string, string> }[]>(
    `select subject_id, params from messages where event = ? and template = ?
       and state in ('queued', 'sending', 'sent', 'unknown')
       and (not jsonb_exists(params, 'done') or created_at > ?::timestamptz - make_interval(secs => ${DAY_SECONDS}))
     order by jsonb_exists(params, 'done'), created_at desc limit 1`,
    [questionEvent(notice, storeId), notice, scope.now()],
  );
  if (!row) {
    return undefined;
  }

  const { shown = '', done, answer } = row.params;
  const asked = Object.keys(row.params).flatMap((key) => (key.startsWith('q:') ? [key.slice(2)] : []));
  return { subjectId: row.subject_id, shown, isOpen: done === undefined, answer, asked };
}

/** Adds facts to what a question's notices remember. */
export async function noteInQuestion(
  scope: Scope,
  { notice, subjectId }: { readonly notice: QuestionNotice; readonly subjectId: string },
  facts: Readonly<Record<string, string | number>>,
): Promise<void> {
  await scope.em.execute(
    `update messages set params = params || ?::jsonb, updated_at = ? where subject_id = ? and template = ?`,
    [JSON.stringify(facts), scope.now(), subjectId, notice],
  );
}

/** Moves that a notice names. */
const NAMED = 5;

/** What a question would show now, and whether nothing of it waits; one about a whole store waits for its word. */
export async function standingOf(
  scope: Scope,
  notice: QuestionNotice,
  storeId: string,
): Promise<{ shown: string; isOver: boolean }> {
  const { approval, mass, massCuts } = await countHeldMoves(scope, { storeId });
  if (notice === 'mass_held') {
    return { shown: `${mass} ${massCuts}`, isOver: false };
  }

  const { moves } = await listHeldMoves(scope, { storeId, waitsFor: 'approval', limit: NAMED });
  const named = moves.map(({ decisionId, fromTiyn, toTiyn }) => `${decisionId} ${fromTiyn} ${toTiyn}`);
  const digest = createHash('sha256').update(named.join()).digest('base64url').slice(0, 12);
  return { shown: `${approval} ${digest}`, isOver: approval === 0 };
}
