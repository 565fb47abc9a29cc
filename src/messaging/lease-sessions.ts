import type { SystemScope } from '../platform/db/scope.ts';

/** A session that this process owns, and whether it should run. */
export interface OwnedSession {
  readonly companyId: string;
  readonly sessionId: string;
  readonly isWanted: boolean;
}

/** An owner that says nothing for so long has lost its sessions. */
const LEASE_SECONDS = 30;

/** Takes or keeps every session that is wanted and free, and names those of ours that are not wanted any more. */
export async function leaseSessions({ em, now }: SystemScope, owner: string): Promise<OwnedSession[]> {
  const at = now();
  const rows = await em.execute<{ id: string; company_id: string; is_wanted: boolean }[]>(
    `update whatsapp_sessions set lease_owner = ?, lease_until = ?::timestamptz + make_interval(secs => ?)
     where (is_wanted and (lease_owner is null or lease_owner = ? or lease_until < ?))
       or (not is_wanted and lease_owner = ? and state <> 'stopped')
     returning id, company_id, is_wanted`,
    [owner, at, LEASE_SECONDS, owner, at, owner],
  );
  return rows.map((row) => ({ companyId: row.company_id, sessionId: row.id, isWanted: row.is_wanted }));
}

/** Gives every session of ours back. */
export async function releaseSessions({ em }: SystemScope, owner: string): Promise<void> {
  await em.execute('update whatsapp_sessions set lease_owner = null, lease_until = null where lease_owner = ?', [
    owner,
  ]);
}
