import { afterEach, describe, expect, it } from '@jest/globals';
import { languages } from '#src/kernel/language.ts';
import { findOrderByCode } from '#src/orders/index.ts';
import { packTap } from '#src/platform/telegram/callback-data.ts';
import { aWorkingShop, eventually, leave, type WorkingShop } from './operations.ts';
import { type SellerWorld, sees, sellerBot, speaking, standing } from './seller-world.ts';

let shop: WorkingShop | undefined;

afterEach(async () => {
  const left = shop;
  shop = undefined;
  await leave(left);
});

const customer = { firstName: 'Айгерім', lastName: 'С.', phone: '+77011234567' };

function cardIn({ chat }: WorkingShop, code: string) {
  const card = chat.messages().find(({ text }) => text?.includes(code));
  return {
    text: card?.text ?? '',
    labels: (card?.inlineKeyboard ?? []).flat().map(({ text }) => text),
    id: card?.messageId,
  };
}

async function statusAtKaspi({ kaspi }: SellerWorld, code: string): Promise<string | undefined> {
  const { orders } = await kaspi.control<{ orders: { code: string; status: string }[] }>('GET', '/state');
  return orders.find((order) => order.code === code)?.status;
}

describe.each(languages)('an order in %s', (language) => {
  const say = speaking(language);

  it('comes as a card, is accepted by its button, and the card follows what the customer has read', async () => {
    shop = await aWorkingShop(language);
    const { chat, world } = shop;
    const code = await shop.order({ customer });
    await sees(chat, code);
    const sent = cardIn(shop, code);
    expect(sent.text).toContain(say('orders-card-title', { code, status: say('orders-status-new') }));
    expect(sent.text).toContain('Айгерім С.');
    expect(sent.labels).toEqual([say('orders-accept-btn'), say('orders-cancel-btn')]);

    // Accepted earlier, an order is not told as received any more.
    await eventually(() => shop?.whatsApp.length === 1);
    await chat.tap(say('orders-accept-btn'));
    const accepted = cardIn(shop, code);
    expect(accepted.id).toBe(sent.id);
    expect(accepted.text).toContain(say('orders-card-title', { code, status: say('orders-status-accepted') }));
    expect(accepted.labels).toEqual([say('orders-cancel-btn')]);
    expect(await statusAtKaspi(world, code)).toBe('ACCEPTED_BY_MERCHANT');

    await eventually(() => shop?.whatsApp.map(({ event }) => event).join() === 'order_approved,order_accepted');
    await shop.receipts('read');
    await sees(chat, `${say('orders-told-order-accepted')}: ✓✓ ${say('orders-message-read')}`);
    expect(cardIn(shop, code).id).toBe(sent.id);
  });
});

describe('orders in the chat', () => {
  const ru = speaking('ru');

  it('are accepted once by two taps at once, and the second one is told so', async () => {
    shop = await aWorkingShop('ru');
    const { chat, world } = shop;
    const code = await shop.order({ customer });
    await sees(chat, code);
    await world.kaspi.control('DELETE', '/stats');
    const card = cardIn(shop, code);
    const order = await world.inFirstCompany((scope) => findOrderByCode(scope, code));
    const data = packTap('order-accept', String(order?.id), 'n');
    const taps = await Promise.all([1, 2].map(() => chat.begin('taps', { data, messageId: card.id })));
    for (const tap of taps) {
      await chat.settled(tap);
    }
    type Stats = { endpoints: Record<string, { requests: number }> };
    const { endpoints } = await world.kaspi.control<Stats>('GET', '/stats');
    expect(endpoints['orders.change']?.requests).toBe(1);
    expect(cardIn(shop, code).text).toContain(ru('orders-status-accepted'));
  });

  it('say that a customer without a phone gets no messages', async () => {
    shop = await aWorkingShop('ru');
    const { chat } = shop;
    const code = await shop.order({ customer: { ...customer, phone: '+70000000000' } });
    await sees(chat, ru('orders-card-no-phone'));
    await sees(chat, ru('messaging-notice-no-phone', { code }));
  });

  it('are listed by where they stand, opened from the list or by their number, and cancelled with a reason', async () => {
    shop = await aWorkingShop('ru');
    const { chat } = shop;
    const code = await shop.order({ customer });
    await sees(chat, code);
    await chat.say('/orders');
    expect(chat.screen()).toContain(ru('orders-group-new'));
    await chat.tap(ru('orders-group-work-btn', { count: 0 }));
    expect(chat.screen()).toContain(ru('orders-empty-work'));
    await chat.say(code);
    expect(chat.screen()).toContain(ru('orders-card-title', { code, status: ru('orders-status-new') }));

    await chat.tap(ru('orders-cancel-btn'));
    expect(chat.screen()).toBe(ru('orders-cancel-question', { code }));
    await chat.tap(ru('orders-reason-out-of-stock-btn'));
    expect(chat.screen()).toBe(ru('orders-cancel-sure', { code, reason: ru('orders-reason-out-of-stock-btn') }));
    await chat.tap(ru('orders-cancel-yes-btn'));
    await sees(chat, ru('orders-card-title', { code, status: ru('orders-status-cancelled') }));
    expect(standing(chat).join('\n')).toContain(
      ru('orders-card-reason', { reason: ru('orders-reason-out-of-stock-btn') }),
    );
  });

  it('of another company are not found by a button of theirs', async () => {
    shop = await aWorkingShop('ru');
    const code = await shop.order({ customer });
    await sees(shop.chat, code);
    const order = await shop.world.inFirstCompany((scope) => findOrderByCode(scope, code));
    const stranger = await shop.world.aSeller({ languageCode: 'ru', phone: '+77010000002' });
    await stranger.start();
    await stranger.tap(ru('access-language-ru-btn'));
    await stranger.contact();
    await stranger.say('Stranger');
    const data = packTap('order-accept', String(order?.id));
    await fetch(`${shop.world.telegram.apiUrl}/bot${sellerBot.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        chat_id: stranger.userId,
        text: 'forwarded',
        reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: data }]] },
      }),
    });
    await stranger.tap('x');
    expect(standing(stranger)).toContain(ru('error-order-not-found'));
  });
});
