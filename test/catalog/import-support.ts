import { createImportJob, findImport, type ImportData, startImport } from '#src/catalog/index.ts';
import { tenge } from '#src/kernel/money.ts';
import type { Marketplace, MarketplaceListing } from '#src/stores/index.ts';
import { type TestShop, withOtherCabinet } from '../stores/store-support.ts';

/** Asks for an import and lets the job run, as the queue would. */
export async function importShelf(shop: TestShop, storeId: string, attempt = 1) {
  const { id: importId } = await shop.run((scope) => startImport(scope, { storeId }));
  await runJob(shop, { companyId: shop.id, storeId, importId }, attempt);
  return shop.run((scope) => findImport(scope, importId));
}

/** Lets the job run, as the queue would. */
export async function runJob(shop: TestShop, data: ImportData, attempt = 1): Promise<void> {
  const { inCompany, inSystem } = shop.database;
  const signal = new AbortController().signal;
  const tools = { inCompany, inSystem, signal, attempt, progress: () => Promise.resolve() };
  await createImportJob({ marketplace: shop.deps.marketplace }).run(data, tools);
}

/** A shelf of our own making instead of the stand-in's: pages are asked for one by one. Its total is true unless given. */
export function shelfOf(pages: () => Iterable<MarketplaceListing[]>, claimed?: { readonly total: number }) {
  return (marketplace: Marketplace) =>
    withOtherCabinet(marketplace, () => ({
      async *listListings(_session, query) {
        const shelf = pages();
        const total = claimed?.total ?? [...pages()].flat().length;
        let received = 0;
        for (const page of shelf) {
          received += page.length;
          query.onPage?.({ received, total });
          yield page;
        }
      },
    }));
}

/** The marketplace with something happening once the first page of a shelf was worked. */
export function afterFirstPage(marketplace: Marketplace, happen: () => Promise<void>): Marketplace {
  return withOtherCabinet(marketplace, (cabinet) => ({
    async *listListings(session, query, signal) {
      const pages = cabinet.listListings(session, query, signal)[Symbol.asyncIterator]();
      const first = await pages.next();
      yield first.value;
      await happen();
      yield* { [Symbol.asyncIterator]: () => pages };
    },
  }));
}

/** The offer of this number on a shelf of our own making. */
export const offer = (number: number, change: Partial<MarketplaceListing> = {}): MarketplaceListing => ({
  sku: `N-${number}`,
  masterSku: String(104_000_000 + number),
  title: `Товар ${number}`,
  model: `Товар ${number}`,
  priceTiyn: tenge(1_000 + number),
  cityPrices: [],
  availabilities: [{ storeId: 'x_PP1', isAvailable: true }],
  isOnSale: true,
  ...change,
});
