import type { SystemScope } from '../platform/db/scope.ts';

/** A session that this process owns, and what is to be done with it. */
export interface OwnedSession {
  readonly companyId: string;
  readonly sessionId: string;
  /** Disconnected by a person: to be unlinked before anything else. */
  readonly mustUnlink: boolean;
  /** Nobody has scanned its code for long. */
  readonly isUnscanned: boolean;
  /** Changes whenever a person asks for the session. */
  readonly wish: string;
}

/** An owner that says nothing for so long has lost its sessions. */
const LEASE_SECONDS = 30;

/** A little longer than a chat shows the code. */
const SCAN_MINUTES = 11;

interface Row {
  readonly id: string;
  readonly company_id: string;
  readonly must_unlink: boolean;
  readonly is_unscanned: boolean;
  readonly wish: string;
}

/** Takes or keeps every free session that is wanted or waits to be unlinked. */
export async function leaseSessions({ em, now }: SystemScope, owner: string): Promise<OwnedSession[]> {
  const at = now();
  const rows = await em.execute<Row[]>(
    `update whatsapp_sessions set lease_owner = ?, lease_until = ?::timestamptz + make_interval(secs => ?)
     where (is_wanted or must_unlink) and (lease_owner is null or lease_owner = ? or lease_until < ?)
     returning id, company_id, must_unlink, coalesce(wanted_at::text, '') as wish,
       state in ('waiting_for_scan', 'waiting_for_passkey')
         and greatest(state_at, wanted_at) < ?::timestamptz - make_interval(mins => ?) as is_unscanned`,
    [owner, at, LEASE_SECONDS, owner, at, at, SCAN_MINUTES],
  );
  return rows.map((row) => ({
    companyId: row.company_id,
    sessionId: row.id,
    mustUnlink: row.must_unlink,
    isUnscanned: row.is_unscanned,
    wish: row.wish,
  }));
}

/** Gives every session of ours back. */
export async function releaseSessions({ em }: SystemScope, owner: string): Promise<void> {
  await em.execute('update whatsapp_sessions set lease_owner = null, lease_until = null where lease_owner = ?', [
    owner,
  ]);
}
