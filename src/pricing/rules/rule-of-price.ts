/**
 * SQL of the rule that listing price `p` of listing `l` follows, as a subquery of one row or none with all columns of
 * `pricing_rules`. The most specific wins: the listing's in the price's city, the listing's, the store's in that city, the
 * store's default. A rule that is off still wins, so that it can switch off what the others would do.
 */
export const ruleOfPrice = `(select r.* from pricing_rules r where r.company_id = l.company_id and r.store_id = l.store_id
    and (r.listing_id = l.id or r.listing_id is null) and (r.city_id = p.city_id or r.city_id is null)
    order by r.listing_id nulls last, r.city_id nulls last limit 1)`;
