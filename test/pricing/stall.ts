import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import { pointingAt } from '#src/platform/db/references.ts';
import { enableRule, type RuleInput, type StoreLimits, setPricingRule, setStoreLimits } from '#src/pricing/index.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import { Store } from '#src/stores/store.entity.ts';
import { aCompany, type TestCompany } from '../support/company.ts';
import type { Bazaar } from './bazaar.ts';

/** What is sold on which cards, and how; prices in tenge. */
export interface StallOptions {
  readonly cards: readonly string[];
  readonly company?: TestCompany;
  readonly min?: number;
  readonly max?: number;
  readonly rule?: Partial<RuleInput>;
  readonly limits?: Partial<StoreLimits>;
}

const unguarded = { maxMoveBps: null, maxStoreShareBps: null, warMoves: null };
const roundTheClock = { strategy: 'always_first' as const, workFromMinute: 0, workToMinute: 0 };

/** A company's store in the bazaar, every product at 5 000 ₸ between 4 000 and 6 000, always first, guards off. */
export async function openStall(bazaar: Bazaar, options: StallOptions) {
  const uid = `shop-${newId().slice(-10)}`;
  const merchant = await bazaar.control<Merchant>('POST', '/merchants', {
    ...{ uid, name: uid, masterSkus: options.cards },
  });
  const { email, password, skus } = merchant;
  const shop = options.company ?? (await aCompany({ database: bazaar.doors }));
  const signIn = () => enter(bazaar, { email, password });
  const session = await signIn();
  const model = await modelOf(bazaar, options.cards[0] ?? '');
  const ids = await shop.run(async (scope) => seed(scope.em, { uid, skus, cards: options.cards, model, options }));
  bazaar.sessions.set(ids.storeId, session);
  const { storeId } = ids;
  await shop.run(async (scope) => {
    await setPricingRule(scope, { storeId, ...roundTheClock, ...options.rule });
    await setStoreLimits(scope, { storeId, ...unguarded, ...options.limits });
    await enableRule(scope, { storeId });
  });
  return {
    ...ids,
    ...{ uid, skus, shop, session, signIn, companyId: shop.id, cards: options.cards },
    /** Prices that came to the stand-in from this store, in tenge. */
    sent: () => bazaar.sent.filter((one) => one.uid === uid),
    /** The main price of a product, by its place in the list of cards. */
    price: (index = 0) => shop.run((scope) => scope.em.findOneOrFail(ListingPrice, { id: ids.priceIds[index] ?? '' })),
    decisions: () =>
      shop.run((scope) =>
        scope.em.find(PriceDecision, { storeId: pointingAt(scope, storeId) }, { orderBy: { id: 'asc' } }),
      ),
    events: async (name: string) => {
      const all = await shop.run(({ em }) =>
        em.execute<{ payload: Record<string, unknown> }[]>('select payload from outbox_events where name = ?', [name]),
      );
      return all.map(({ payload }) => payload);
    },
    /** Replaces every rival on a card. */
    rivals: (index: number, offers: Readonly<Record<string, number>>) =>
      bazaar.control('PUT', `/cards/${options.cards[index]}/offers`, {
        offers: Object.entries(offers).map(([merchantId, price]) => ({ merchantId, merchantName: merchantId, price })),
      }),
    /** What buyers see of our offer, in tenge. */
    async shown(index = 0) {
      const card = await bazaar.control<CardView>('GET', `/cards/${options.cards[index]}`);
      return card.offers.find(({ merchantId }) => merchantId === uid)?.price;
    },
    /** Has every price of the store looked at now. */
    wake: () =>
      shop.run(async ({ em, now }) => {
        await em.execute('update listing_prices set next_check_at = ? where store_id = ?', [now(), storeId]);
        await em.execute('update store_pricings set next_check_at = ? where store_id = ?', [now(), storeId]);
      }),
  };
}

/** A store in the bazaar. */
export type Stall = Awaited<ReturnType<typeof openStall>>;

interface Merchant {
  readonly email: string;
  readonly password: string;
  readonly skus: readonly string[];
}

interface CardView {
  readonly title: readonly string[];
  readonly offers: readonly { readonly merchantId: string; readonly price: number }[];
}

async function enter(bazaar: Bazaar, { email, password }: Pick<Merchant, 'email' | 'password'>) {
  const { cabinet } = bazaar.client();
  const step = await cabinet.signIn({ email, password });
  return step.kind === 'signed-in' ? step.session : cabinet.submitCode(step.pending, await newestCode(bazaar, email));
}

async function newestCode(bazaar: Bazaar, login: string): Promise<string> {
  const mailbox = await bazaar.control<{ code: string }[]>('GET', `/mailbox?login=${encodeURIComponent(login)}`);
  return mailbox.at(-1)?.code ?? '';
}

async function modelOf(bazaar: Bazaar, card: string): Promise<string> {
  return (await bazaar.control<CardView>('GET', `/cards/${card}`)).title[0] ?? '';
}

type EntityManager = Parameters<Parameters<TestCompany['run']>[0]>[0]['em'];

interface Shelf {
  readonly uid: string;
  readonly skus: readonly string[];
  readonly cards: readonly string[];
  readonly model: string;
  readonly options: StallOptions;
}

function seed(em: EntityManager, { uid, skus, cards, model, options }: Shelf) {
  const store = em.create(Store, {
    ...{ kind: 'kaspi', name: uid, merchantUid: uid, cabinetSession: 'sealed', points: [] },
  });
  const { min = 4_000, max = 6_000 } = options;
  const rows = skus.map((sku, index) => {
    const product = em.create(Product, { sku: `${uid} ${sku}`, nameRu: model, priceTiyn: tenge(5_000) });
    const place = { productId: product.id, storeId: store.id };
    const listing = em.create(Listing, { ...place, sku, masterSku: cards[index] ?? '', model, points: [] });
    const price = em.create(ListingPrice, {
      ...{ listingId: listing.id, storeId: store.id, lastParams: {} },
      ...{ currentTiyn: tenge(5_000), handSetTiyn: tenge(5_000), minTiyn: tenge(min), maxTiyn: tenge(max) },
    });
    return { listingId: listing.id, priceId: price.id, productId: product.id };
  });
  return {
    storeId: store.id,
    listingIds: rows.map(({ listingId }) => listingId),
    priceIds: rows.map(({ priceId }) => priceId),
    productIds: rows.map(({ productId }) => productId),
  };
}
