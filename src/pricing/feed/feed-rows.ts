import type { Scope } from '../../platform/db/scope.ts';
import type { PointAvailability } from '../../stores/index.ts';

/** One price of one listing as the database has it; tiyn. */
export interface FeedRow {
  readonly listingId: string;
  readonly sku: string;
  readonly model: string;
  readonly brand: string | null;
  /** On sale at the marketplace, and its product was not archived. */
  readonly isSold: boolean;
  /** The marketplace was seen to have it. */
  readonly isSeen: boolean;
  readonly points: readonly PointAvailability[];
  readonly cityIds: readonly string[];
  /** Null is the main price. */
  readonly cityId: string | null;
  readonly currentTiyn: number;
  readonly minTiyn: number | null;
  readonly maxTiyn: number | null;
  /** What was sent last and is not seen yet. */
  readonly sentTiyn: number | null;
  /** A decided price that may leave, unless it breaks a bound by now. */
  readonly proposalId: string | null;
  readonly proposedTiyn: number | null;
}

const PAGE = 500;

/**
 * Every price of the store's listings as of one instant, a listing's prices together and its main one first, in pages.
 * A cursor goes on showing the instant at which it was opened, whatever others commit meanwhile.
 */
export async function* readFeedRows(scope: Scope, storeId: string): AsyncGenerator<FeedRow[]> {
  await scope.em.execute(`declare feed_rows no scroll cursor for ${rowsQuery}`, [storeId]);
  for (;;) {
    const rows = await scope.em.execute<FeedRow[]>(`fetch ${PAGE} from feed_rows`);
    if (rows.length === 0) {
      await scope.em.execute('close feed_rows');
      return;
    }

    yield rows;
  }
}

/** A rule's price leaves only while its rule is on, as with any other way to the marketplace. */
const mayLeave = `(d.reason = 'set_by_hand' or (p.min_tiyn is not null and (
  select r.is_enabled from pricing_rules r where r.company_id = l.company_id and r.store_id = l.store_id
    and (r.listing_id = l.id or r.listing_id is null) and (r.city_id = coalesce(p.city_id, s.city_id) or r.city_id is null)
    order by r.listing_id nulls last, r.city_id nulls last limit 1)))`;

const rowsQuery = `
  select l.id as "listingId", l.sku, l.model, product.brand, l.points, l.city_ids as "cityIds",
      (l.is_on_sale and product.status = 'active') as "isSold", l.seen_at is not null as "isSeen", p.city_id as "cityId",
      p.current_tiyn::float8 as "currentTiyn", p.min_tiyn::float8 as "minTiyn", p.max_tiyn::float8 as "maxTiyn",
      sent.to_tiyn::float8 as "sentTiyn", proposal.id as "proposalId", proposal.to_tiyn::float8 as "proposedTiyn"
    from listings l
      join stores s on s.company_id = l.company_id and s.id = l.store_id
      join products product on product.company_id = l.company_id and product.id = l.product_id
      join listing_prices p on p.company_id = l.company_id and p.listing_id = l.id
      left join price_decisions sent on sent.company_id = p.company_id and sent.listing_price_id = p.id
        and sent.state in ('pushing', 'pending', 'unknown')
      left join lateral (select d.id, d.to_tiyn from price_decisions d where d.company_id = p.company_id
        and d.listing_price_id = p.id and d.state = 'proposed' and l.is_on_sale and product.status = 'active'
        and ${mayLeave}) proposal on true
    where l.store_id = ? order by l.id, p.city_id nulls first`;
