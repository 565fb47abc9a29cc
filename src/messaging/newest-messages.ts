import { assertCan } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import type { Channel, MessageState } from './message.entity.ts';

/** How far the newest message about a subject got. */
export interface NewestMessage {
  readonly subjectId: string;
  readonly event: string;
  readonly channel: Channel;
  readonly state: MessageState;
}

/** The newest message to a customer about each subject; subjects without one are left out. @throws permission.forbidden */
export async function listNewestMessages(scope: Scope, subjectIds: readonly string[]): Promise<NewestMessage[]> {
  assertCan(scope, 'orders.read');
  if (subjectIds.length === 0) {
    return [];
  }

  return scope.em.execute<NewestMessage[]>(
    `select distinct on (subject_id) subject_id as "subjectId", event, channel, state from messages
     where subject_id in (${subjectIds.map(() => '?').join(', ')}) and customer_id is not null
     order by subject_id, id desc`,
    [...subjectIds],
  );
}
