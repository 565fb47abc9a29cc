import { ruleOfPrice } from '../rules/rule-of-price.ts';

/**
 * SQL of the moves `d` that wait for the seller's word, each with its store `s`, listing `l`, price `p` and `product`.
 * One whose rule is off, whose minimum is gone or that is not sold any more asks nothing.
 */
export const heldRows = `from stores s
  join price_decisions d on d.company_id = s.company_id and d.store_id = s.id and d.state = 'held'
  join listing_prices p on p.company_id = d.company_id and p.id = d.listing_price_id and p.min_tiyn is not null
  join listings l on l.company_id = d.company_id and l.id = d.listing_id and l.is_on_sale
  join products product on product.company_id = l.company_id and product.id = l.product_id and product.status = 'active'
  join lateral ${ruleOfPrice} rule on rule.is_enabled`;

/** SQL of how far move `d` goes, in percent of the present price. */
export const furthest = '(abs(d.to_tiyn - d.from_tiyn) * 100.0 / greatest(d.from_tiyn, 1))';
