import { DateTime } from 'luxon';
import { Listing } from '../../catalog/index.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { Store } from '../../stores/index.ts';
import { pricingErrors } from '../pricing.errors.ts';
import { findZone } from '../rules/effective-rule.ts';
import {
  type FunnelExample,
  type FunnelStepCode,
  funnelSteps,
  type PriceWalk,
  type RepricingDiagnosis,
  type StoreFunnel,
} from './funnel.ts';
import { funnelFacts } from './funnel-facts.ts';
import { listStoreFacts, type StoreFacts } from './store-facts.ts';

/** What to look at; nothing means every store of the company. */
export interface DiagnosisPlace {
  readonly storeId?: string | undefined;
  readonly listingId?: string | undefined;
}

/**
 * Why prices do not move: for each store every step of the cycle with how many listing prices came in, how many went on,
 * and why the rest did not. For one listing also the first thing that stops each of its prices.
 * @throws pricing.storeNotFound, pricing.listingNotFound
 */
export async function diagnoseRepricing(scope: Scope, place: DiagnosisPlace = {}): Promise<RepricingDiagnosis> {
  const storeId = await findPlace(scope, place);
  const zone = await findZone(scope);
  const local = DateTime.fromJSDate(scope.now(), { zone });
  const listingId = place.listingId ?? null;
  const params = [scope.now(), local.hour * 60 + local.minute, storeId, storeId, listingId, listingId];
  const stops = await scope.em.execute<StopRow[]>(`${funnelFacts} ${groupedStops}`, params);
  const walks =
    listingId === null ? [] : await scope.em.execute<{ walk: WalkRow }[]>(`${funnelFacts} ${walksOf}`, params);
  const stores = await listStoreFacts(scope, storeId);
  return {
    at: scope.now(),
    zone,
    stores: stores.map((store) =>
      funnelOf(
        store,
        stops.filter((stop) => stop.storeId === store.storeId),
      ),
    ),
    walks: walks.map(({ walk }) => walkOf(walk)),
  };
}

/** The store that is meant: the one asked for, or the listing's own. */
async function findPlace(scope: Scope, { storeId, listingId }: DiagnosisPlace): Promise<string | null> {
  if (storeId !== undefined && !(await scope.em.findOne(Store, { id: storeId }))) {
    throw pricingErrors.storeNotFound();
  }

  const listing = listingId === undefined ? null : await scope.em.findOne(Listing, { id: listingId });
  const isElsewhere = storeId !== undefined && listing !== null && listing.storeId !== storeId;
  if (listingId !== undefined && (!listing || isElsewhere)) {
    throw pricingErrors.listingNotFound();
  }

  return listing?.storeId ?? storeId ?? null;
}

interface StopRow {
  readonly storeId: string;
  readonly stop: string;
  readonly count: number;
  readonly due: number;
  readonly dueSince: string | null;
  readonly nextDueAt: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly examples: readonly FunnelExample[];
}

const exampleFields = `'listingPriceId', p.id, 'listingId', l.id, 'cityId', p.city_id, 'sku', l.sku,
  'nameRu', product.name_ru, 'nameKk', product.name_kk, 'nameEn', product.name_en`;

/** Joins what a price is called to the few rows that are shown; carried through the whole funnel it would not fit in memory. */
function namesOfPrice(table: string): string {
  return `join listing_prices p on p.id = ${table}.id join listings l on l.company_id = p.company_id and l.id = p.listing_id
    join products product on product.company_id = l.company_id and product.id = l.product_id`;
}

const groupedStops = `, grouped as (
    select store_id, stop, count(*)::int as count, count(*) filter (where next_check_at <= now)::int as due,
      min(next_check_at) filter (where next_check_at <= now) as due_since,
      min(next_check_at) filter (where next_check_at > now) as next_due_at,
      min(since) as since, min(until) filter (where until > now) as until, (array_agg(id order by id))[1:5] as ids
    from timed group by store_id, stop),
  examples as (
    select picked.store_id, picked.stop, json_agg(json_build_object(${exampleFields}) order by p.id) as list
    from (select store_id, stop, unnest(ids) as id from grouped) picked ${namesOfPrice('picked')} group by 1, 2)
  select grouped.store_id as "storeId", stop, count, due, due_since as "dueSince", next_due_at as "nextDueAt", since,
    until, examples.list as examples
  from grouped join examples using (store_id, stop) order by count desc, stop`;

type WalkRow = FunnelExample &
  Pick<PriceWalk, 'storeId' | 'lastParams'> & {
    readonly stop: string;
    readonly since: string | null;
    readonly until: string | null;
  };

const walksOf = `select json_build_object(${exampleFields}, 'storeId', timed.store_id, 'lastParams', p.last_params,
    'stop', stop, 'since', since, 'until', until) as walk
  from timed ${namesOfPrice('timed')} order by p.city_id nulls first`;

function walkOf({ stop, since, until, ...rest }: WalkRow): PriceWalk {
  return { ...rest, ...readStop(stop), since: instant(since), until: instant(until) };
}

function funnelOf({ storeId, storeName, budget, day }: StoreFacts, stops: readonly StopRow[]): StoreFunnel {
  let left = stops.reduce((sum, { count }) => sum + count, 0);
  const steps = funnelSteps.map((step) => {
    const here = stops.filter(({ stop }) => readStop(stop).step === step);
    const entered = left;
    left -= here.reduce((sum, { count }) => sum + count, 0);
    const views = here.map(({ stop, count, since, until, examples }) => ({
      ...{ reason: readStop(stop).reason, count, examples },
      ...{ since: instant(since), until: instant(until) },
    }));
    return { step, entered, passed: left, stops: views };
  });
  return { storeId, storeName, steps, turn: turnOf(stops), budget, day };
}

/** Of those that nothing before stops. */
function turnOf(stops: readonly StopRow[]): StoreFunnel['turn'] {
  const turn = funnelSteps.indexOf('turn');
  const waiting = stops.filter(({ stop }) => funnelSteps.indexOf(readStop(stop).step) >= turn);
  return {
    dueNow: waiting.reduce((sum, { due }) => sum + due, 0),
    dueSince: earliest(waiting.map(({ dueSince }) => instant(dueSince))),
    nextDueAt: earliest(waiting.map(({ nextDueAt }) => instant(nextDueAt))),
  };
}

function earliest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((at) => at !== null).sort((one, other) => Number(one) - Number(other));
  return known[0] ?? null;
}

function readStop(stop: string): { step: FunnelStepCode; reason: string } {
  const [step, reason = ''] = stop.split(':');
  // The database builds it from the very list of steps.
  return { step: step as FunnelStepCode, reason };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
