import { afterEach, describe, expect, it } from '@jest/globals';
import { formatTenge, tenge } from '#src/kernel/money.ts';
import { packTap } from '#src/platform/telegram/callback-data.ts';
import { pauseAll, setStoreLimits } from '#src/pricing/index.ts';
import { aColleague, aHeldShop, dataOf, type HeldShop, labelsOf, messagesWith, tapOld } from './held-prices.ts';
import { eventually, leave } from './operations.ts';
import { sees, signUp, speaking, standing } from './seller-world.ts';

let shop: HeldShop | undefined;

afterEach(async () => {
  const left = shop;
  shop = undefined;
  await leave(left);
});

const ru = speaking('ru');
const money = (amount: number) => formatTenge(tenge(amount));

describe.each(['ru', 'kk'] as const)('a price that would go too far, in %s', (language) => {
  const say = speaking(language);

  it('is asked about with all its facts, and leaves for Kaspi once it is allowed', async () => {
    shop = await aHeldShop(language);
    const { chat, row } = shop;
    const { own, wanted } = await shop.pull(0, 0.7);
    await sees(chat, say('messaging-held-one'));
    const [card] = messagesWith(chat, say('messaging-held-one'));
    expect(card?.text).toContain(
      say('pricing-held-change', { from: money(own), to: money(wanted), sign: '−', percent: 30 }),
    );
    const reason = { rival: 'MobiShop', rivalPrice: money(wanted + 1), step: money(1), target: money(wanted) };
    expect(card?.text).toContain(say('pricing-reason-undercut_rival', reason));
    expect(card?.text).toContain(say('pricing-min', { price: money(Math.round(own / 2)) }));
    expect(card?.text).toContain(say('pricing-held-limit', { percent: 15 }));
    expect((await row(0)).currentTiyn).toBe(tenge(own));

    await chat.tap(say('pricing-held-allow-btn'));
    await sees(chat, say('messaging-held-allowed'));
    const [over] = messagesWith(chat, say('messaging-held-allowed'));
    expect(over?.messageId).toBe(card?.messageId);
    expect(over?.text).toContain(say('messaging-held-by', { name: 'Айгүл' }));
    expect(labelsOf(over)).toEqual([]);
    await eventually(async () => (await row(0)).currentTiyn === tenge(wanted));
  });
});

describe('held prices in the chat', () => {
  it('stay when they are turned down, and are not asked about again when the rival moves a little', async () => {
    shop = await aHeldShop('ru');
    const { chat, row } = shop;
    const { own, wanted } = await shop.pull(0, 0.7);
    await sees(chat, ru('messaging-held-one'));
    await chat.tap(ru('pricing-held-refuse-btn'));
    await sees(chat, ru('messaging-held-refused'));
    await shop.rival(0, wanted - 10);
    await eventually(async () => (await row(0)).leaderTiyn === tenge(wanted - 10));
    await chat.settled();
    expect((await shop.decisions(0)).filter(({ state }) => state === 'held')).toEqual([]);
    expect(messagesWith(chat, ru('messaging-held-one'))).toEqual([]);
    expect((await row(0)).currentTiyn).toBe(tenge(own));
    await chat.say('/prices');
    expect(chat.screen()).not.toContain(ru('pricing-held-count', { count: 1 }));
  });

  it('take the first of two words given at once, and tell both who has decided what', async () => {
    shop = await aHeldShop('ru');
    const { chat, world } = shop;
    const colleague = await aColleague(world, { name: 'Дамир', phone: '+77010000077' });
    await shop.pull(0, 0.7);
    await sees(chat, ru('messaging-held-one'));
    await sees(colleague, ru('messaging-held-one'));
    const [mine] = messagesWith(chat, ru('messaging-held-one'));
    const [theirs] = messagesWith(colleague, ru('messaging-held-one'));
    const taps = await Promise.all([
      chat.begin('taps', { data: dataOf(mine, ru('pricing-held-allow-btn')), messageId: mine?.messageId }),
      colleague.begin('taps', { data: dataOf(theirs, ru('pricing-held-refuse-btn')), messageId: theirs?.messageId }),
    ]);
    await Promise.all([chat.settled(taps[0]), colleague.settled(taps[1])]);
    await eventually(async () => {
      await Promise.all([chat.settled(), colleague.settled()]);
      return [chat, colleague].every((one) => messagesWith(one, 'Решение: ').length === 1);
    });
    const told = [chat, colleague].map((one) => messagesWith(one, 'Решение: ')[0]?.text);
    expect(told[0]).toBe(told[1]);
    const words = [standing(chat), standing(colleague)]
      .flat()
      .filter((text) => /^(Решать больше не|Уже решено)/.test(text));
    expect(words).toHaveLength(1);
    const states = (await shop.decisions(0)).map(({ state }) => state);
    expect(states.filter((state) => state === 'rejected').length).toBe(told[0]?.includes('Дамир') ? 1 : 0);
  });

  it('of a whole shelf make one message, a list and one word for all', async () => {
    shop = await aHeldShop('ru');
    const { chat, world, storeId, row } = shop;
    // The guard of the whole store has a test of its own.
    await world.inFirstCompany((scope) => setStoreLimits(scope, { storeId, maxStoreShareBps: null }));
    const pulled = await shop.pullAll(Array.from({ length: 12 }, (_, index) => (index === 3 ? 0.6 : 0.75)));
    await sees(chat, ru('messaging-held-many', { count: 12 }));
    const notices = [...messagesWith(chat, ru('messaging-held-one')), ...messagesWith(chat, 'ждут вашего решения')];
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toContain(ru('messaging-held-more', { count: 7 }));

    await chat.tap(ru('pricing-held-show-btn'));
    expect(chat.screen()).toContain(ru('pricing-held-title', { count: 12 }));
    expect(chat.buttons().flat()).toEqual(
      expect.arrayContaining(['✅ 8', '⛔ 8', '❓ 8', ru('pricing-held-next-btn')]),
    );
    await chat.tap('⛔ 1');
    expect(chat.screen()).toContain(ru('pricing-held-title', { count: 11 }));
    await chat.tap(ru('pricing-held-next-btn'));
    expect(chat.buttons().flat()).toContain('✅ 3');
    expect(chat.buttons().flat()).not.toContain('✅ 4');
    await chat.tap(ru('pricing-held-all-btn'));
    expect(chat.screen()).toBe(ru('pricing-held-all-question', { count: 11, percent: 40 }));
    await chat.tap(ru('pricing-held-all-yes-btn'));
    expect(standing(chat)).toContain(ru('pricing-held-all-done', { count: 11 }));
    expect(chat.screen()).toBe(ru('pricing-held-none'));
    await sees(chat, ru('messaging-held-over'));
    await eventually(async () => (await row(7)).currentTiyn === tenge(pulled[7]?.wanted ?? 0));
    expect((await shop.decisions(0))[0]?.state).toBe('rejected');
  });

  it('are no longer asked about when the market moves back, and an old button says so', async () => {
    shop = await aHeldShop('ru');
    const { chat } = shop;
    const { own } = await shop.pull(0, 0.7);
    await sees(chat, ru('messaging-held-one'));
    const [card] = messagesWith(chat, ru('messaging-held-one'));
    const data = dataOf(card, ru('pricing-held-allow-btn'));
    await shop.rival(0, own + 1);
    await sees(chat, ru('messaging-held-gone').split('\n')[0] ?? '');
    await tapOld(shop, chat, data);
    expect(standing(chat)).toContain(ru('error-pricing-move-not-held', { state: 'replaced' }));
    expect((await shop.row(0)).currentTiyn).toBe(tenge(own));
  });

  it('that go further than what was seen are not allowed by it, nor those of a rule that rests', async () => {
    shop = await aHeldShop('ru');
    const { chat, world } = shop;
    const { own, wanted } = await shop.pull(0, 0.7);
    await sees(chat, ru('messaging-held-one'));
    const [card] = messagesWith(chat, ru('messaging-held-one'));
    const data = dataOf(card, ru('pricing-held-allow-btn'));
    await shop.rival(0, wanted - 99);
    await eventually(async () => (await shop?.decisions(0))?.[0]?.toTiyn === tenge(wanted - 100));
    await tapOld(shop, chat, data);
    expect(standing(chat)).toContain(ru('error-pricing-move-changed', { price: money(wanted - 100) }));
    await sees(chat, money(wanted - 100));
    await world.inFirstCompany((scope) => pauseAll(scope));
    await chat.tap(ru('pricing-held-allow-btn'));
    const late = ['paused', 'replaced'].map((state) => ru('error-pricing-move-not-held', { state }));
    expect(standing(chat).some((text) => late.includes(text))).toBe(true);
    expect((await shop.row(0)).currentTiyn).toBe(tenge(own));
  });

  it('are decided from the explanation of a price, which says what it waits for', async () => {
    shop = await aHeldShop('ru');
    const { chat } = shop;
    const { wanted } = await shop.pull(0, 0.7);
    await sees(chat, ru('messaging-held-one'));
    await chat.tap(ru('pricing-card-why-btn'));
    expect(chat.screen()).toContain(ru('pricing-wait-approval', { price: money(wanted) }));
    await chat.tap(ru('pricing-held-refuse-btn'));
    expect(chat.screen()).not.toContain(ru('pricing-wait-approval', { price: money(wanted) }));
    await sees(chat, ru('messaging-held-refused'));
  });

  it('of another company are not found by their button', async () => {
    shop = await aHeldShop('ru');
    await shop.pull(0, 0.7);
    await sees(shop.chat, ru('messaging-held-one'));
    const [decision] = await shop.decisions(0);
    const stranger = await shop.world.aSeller({ languageCode: 'ru', phone: '+77010000002' });
    await signUp(stranger, 'ru', 'Stranger');
    await tapOld(shop, stranger, packTap('move-allow', String(decision?.id), 1, 'n'));
    await tapOld(shop, stranger, packTap('mass-answer', shop.storeId, 'allow', 'n'));
    expect(standing(stranger)).toContain(ru('error-pricing-move-not-found'));
    expect(standing(stranger)).toContain(ru('error-pricing-store-not-found'));
    expect((await shop.decisions(0))[0]?.state).toBe('held');
  });
});

describe('a store in which too many prices would move at once', () => {
  it('is asked about in one message, and all of them leave once that is allowed', async () => {
    shop = await aHeldShop('ru');
    const { chat, world } = shop;
    const count = world.kaspi.seller.products.length;
    await shop.pullAll(Array.from({ length: count }, () => 0.95));
    const title = ru('pricing-mass-title', { store: 'Aigul Store' });
    await sees(chat, title);
    await eventually(async () => {
      await chat.settled();
      return messagesWith(chat, `Ждут решения: ${count - 20} из ${count}`).length === 1;
    });
    const [question] = messagesWith(chat, title);
    expect(labelsOf(question)).toEqual([
      ru('pricing-mass-allow-btn'),
      ru('pricing-mass-refuse-btn'),
      ru('pricing-held-show-btn'),
    ]);
    await chat.tap(ru('pricing-held-show-btn'));
    expect(chat.screen()).toContain(title);
    await chat.tapData(dataOf(question, ru('pricing-mass-allow-btn')), question?.messageId);
    await sees(chat, 'разрешили на сутки');
    const [over] = messagesWith(chat, 'разрешили на сутки');
    expect([over?.messageId, labelsOf(over)]).toEqual([question?.messageId, []]);
    await tapOld(shop, chat, dataOf(question, ru('pricing-mass-refuse-btn')));
    expect(standing(chat)).toContain(ru('error-pricing-mass-not-asked'));
    await eventually(async () => {
      const pushes = await world.kaspi.control<{ sku: string }[]>('GET', `/pushes?merchant=${world.kaspi.seller.uid}`);
      return new Set(pushes.map(({ sku }) => sku)).size === count;
    });
  });
});
