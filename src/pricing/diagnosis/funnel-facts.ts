import { blindReasons } from '../decisions/decision.ts';

/** Whether store `s` with repricing row `pricing` has a price list that the marketplace fetches. */
const hasPriceList = "coalesce(pricing.channel = 'feed', false)";

/**
 * The rule that listing price `p` follows: for its listing and city, its listing, its city, its store, the first there is.
 * Joined place by place, because every such join is one hash over the rules however many listings have their own.
 */
const ruleOfPrice = `${ruleAt('of_both', 'r.listing_id = p.listing_id and r.city_id = p.city_id')}
    ${ruleAt('of_listing', 'r.listing_id = p.listing_id and r.city_id is null')}
    ${ruleAt('of_city', 'r.listing_id is null and r.city_id = p.city_id')}
    ${ruleAt('of_store', 'r.listing_id is null and r.city_id is null')}
    left join pricing_rules rule on rule.company_id = p.company_id
      and rule.id = coalesce(of_both.id, of_listing.id, of_city.id, of_store.id)`;

function ruleAt(name: string, place: string): string {
  const at = `r.company_id = p.company_id and r.store_id = p.store_id and ${place}`;
  return `left join pricing_rules ${name} on ${at.replaceAll('r.', `${name}.`)}`;
}

const blind = blindReasons.map((reason) => `'${reason}'`).join(', ');

/** How prices of store `s` leave: as its seller chose, else the cabinet where it was entered, else the price list. */
const way = `coalesce(pricing.channel, case when s.cabinet_session is not null or s.reauth_reason is not null then 'cabinet'
    when ${hasPriceList} then 'feed' else 'none' end)`;

/** A price that is on its way already, or that the seller set by hand, asks no rule. */
const needsRule = "(going.id is null and coalesce(waiting.reason <> 'set_by_hand', true))";

const outsideHours = `rule.work_from_minute % 1440 <> rule.work_to_minute % 1440 and
    case when rule.work_from_minute < rule.work_to_minute
      then clock.minute < rule.work_from_minute or clock.minute >= rule.work_to_minute
      else clock.minute < rule.work_from_minute and clock.minute >= rule.work_to_minute end`;

/** The first thing that stops a listing price, as `<step>:<reason>`, in the order of `funnelSteps`. */
const firstStop = `case
    when product.status <> 'active' then 'product:archived'
    when not l.is_on_sale then 'sale:off_sale'
    when l.master_sku is null then 'card:no_card'
    when ${needsRule} and rule.id is null then 'rule:no_rule'
    when ${needsRule} and not rule.is_enabled and rule.is_paused_together then 'switch:paused_together'
    when ${needsRule} and not rule.is_enabled then 'switch:rule_off'
    when ${needsRule} and p.min_tiyn is null then 'minimum:no_minimum'
    when ${needsRule} and product.cost_tiyn is null and (rule.min_profit_tiyn is not null
      or rule.min_profit_bps is not null or rule.strategy = 'keep_margin') then 'cost:cost_unknown'
    when not s.is_active then 'store:store_off'
    when s.merchant_uid is null then 'channel:merchant_unknown'
    when ${way} = 'cabinet' and s.reauth_reason is not null then 'session:' || s.reauth_reason
    when ${way} = 'cabinet' and s.cabinet_session is null then 'channel:no_session'
    when ${way} = 'feed' and not ${hasPriceList} then 'channel:no_price_list'
    when going.id is null and pricing.rest_until > clock.now then 'rest:resting'
    when ${needsRule} and ${outsideHours} then 'hours:outside_hours'
    when ${needsRule} and p.next_check_at is null then 'turn:not_scheduled'
    when ${needsRule} and waiting.id is null and p.last_reason in (${blind}) then 'look:' || p.last_reason
    when ${needsRule} and p.checked_at is null then 'turn:first_look'
    when going.state = 'pending' and going.channel = 'feed' then 'arrival:in_price_list'
    when going.id is not null then 'arrival:' || going.state
    when waiting.state = 'held' or waiting.waits_for = 'approval' then 'approval:held'
    when waiting.waits_for = 'budget' then 'budget:budget_spent'
    when waiting.waits_for = 'channel' or waiting.id is not null and ${way} = 'none' then 'sending:propose_only'
    when waiting.waits_for = 'rest' or waiting.id is not null and pricing.push_rest_until > clock.now
      then 'sending:push_resting'
    when waiting.id is not null then 'sending:to_be_sent'
    when p.last_reason = 'not_sent' then 'sending:not_sent'
    when p.last_reason = 'not_taken' then 'arrival:not_taken'
    when p.target_tiyn <> p.current_tiyn then 'sending:called_off'
    else 'decision:' || coalesce(p.last_reason, 'undecided') end`;

/**
 * Every listing price with the first thing that stops it, as the table `facts`. Parameters: now, the minute of the day in
 * the company's zone, and twice each the store and the listing, null for all.
 */
export const funnelFacts = `with clock as (select ?::timestamptz as now, ?::int as minute),
  facts as materialized (
    select p.id, p.store_id, p.next_check_at, ${firstStop} as stop,
      case when going.id is not null then coalesce(going.pushed_at, p.pending_since, going.decided_at)
        when waiting.id is not null then waiting.decided_at else p.checked_at end as since,
      pricing.rest_until, pricing.push_rest_until, clock.now,
      date_trunc('minute', clock.now)
        + make_interval(mins => (rule.work_from_minute - clock.minute + 1440) % 1440) as opens_at
    from listing_prices p cross join clock
    join listings l on l.company_id = p.company_id and l.id = p.listing_id
    join products product on product.company_id = l.company_id and product.id = l.product_id
    join stores s on s.company_id = p.company_id and s.id = p.store_id
    left join store_pricings pricing on pricing.company_id = s.company_id and pricing.store_id = s.id
    left join price_decisions going on going.company_id = p.company_id and going.listing_price_id = p.id
      and going.state in ('pushing', 'pending', 'unknown')
    left join price_decisions waiting on waiting.company_id = p.company_id and waiting.listing_price_id = p.id
      and waiting.state in ('held', 'proposed')
    ${ruleOfPrice}
    where (?::uuid is null or p.store_id = ?) and (?::uuid is null or p.listing_id = ?)),
  timed as (
    select facts.*, case stop when 'rest:resting' then rest_until when 'hours:outside_hours' then opens_at
      when 'sending:push_resting' then push_rest_until
      else case when split_part(stop, ':', 1) in ('turn', 'look', 'decision', 'sending', 'arrival')
        then next_check_at end end as until
    from facts)`;
