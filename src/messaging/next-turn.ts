import type { SystemScope } from '../platform/db/scope.ts';
import { sendable } from './claim-messages.ts';

/**
 * Milliseconds until a number that rests between two messages may send the next one that waits for it; undefined when no
 * such moment comes within the limit.
 */
export async function nextTurnInMs({ em, now }: SystemScope, withinMs: number): Promise<number | undefined> {
  const at = now();
  const [row] = await em.execute<{ soonest: string | null }[]>(
    `select min(w.next_send_at) as soonest from whatsapp_sessions w
      where w.state = 'ready' and w.next_send_at > ? and w.next_send_at <= ? and exists (
        select 1 from messages m where m.company_id = w.company_id and m.channel = 'whatsapp'
          and m.next_attempt_at <= ? and ${sendable})`,
    [at, new Date(at.getTime() + withinMs), at],
  );
  return row?.soonest ? new Date(row.soonest).getTime() - at.getTime() : undefined;
}
