import type { SystemScope } from '../../platform/db/scope.ts';
import { CLOCK_SLACK_SECONDS } from './forget-future.ts';

/** A store with prices to check or to send. */
export interface DueStore {
  readonly companyId: string;
  readonly storeId: string;
}

/** A price whose check is due. */
export interface DueCheck extends DueStore {
  readonly listingPriceId: string;
  readonly dueAt: Date;
  readonly isPriority: boolean;
}

/** Which part of the stores a process serves; absent: all of them. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What to select. */
export interface DueSelection {
  readonly shard?: Shard | undefined;
  readonly limit: number;
}

/** Listing `l` is on sale and its product was not archived. */
export const sellable = `l.is_on_sale and exists (select 1 from products product
  where product.company_id = l.company_id and product.id = l.product_id and product.status = 'active')`;

/**
 * Store `s` can be worked on: it is connected, and its cabinet does not wait for the seller. A store without any cabinet is looked at too: its prices are proposed, or leave with its price list.
 */
const workable = `s.is_active and s.reauth_reason is null and s.merchant_uid is not null`;

/** Nobody works on the store of row `sp`. */
const free = '(sp.leased_until is null or sp.leased_until <= ?)';

/** A price that falls due later than this was written with a clock that ran ahead: work hours begin within a day. */
export const FARTHEST_CHECK_SECONDS = 25 * 3_600;

/** Of one store no more checks are selected at once, so that a great shelf leaves room for the others. */
const MOST_OF_A_STORE = 200;

/**
 * The checks of all companies that are due in stores that can be worked on: those with priority first, then the latest.
 * One query over two indexes; its cost follows what is due, not what is on the shelves.
 */
export async function listDueChecks({ em, now }: SystemScope, { shard, limit }: DueSelection): Promise<DueCheck[]> {
  const at = now();
  const part = partOf(shard);
  const due = (isPriority: boolean) =>
    `(select p.id, p.next_check_at, p.is_priority from listing_prices p where p.company_id = store.company_id
       and p.store_id = store.store_id and ${isPriority ? '' : 'not '}p.is_priority and p.next_check_at <= ?
       order by p.next_check_at limit ${MOST_OF_A_STORE})`;
  const rows = await em.execute<CheckRow[]>(
    `with store as materialized (
       select sp.company_id, sp.store_id from store_pricings sp join stores s on s.company_id = sp.company_id and s.id = sp.store_id
         where sp.next_check_at <= ? and (sp.rest_until is null or sp.rest_until <= ?) and ${free} and ${workable} ${part.sql}
         order by sp.next_check_at limit ?)
     select store.company_id, store.store_id, due.id, due.next_check_at, due.is_priority
       from store cross join lateral (${due(true)} union all ${due(false)}) due
       order by due.is_priority desc, due.next_check_at limit ?`,
    [at, at, at, ...part.params, limit, at, at, limit],
  );
  return rows.map((row) => ({
    ...{ companyId: row.company_id, storeId: row.store_id, listingPriceId: row.id },
    ...{ dueAt: new Date(row.next_check_at), isPriority: row.is_priority },
  }));
}

/**
 * Which stores of all companies have work now, the most urgent first: a check is due, prices wait to be sent, or a clock
 * that ran ahead has put its checks too far away.
 */
export async function listDueStores(scope: SystemScope, selection: DueSelection): Promise<DueStore[]> {
  const checks = await listDueChecks(scope, selection);
  const others = await listOtherStores(scope, selection);
  const distinct = new Map(
    [...others, ...checks].map(({ companyId, storeId }) => [storeId, { companyId, storeId }] as const),
  );
  return [...distinct.values()];
}

async function listOtherStores({ em, now }: SystemScope, { shard, limit }: DueSelection): Promise<DueStore[]> {
  const at = now();
  const part = partOf(shard);
  const ahead = `sp.updated_at > ?::timestamptz + make_interval(secs => ${CLOCK_SLACK_SECONDS})`;
  const rows = await em.execute<StoreRow[]>(
    `select sp.company_id, sp.store_id from (
       select id from store_pricings where next_push_at <= ? and (push_rest_until is null or push_rest_until <= ?)
       union
       select id from store_pricings where next_check_at > ?::timestamptz + make_interval(secs => ${FARTHEST_CHECK_SECONDS})
       union
       select id from store_pricings sp where ${ahead}) due
       join store_pricings sp on sp.id = due.id join stores s on s.company_id = sp.company_id and s.id = sp.store_id
       where (${free} or ${ahead}) and ${workable} ${part.sql} order by sp.next_push_at nulls last limit ?`,
    [at, at, at, at, at, at, ...part.params, limit],
  );
  return rows.map((row) => ({ companyId: row.company_id, storeId: row.store_id }));
}

function partOf(shard: Shard | undefined): { readonly sql: string; readonly params: readonly number[] } {
  return shard
    ? {
        sql: 'and mod(hashtextextended(sp.store_id::text, 0) & 9223372036854775807, ?) = ?',
        params: [shard.count, shard.index],
      }
    : { sql: '', params: [] };
}

interface StoreRow {
  readonly company_id: string;
  readonly store_id: string;
}

interface CheckRow extends StoreRow {
  readonly id: string;
  readonly next_check_at: string;
  readonly is_priority: boolean;
}
