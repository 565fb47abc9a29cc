import { newId } from '../../kernel/ids.ts';
import type { Scope } from '../../platform/db/scope.ts';
import { type PackedOffer, unpackOffers } from '../history/pack-offers.ts';
import type { PricingSettings } from '../pricing.ports.ts';
import type { SeenOffers } from './card-desk.ts';
import { CLOCK_SLACK_SECONDS } from './forget-future.ts';
import { secondsAfter } from './seconds-after.ts';

/** A card in a city. */
export interface CardPlace {
  readonly masterSku: string;
  readonly cityId: string;
}

/** How the wanted cards stand: seen a moment ago, for us to ask about, or asked about by somebody else just now. */
export interface CardClaims {
  readonly fresh: ReadonlyMap<string, SeenOffers>;
  readonly ours: ReadonlySet<string>;
}

/** A card in a city as one word. */
export function cardKey({ masterSku, cityId }: CardPlace): string {
  return `${masterSku} ${cityId}`;
}

interface CardRow {
  readonly master_sku: string;
  readonly city_id: string;
  readonly offers: PackedOffer[];
  readonly fetched_at: string;
}

/**
 * Takes the cards that nobody has looked at within the freshness window and nobody is looking at now: of all companies
 * and processes on a card one asks. A claim runs out by itself when its owner dies.
 */
export async function claimCards(
  scope: Scope,
  places: readonly CardPlace[],
  settings: Pick<PricingSettings, 'freshnessSeconds' | 'claimSeconds'>,
): Promise<CardClaims> {
  const distinct = distinctCards(places);
  if (settings.freshnessSeconds === 0) {
    return { fresh: new Map(), ours: new Set(distinct.keys()) };
  }

  const window = freshnessWindow(scope, settings);
  const ours = await claim(scope, [...distinct.values()], { ...window, claimSeconds: settings.claimSeconds });
  const others = [...distinct].filter(([key]) => !ours.has(key)).map(([, place]) => place);
  const rows = others.length === 0 ? [] : await readFresh(scope, others, window);
  return { ours, fresh: new Map(rows.map((row) => [keyOf(row), seenIn(row)])) };
}

/** Between which instants a look is fresh; one from further ahead is of a clock that ran ahead. */
interface FreshnessWindow {
  readonly after: Date;
  readonly before: Date;
}

function freshnessWindow(
  scope: Scope,
  { freshnessSeconds }: Pick<PricingSettings, 'freshnessSeconds'>,
): FreshnessWindow {
  const now = scope.now();
  return { after: secondsAfter(now, -freshnessSeconds), before: secondsAfter(now, CLOCK_SLACK_SECONDS) };
}

/** Gives cards back that got no answer, so that others need not wait for the claim's end. */
export async function releaseCards(scope: Scope, places: readonly CardPlace[]): Promise<void> {
  await scope.em.execute(
    `update card_offers set claimed_until = null
       where (master_sku, city_id) in (select * from unnest(?::text[], ?::text[]))`,
    arraysOf([...distinctCards(places).values()]),
  );
}

/** One look at a card. */
export type CardLook = CardPlace & SeenOffers;

/** Puts what cards looked like where every company finds it; never an older look over a newer one. */
export async function shareCards(scope: Scope, looks: readonly CardLook[]): Promise<void> {
  const rows = [...distinctCards(looks).values()].map(({ masterSku, cityId, packed, fetchedAt }) => ({
    ...{ id: newId(), masterSku, cityId, offers: packed, fetchedAt },
  }));
  await scope.em.execute(
    `insert into card_offers (id, created_at, updated_at, master_sku, city_id, offers, fetched_at)
       select v.id, ?, ?, v."masterSku", v."cityId", v.offers, v."fetchedAt"
         from jsonb_to_recordset(?::jsonb) v(id uuid, "masterSku" text, "cityId" text, offers jsonb, "fetchedAt" timestamptz)
       on conflict (master_sku, city_id) do update set offers = excluded.offers, fetched_at = excluded.fetched_at,
         updated_at = excluded.updated_at, claimed_until = null
         where card_offers.fetched_at < excluded.fetched_at or card_offers.fetched_at > ?`,
    [scope.now(), scope.now(), JSON.stringify(rows), secondsAfter(scope.now(), CLOCK_SLACK_SECONDS)],
  );
}

/** In one order everywhere, so that two companies on the same cards never wait for each other in a ring. */
function distinctCards<Place extends CardPlace>(places: readonly Place[]): Map<string, Place> {
  const sorted = places.map((place) => [cardKey(place), place] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted);
}

async function claim(
  scope: Scope,
  places: readonly CardPlace[],
  { after, before, claimSeconds }: FreshnessWindow & { readonly claimSeconds: number },
): Promise<Set<string>> {
  const rows = await scope.em.execute<CardRow[]>(
    `insert into card_offers (id, created_at, updated_at, master_sku, city_id, offers, fetched_at, claimed_until)
       select gen_random_uuid(), ?, ?, v.master_sku, v.city_id, '[]', 'epoch', ?
         from unnest(?::text[], ?::text[]) v(master_sku, city_id)
       on conflict (master_sku, city_id) do update set claimed_until = excluded.claimed_until
         where not (card_offers.fetched_at > ? and card_offers.fetched_at <= ?)
           and (card_offers.claimed_until is null or card_offers.claimed_until <= ? or card_offers.claimed_until > ?)
       returning master_sku, city_id`,
    [
      ...[scope.now(), scope.now(), secondsAfter(scope.now(), claimSeconds)],
      ...arraysOf(places),
      ...[after, before, scope.now(), secondsAfter(before, claimSeconds)],
    ],
  );
  return new Set(rows.map(keyOf));
}

function readFresh(scope: Scope, places: readonly CardPlace[], { after, before }: FreshnessWindow): Promise<CardRow[]> {
  return scope.em.execute<CardRow[]>(
    `select c.master_sku, c.city_id, c.offers, c.fetched_at from unnest(?::text[], ?::text[]) v(master_sku, city_id)
       join card_offers c on c.master_sku = v.master_sku and c.city_id = v.city_id
       where c.fetched_at > ? and c.fetched_at <= ?`,
    [...arraysOf(places), after, before],
  );
}

function arraysOf(places: readonly CardPlace[]): [string, string] {
  return [arrayText(places.map(({ masterSku }) => masterSku)), arrayText(places.map(({ cityId }) => cityId))];
}

/** The text form of a PostgreSQL array of texts. */
function arrayText(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(',')}}`;
}

function keyOf({ master_sku, city_id }: Pick<CardRow, 'master_sku' | 'city_id'>): string {
  return cardKey({ masterSku: master_sku, cityId: city_id });
}

function seenIn({ offers, fetched_at }: CardRow): SeenOffers {
  return { offers: unpackOffers(offers), packed: offers, fetchedAt: new Date(fetched_at), isShared: true };
}
