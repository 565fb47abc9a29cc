import { describe, expect, it } from '@jest/globals';
import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Listing, Product } from '#src/catalog/product.entity.ts';
import { newId } from '#src/kernel/ids.ts';
import { tenge } from '#src/kernel/money.ts';
import { pointingAt } from '#src/platform/db/references.ts';
import { StorePricing } from '#src/pricing/checks/store-pricing.entity.ts';
import { answerMass, answerMove, enableRule, setBounds, setPricingRule } from '#src/pricing/index.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import { Store } from '#src/stores/store.entity.ts';
import { renderNotice } from '../../bots/telegram/seller/messaging/notice-text.ts';
import { aClock, aCompany, aMember, aRoad, deliver, react, words } from './post-office.ts';

type Company = Awaited<ReturnType<typeof aCompany>>;

/** A store whose rule is on, with so many prices at 5 000 ₸. */
async function aShelf(company: Company, count: number) {
  const made = await company.run(async ({ em }) => {
    const store = em.create(Store, { kind: 'kaspi', name: 'TechnoMart', merchantUid: newId(), points: [] });
    const prices = Array.from({ length: count }, (_, index) => {
      const product = em.create(Product, { sku: newId(), nameRu: `Чехол ${index}`, priceTiyn: tenge(5_000) });
      const base = { productId: product.id, storeId: store.id, sku: `K-${index}`, model: 'm', masterSku: newId() };
      const listing = em.create(Listing, { ...base, points: [] });
      const place = { listingId: listing.id, storeId: store.id };
      const price = em.create(ListingPrice, {
        ...place,
        ...{ currentTiyn: tenge(5_000), handSetTiyn: tenge(5_000), lastParams: {} },
      });
      return { listingId: listing.id, listingPriceId: price.id };
    });
    return { storeId: store.id, prices };
  });
  await company.run(async (scope) => {
    await setPricingRule(scope, { storeId: made.storeId, strategy: 'always_first' });
    await enableRule(scope, { storeId: made.storeId });
    for (const { listingId } of made.prices) {
      await setBounds(scope, { listingId, minTiyn: tenge(1_000) });
    }
  });
  return made;
}

type Price = Awaited<ReturnType<typeof aShelf>>['prices'][number];

/** Holds a move of each of these prices to 3 500 ₸, as a cycle does, and lets the reactions hear of it. */
async function hold(company: Company, storeId: string, prices: readonly Price[]): Promise<string[]> {
  const ids = await company.run(async (scope) =>
    prices.map((price) => {
      const { id } = scope.em.create(PriceDecision, {
        ...{ ...price, storeId, decidedAt: scope.now(), fromTiyn: tenge(5_000), toTiyn: tenge(3_500) },
        ...{ reason: 'undercut_rival', state: 'held', waitsFor: 'approval' },
        params: { rival: 'MobiShop', rivalPrice: '3 501 ₸', step: '1 ₸', target: '3 500 ₸' },
      });
      scope.emit('price.moveHeld', { ...price, decisionId: id });
      return id;
    }),
  );
  await react(company);
  return ids;
}

async function anAsker(count: number) {
  const clock = aClock();
  const company = await aCompany({ clock });
  const owner = await aMember(company);
  await aMember(company, 'analyst');
  const shelf = await aShelf(company, count);
  await react(company);
  const telegram = aRoad('telegram');
  const post = async () => {
    clock.advance(60);
    await deliver(company, [telegram.gateway]);
  };
  const sent = () => telegram.of(company);
  /** What the member reads now in the newest message. */
  const text = async () => {
    const message = sent().at(-1);
    if (!message) {
      throw new Error('nothing was sent');
    }
    return company.run(async (scope) => {
      const [row] = await scope.em.execute<{ params: Record<string, string> }[]>(
        'select params from messages where id = ?',
        [message.id],
      );
      return renderNotice(scope, words, { ...message, params: row?.params ?? {} });
    });
  };
  return { clock, company, owner, ...shelf, post, sent, text };
}

describe('a question about prices', () => {
  it('is one message for forty moves held at once, to whoever may change prices', async () => {
    const { company, storeId, prices, post, sent, text, owner } = await anAsker(40);
    await hold(company, storeId, prices);
    await post();
    expect(sent().map(({ recipient, template }) => [recipient, template])).toEqual([[owner, 'prices_held']]);
    expect((await text()).text).toContain(words.t('ru', 'messaging-held-many', { count: 40 }));
    expect((await text()).isSilent).toBe(false);
  });

  it('stays that one message while others come, rings anew once it was over, and not for the same price', async () => {
    const { company, storeId, prices, post, sent } = await anAsker(3);
    const [first, second, third] = prices as [Price, Price, Price];
    const [decisionId = ''] = await hold(company, storeId, [first]);
    await post();
    await hold(company, storeId, [second]);
    await post();
    expect(new Set(sent().map(({ id }) => id)).size).toBe(1);
    expect(sent().at(-1)?.providerId).not.toBeNull();

    // The market moves back for both, and then away again for the first.
    await company.run(async (scope) => {
      await scope.em.nativeUpdate(PriceDecision, {}, { state: 'replaced', waitsFor: null });
      scope.emit('price.viewChanged', { listingIds: [first.listingId, second.listingId] });
    });
    await react(company);
    await post();
    await hold(company, storeId, [first]);
    await post();
    expect(new Set(sent().map(({ id }) => id)).size).toBe(1);
    expect(decisionId).not.toBe('');

    await company.run(({ em }) => em.nativeUpdate(PriceDecision, {}, { state: 'replaced', waitsFor: null }));
    await company.run(async ({ emit }) => emit('price.viewChanged', { listingIds: [first.listingId] }));
    await react(company);
    await hold(company, storeId, [third]);
    await post();
    expect(new Set(sent().map(({ id }) => id)).size).toBe(2);
  });

  it('is not asked again for a day about a price that was turned down', async () => {
    const { company, clock, storeId, prices, post, sent } = await anAsker(1);
    const [decisionId = ''] = await hold(company, storeId, prices);
    await post();
    await company.run((scope) => answerMove(scope, { decisionId, answer: 'refuse' }));
    await react(company);
    await post();
    const told = sent().length;
    const [again = ''] = await hold(company, storeId, prices);
    await post();
    expect(sent()).toHaveLength(told);
    await company.run(({ em }) => em.nativeUpdate(PriceDecision, { id: again }, { state: 'replaced' }));
    clock.advance(25 * 3_600);
    await hold(company, storeId, prices);
    await post();
    expect(new Set(sent().map(({ id }) => id)).size).toBe(2);
  });

  it('about a whole store is asked once, counts what waits, and is not asked again for a day after a no', async () => {
    const { company, storeId, prices, post, sent, text } = await anAsker(3);
    const askOf = async () => {
      await company.run(async (scope) => {
        for (const price of prices) {
          scope.em.create(PriceDecision, {
            ...{ ...price, storeId, decidedAt: scope.now(), fromTiyn: tenge(5_000), toTiyn: tenge(4_900) },
            ...{ reason: 'undercut_rival', state: 'held', waitsFor: 'mass', params: {} },
          });
        }
        const where = { storeId: pointingAt(scope, storeId) };
        await scope.em.nativeUpdate(StorePricing, where, { massAskedAt: scope.now() });
        scope.emit('pricing.massHeld', { storeId, moves: 23, prices: 100 });
      });
      await react(company);
      await post();
    };
    await askOf();
    expect(sent().map(({ template }) => template)).toEqual(['mass_held']);
    expect((await text()).text).toContain('Ждут решения: 3 из 3. Подешевеют 3, подорожают 0.');
    await company.run((scope) => answerMass(scope, { storeId, answer: 'refuse' }));
    await expect(company.run((scope) => answerMass(scope, { storeId, answer: 'allow' }))).rejects.toMatchObject({
      code: 'pricing.massNotAsked',
    });
    await react(company);
    await post();
    expect((await text()).text).toContain('пока не меняем');
    const told = sent().length;
    await askOf();
    expect(sent()).toHaveLength(told);
  });
});

describe('the day’s news of prices', () => {
  it('tell a price war and a spent budget once, whatever often they are announced, without a sound', async () => {
    const { company, clock, storeId, prices, post, sent, text } = await anAsker(2);
    const [first] = prices as [Price];
    const until = new Date(clock.now().getTime() + 20 * 60_000);
    await company.run(async (scope) => {
      const where = { storeId: pointingAt(scope, storeId) };
      await scope.em.nativeUpdate(StorePricing, where, { nextPushAt: until });
      for (let times = 0; times < 5; times += 1) {
        scope.emit('price.warFound', { ...first, rival: 'Mobi Shop <1>' });
        scope.emit('pricing.budgetSpent', { storeId, waiting: 37 });
      }
    });
    await react(company);
    await post();
    expect(sent()).toHaveLength(1);
    const { text: told, isSilent } = await text();
    expect(isSilent).toBe(true);
    expect(told).toContain('ценовая война с Mobi Shop &lt;1&gt;');
    expect(told).toContain('лимит Kaspi — 250 изменений за 30 минут');
    expect(told).toContain('остальные (37) ждут до');
    clock.advance(30 * 60);
    expect((await text()).text).toContain('сегодня дошли до лимита Kaspi');
  });
});
