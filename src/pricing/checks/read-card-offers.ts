import { newId } from '../../kernel/ids.ts';
import type { InSystem } from '../../platform/db/scope.ts';
import type { CompetitorOffer, Storefront } from '../../stores/index.ts';
import type { PricingDeps } from '../pricing.ports.ts';
import { CardOffers } from './card-offers.entity.ts';

/** What a card looked like in a city at an instant. */
export interface SeenOffers {
  readonly offers: readonly CompetitorOffer[];
  /** When the question was asked, so that nothing sent later can be missed in the answer. */
  readonly fetchedAt: Date;
}

/** What reading a card needs. */
export interface CardReader {
  readonly deps: Pick<PricingDeps, 'clock' | 'settings'> & {
    readonly marketplace: { readonly storefront: Storefront };
  };
  readonly inSystem: InSystem;
  readonly signal: AbortSignal;
}

interface CardPlace {
  readonly masterSku: string;
  readonly cityId: string;
}

/**
 * Everyone's offers of a card in a city, as another look found them a moment ago or asked anew and kept for every company
 * on the card. An empty answer is kept out: it says that the card is not known, not that nobody sells it.
 * @throws marketplace.blocked, marketplace.rateLimited, marketplace.unreachable, marketplace.badAnswer
 */
export async function readCardOffers(reader: CardReader, place: CardPlace): Promise<SeenOffers> {
  const { deps, inSystem, signal } = reader;
  const askedAt = deps.clock.now();
  const known = await inSystem('read what a card looked like, for every company on it', ({ em }) =>
    em.findOne(CardOffers, { masterSku: place.masterSku, cityId: place.cityId }),
  );
  if (known && known.fetchedAt.getTime() > askedAt.getTime() - deps.settings.freshnessSeconds * 1_000) {
    return { offers: known.offers, fetchedAt: known.fetchedAt };
  }

  const offers = await deps.marketplace.storefront.listOffers(
    { masterSku: place.masterSku, cityId: place.cityId },
    signal,
  );
  if (offers.length > 0) {
    await keep(inSystem, place, { offers, fetchedAt: askedAt });
  }
  return { offers, fetchedAt: askedAt };
}

/** Never puts an older look over a newer one. */
async function keep(inSystem: InSystem, { masterSku, cityId }: CardPlace, { offers, fetchedAt }: SeenOffers) {
  await inSystem('keep what a card looked like, for every company on it', ({ em, now }) =>
    em.execute(
      `insert into card_offers (id, created_at, updated_at, master_sku, city_id, offers, fetched_at) values (?, ?, ?, ?, ?, ?, ?)
       on conflict (master_sku, city_id) do update set offers = excluded.offers, fetched_at = excluded.fetched_at,
         updated_at = excluded.updated_at where card_offers.fetched_at < excluded.fetched_at`,
      [newId(), now(), now(), masterSku, cityId, JSON.stringify(offers), fetchedAt],
    ),
  );
}
