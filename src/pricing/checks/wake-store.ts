import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/db/scope.ts';

/** What a store is woken for: to look at cards, or to send what waits. */
export type WakeReason = 'check' | 'push';

const columns: Readonly<Record<WakeReason, string>> = { check: 'next_check_at', push: 'next_push_at' };

/** Has a store worked on at the given instant at the latest; its row of settings is made when there is none yet. */
export async function wakeStore(
  scope: Scope,
  { storeId, reason, at = scope.now() }: { storeId: string; reason: WakeReason; at?: Date | undefined },
): Promise<void> {
  const column = columns[reason];
  await scope.em.execute(
    `insert into store_pricings (id, created_at, updated_at, company_id, store_id, ${column}) values (?, ?, ?, ?, ?, ?)
       on conflict (company_id, store_id) do update set ${column} = least(store_pricings.${column}, excluded.${column}),
         updated_at = greatest(store_pricings.updated_at, excluded.updated_at)`,
    [newId(), scope.now(), scope.now(), scope.companyId, storeId, at],
  );
}
