import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import { Store } from '#src/stores/store.entity.ts';
import { aCompany, type TestCompany } from '../support/company.ts';

/** A company with a store and listings in it. */
export interface Shelf {
  readonly shop: TestCompany;
  readonly storeId: string;
  readonly listingIds: readonly string[];
  readonly listingId: string;
}

/** A store with listings at 5 000 ₸; the clock stands at noon in Almaty unless told otherwise. */
export async function aShelf(options: { count?: number; at?: Date; company?: TestCompany } = {}): Promise<Shelf> {
  const at = options.at ?? new Date('2026-11-20T07:00:00Z');
  const shop = options.company ?? (await aCompany({ clock: { now: () => at } }));
  const made = await shop.run(async ({ em }) => {
    const store = em.create(Store, { kind: 'kaspi', name: 'Kaspi', merchantUid: newId(), points: [] });
    const listingIds = Array.from({ length: options.count ?? 1 }, (_, index) => {
      const product = em.create(Product, { sku: newId(), nameRu: `Чехол ${index}`, priceTiyn: tenge(5_000) });
      const base = {
        productId: product.id,
        storeId: store.id,
        sku: `K-${index}`,
        model: 'm',
        masterSku: newId(),
        points: [],
      };
      const listing = em.create(Listing, base);
      em.create(ListingPrice, {
        listingId: listing.id,
        storeId: store.id,
        currentTiyn: tenge(5_000),
        handSetTiyn: tenge(5_000),
        lastParams: {},
      });
      return listing.id;
    });
    return { storeId: store.id, listingIds };
  });
  return { shop, ...made, listingId: made.listingIds[0] ?? '' };
}
