import PQueue from 'p-queue';
import type { Clock } from '../../kernel/clock.ts';
import type { CompetitorOffer, Storefront } from '../../stores/index.ts';
import { type PackedOffer, packOffers } from '../history/pack-offers.ts';
import type { CardPlace } from './claim-cards.ts';

/** What a card looked like in a city at an instant. */
export interface SeenOffers {
  readonly offers: readonly CompetitorOffer[];
  /** The same in the short form of the history. */
  readonly packed: readonly PackedOffer[];
  /** When the question was asked, so that nothing sent later can be missed in the answer. */
  readonly fetchedAt: Date;
  /** Somebody else's look, written down already. */
  readonly isShared: boolean;
}

/** Asks the marketplace about cards, so many at once in one process. */
export interface CardDesk {
  /**
   * Everyone's offers of a card in a city as they are now.
   * @throws marketplace.blocked, marketplace.rateLimited, marketplace.unreachable, marketplace.badAnswer, and the
   * signal's reason
   */
  ask(card: CardPlace & { readonly companyId: string }, signal: AbortSignal): Promise<SeenOffers>;
}

/** A desk where at most `parallel` questions are under way; the others wait in the order of their asking. */
export function createCardDesk(
  { storefront, clock }: { readonly storefront: Storefront; readonly clock: Clock },
  parallel: number,
): CardDesk {
  const queue = new PQueue({ concurrency: parallel });
  return {
    ask: ({ masterSku, cityId, companyId }, signal) =>
      queue.add(async () => {
        signal.throwIfAborted();
        const fetchedAt = clock.now();
        const offers = await storefront.listOffers({ masterSku, cityId, companyId }, signal);
        return { offers, packed: packOffers(offers), fetchedAt, isShared: false };
      }),
  };
}
