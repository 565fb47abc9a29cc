import type { SystemScope } from '../../platform/db/scope.ts';

/** A store with prices to check or to send. */
export interface DueStore {
  readonly companyId: string;
  readonly storeId: string;
}

/** Listing `l` is on sale and its product was not archived. */
export const sellable = `l.is_on_sale and exists (select 1 from products product
  where product.company_id = l.company_id and product.id = l.product_id and product.status = 'active')`;

/** Listing price `p` of listing `l` can be looked up, and somebody wants to know. */
export const checkable = `l.master_sku is not null and ${sellable} and (p.pending_tiyn is not null or (p.min_tiyn is not null
  and (select r.is_enabled from pricing_rules r where r.company_id = l.company_id and r.store_id = l.store_id
    and (r.listing_id = l.id or r.listing_id is null) order by r.listing_id nulls last limit 1)))`;

/**
 * Which stores of all companies have work now: a listing whose check is due and whose rule is on (or whose sent price must
 * be followed up), or a price set by hand that was not sent yet. A store without a session, or resting, has none.
 */
export async function listDueStores({ em, now }: SystemScope): Promise<DueStore[]> {
  const rows = await em.execute<{ company_id: string; store_id: string }[]>(
    `select s.company_id, s.id as store_id from stores s
      where s.is_active and s.cabinet_session is not null and s.reauth_reason is null and s.merchant_uid is not null
        and (s.next_price_cycle_at is null or s.next_price_cycle_at <= ?)
        and (s.company_id, s.id) in (
          select l.company_id, l.store_id from listing_prices p
            join listings l on l.company_id = p.company_id and l.id = p.listing_id
            where p.next_check_at <= ? and ${checkable}
          union
          select l.company_id, l.store_id from price_decisions d
            join listings l on l.company_id = d.company_id and l.id = d.listing_id
            where d.state = 'proposed' and ${sellable})`,
    [now(), now()],
  );
  return rows.map((row) => ({ companyId: row.company_id, storeId: row.store_id }));
}
