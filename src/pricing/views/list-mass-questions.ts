import type { Scope } from '../../platform/db/scope.ts';

/** A store in which more prices would move at once than may without the seller's word. */
export interface MassQuestion {
  readonly storeId: string;
  readonly storeName: string;
  readonly askedAt: Date;
  /** Prices of the store that a rule leads. */
  readonly prices: number;
  /** Which share of them may move unasked, in hundredths of a percent; null = all. */
  readonly maxStoreShareBps: number | null;
}

/** Open questions about whole stores of the company, or the one of a store; the oldest first. */
export async function listMassQuestions(
  scope: Scope,
  { storeId }: { storeId?: string | undefined } = {},
): Promise<MassQuestion[]> {
  const rows = await scope.em.execute<(Omit<MassQuestion, 'askedAt'> & { askedAt: string })[]>(
    `select s.id as "storeId", s.name as "storeName", sp.mass_asked_at as "askedAt",
       sp.max_store_share_bps as "maxStoreShareBps",
       (select count(*)::int from listing_prices p where p.company_id = s.company_id and p.store_id = s.id
         and p.is_priority in (true, false) and p.next_check_at is not null) as prices
     from stores s join store_pricings sp on sp.company_id = s.company_id and sp.store_id = s.id
     where sp.mass_asked_at is not null and (?::uuid is null or s.id = ?) order by sp.mass_asked_at`,
    [storeId ?? null, storeId ?? null],
  );
  return rows.map((row) => ({ ...row, askedAt: new Date(row.askedAt) }));
}
