import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { newId } from '#src/kernel/ids.ts';
import { languages } from '#src/kernel/language.ts';
import { formatTenge, tenge } from '#src/kernel/money.ts';
import { notifyMembers, type OutgoingMessage, type WhatsAppState, whatsAppStatus } from '#src/messaging/index.ts';
import { WhatsAppSession } from '#src/messaging/whatsapp-session.entity.ts';
import { createApi } from '#src/platform/telegram/api.ts';
import { withCabinet } from '#src/stores/index.ts';
import { botIdOf } from '../../../bots/telegram/kit.ts';
import { createSellerNotices } from '../../../bots/telegram/seller/messaging/index.ts';
import { aWorkingShop, eventually, leave, type WorkingShop } from './operations.ts';
import { sees, sellerBot, speaking, standing, words } from './seller-world.ts';

let shop: WorkingShop | undefined;

afterEach(async () => {
  const left = shop;
  shop = undefined;
  await leave(left);
});

/** What the keeper of sessions writes when WhatsApp has news. */
async function whatsAppSays({ world }: WorkingShop, state: WhatsAppState, more: { qr?: string; phone?: string } = {}) {
  await world.inFirstCompany(async (scope) => {
    await scope.em.nativeUpdate(
      WhatsAppSession,
      {},
      {
        ...{ state, stateAt: scope.now(), qr: more.qr ?? null },
        ...(more.phone !== undefined && { phone: more.phone }),
      },
    );
  });
}

async function look({ chat }: WorkingShop) {
  await chat.settled();
  return chat.messages().filter(({ photo }) => photo !== undefined);
}

describe.each(languages)('a WhatsApp number in %s', (language) => {
  const say = speaking(language);

  it('is linked by a code, and is unlinked only after a question', async () => {
    shop = await aWorkingShop(language);
    const { chat, world } = shop;
    await chat.say('/messages');
    expect(chat.screen()).toContain(say('messaging-whatsapp-absent'));
    await chat.tap(say('messaging-connect-btn'));
    expect(chat.screen()).toContain(say('messaging-whatsapp-stopped'));
    await whatsAppSays(shop, 'waiting_for_scan', { qr: 'a-code' });
    await sees(chat, say('messaging-qr-caption'));
    await whatsAppSays(shop, 'ready', { phone: '+77010000009' });
    await sees(chat, say('messaging-whatsapp-ready', { phone: '+77010000009' }));
    expect(await look(shop)).toEqual([]);

    await chat.tap(say('messaging-open-btn'));
    await chat.tap(say('messaging-disconnect-btn'));
    expect(chat.screen()).toBe(say('messaging-disconnect-question'));
    const status = () => world.inFirstCompany((scope) => whatsAppStatus(scope));
    expect((await status())?.isWanted).toBe(true);
    await chat.tap(say('messaging-disconnect-yes-btn'));
    expect((await status())?.isWanted).toBe(false);
    expect(chat.screen()).toContain(say('messaging-whatsapp-absent'));
  });

  it('tells members what wants their attention, with a button that repairs it', async () => {
    shop = await aWorkingShop(language);
    const { chat, world, storeId } = shop;
    await world.inFirstCompany(async (scope) => {
      await notifyMembers(scope, {
        ...{ notice: 'store_needs_reauth', subjectId: storeId, to: 'stores.connect' },
        params: { reason: 'code_required' },
      });
      await notifyMembers(scope, { notice: 'store_token_rejected', subjectId: storeId, to: 'stores.connect' });
      await notifyMembers(scope, { notice: 'whatsapp_not_linked', subjectId: newId(), to: 'messaging.connect' });
      await notifyMembers(scope, {
        ...{ notice: 'whatsapp_stopped', subjectId: newId(), to: 'messaging.connect' },
        params: { state: 'logged_out' },
      });
    });
    await sees(chat, say('error-store-needs-reauth', { reason: 'code_required' }));
    await sees(chat, say('messaging-notice-not-linked'));
    await sees(chat, say('messaging-whatsapp-logged-out'));
    const labels = chat
      .messages()
      .flatMap(({ inlineKeyboard }) => (inlineKeyboard ?? []).flat().map(({ text }) => text));
    expect(labels).toEqual(
      expect.arrayContaining(['sign-in', 'token', 'connect'].map((name) => say(`messaging-${name}-btn`))),
    );
    await chat.tap(say('messaging-sign-in-btn'));
    expect(chat.screen()).toContain(say('stores-cabinet-question'));
  });
});

describe('the code of a WhatsApp number', () => {
  it('is renewed in its place, and says what happens once it was scanned', async () => {
    shop = await aWorkingShop('ru');
    const { chat } = shop;
    const say = speaking('ru');
    await chat.say('/messages');
    await chat.tap(say('messaging-connect-btn'));
    await whatsAppSays(shop, 'waiting_for_scan', { qr: 'first-code' });
    await sees(chat, say('messaging-qr-caption'));
    const [first] = await look(shop);
    await whatsAppSays(shop, 'waiting_for_scan', { qr: 'second-code' });
    await eventually(async () => (await look(shop as WorkingShop))[0]?.editedAt !== undefined);
    const pictures = await look(shop);
    expect(pictures.map(({ messageId }) => messageId)).toEqual([first?.messageId]);
    expect(JSON.stringify(pictures[0]?.photo)).not.toBe(JSON.stringify(first?.photo));
    await whatsAppSays(shop, 'syncing');
    await sees(chat, say('messaging-whatsapp-syncing'));
  });
});

describe('a store whose session is over', () => {
  it('leads from its notice to the code that Kaspi has sent already', async () => {
    shop = await aWorkingShop('ru');
    const { chat, world, storeId } = shop;
    const deps = { inCompany: world.inFirstCompany, marketplace: world.kaspi.client() };
    await world.kaspi.control('PUT', '/faults', { sessionExpired: true });
    const work = withCabinet(deps, storeId, (session) => deps.marketplace.cabinet.probe(session));
    await expect(work).rejects.toMatchObject({ code: 'store.needsReauth' });
    await sees(chat, speaking('ru')('error-store-needs-reauth', { reason: 'code_required' }));
    await chat.tap(speaking('ru')('messaging-sign-in-btn'));
    expect(chat.screen()).toBe(speaking('ru')('stores-code-question-earlier'));
  });
});

describe('messages in the chat', () => {
  const ru = speaking('ru');

  it('tell prices that need the seller in one notice a day, edited in place, with eight names', async () => {
    shop = await aWorkingShop('ru');
    const { chat, world } = shop;
    const listings = await Promise.all(Array.from({ length: 10 }, (_, index) => (shop as WorkingShop).listing(index)));
    const [first, second, third, ...others] = listings.map(({ id }) => id);
    const floor = { listingPriceId: newId(), minTiyn: tenge(3_900), reason: 'at_floor' } as const;
    await world.inFirstCompany(async (scope) => {
      scope.emit('price.floorReached', { ...floor, listingId: String(first) });
    });
    await sees(chat, formatTenge(tenge(3_900)));
    await world.inFirstCompany(async (scope) => {
      const failed = { listingPriceId: newId(), decisionId: newId(), toTiyn: tenge(4_200) };
      scope.emit('price.failed', { ...failed, listingId: String(second), failure: 'not_applied' });
      scope.emit('price.failed', { ...failed, listingId: String(third), failure: 'pricing.belowMinimum' });
      for (const listingId of others) {
        scope.emit('price.floorReached', { ...floor, listingId });
      }
    });
    await sees(chat, ru('messaging-notice-prices-more', { count: 2 }));
    const notices = chat.messages().filter(({ text }) => text?.includes(ru('messaging-notice-prices')));
    expect(notices).toHaveLength(1);
    const lines = notices[0]?.text?.split('\n').filter((line) => line.startsWith('•')) ?? [];
    expect(lines).toHaveLength(8);
    for (const what of ['failed', 'outside']) {
      const [, ending = ''] = ru(`messaging-notice-price-${what}`, {
        name: '|',
        price: formatTenge(tenge(4_200)),
      }).split('|');
      expect(lines.filter((line) => line.endsWith(ending))).toHaveLength(1);
    }
    await chat.tap(ru('messaging-prices-btn'));
    expect(chat.screen()).toContain(ru('pricing-title'));
  });

  it('have texts that the seller can read, rewrite, switch off and bring back', async () => {
    shop = await aWorkingShop('ru');
    const { chat } = shop;
    await chat.say('/messages');
    await chat.tap(ru('messaging-templates-btn'));
    await chat.tap(`✅ ${ru('orders-told-order-accepted')}`);
    expect(chat.screen()).toContain('{order_code}');
    await chat.tap(ru('messaging-template-edit-btn'));
    await chat.say('Заказ {order_number} принят');
    expect(standing(chat)).toContain(ru('error-messaging-variable-unknown', { names: '{order_number}' }));
    await chat.say('Заказ {order_code} <принят>');
    expect(standing(chat)).toContain(ru('messaging-template-saved'));
    expect(chat.screen()).toContain('Заказ 790686780 <принят>');
    await chat.tap(ru('messaging-template-off-btn'));
    expect(chat.screen()).toContain(ru('messaging-template-is-off'));
    await chat.tap(ru('messaging-template-reset-btn'));
    expect(chat.screen()).toContain('{items_list}');
  });
});

/** A port where nobody listens any more. */
async function aClosedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('the road to members', () => {
  async function aRoad(apiRoot: string) {
    const at = shop ?? (await aWorkingShop('ru'));
    shop = at;
    const { world } = at;
    const gateway = createSellerNotices({
      ...{ words, botId: botIdOf(sellerBot.token), inCompany: world.database.inCompany },
      api: () => createApi(sellerBot.token, { apiRoot: apiRoot || world.telegram.apiUrl, onBlocked: () => undefined }),
    });
    const companyId = await world.inFirstCompany(async (scope) => scope.companyId);
    const message: OutgoingMessage = {
      ...{ id: newId(), companyId, event: 'e', subjectId: newId(), template: 'whatsapp_not_linked', language: 'ru' },
      ...{ recipient: String(at.chat.userId), text: null, params: {}, providerId: null, key: 'k', lane: 'reply' },
    };
    return { gateway, message, chat: at.chat };
  }

  it('says for certain that the subject is gone, that the bot is blocked, or that Telegram is away', async () => {
    const { gateway, message } = await aRoad('');
    await expect(gateway.send({ ...message, template: 'order_card' })).rejects.toMatchObject({
      ...{ kind: 'permanent', code: 'subject_gone' },
    });
    await shop?.world.telegram.control('PUT', `/chats/${message.recipient}`, {
      bot: sellerBot.username,
      blocked: true,
    });
    await expect(gateway.send(message)).rejects.toMatchObject({ kind: 'absent', code: 'telegram_blocked' });
    const away = await aRoad(`http://127.0.0.1:${await aClosedPort()}`);
    await expect(away.gateway.send(message)).rejects.toMatchObject({ kind: 'retryable', code: 'telegram_unreachable' });
  });

  it('edits a notice that was sent before instead of sending it again', async () => {
    const { gateway, message, chat } = await aRoad('');
    const { id } = await gateway.send(message);
    await gateway.send({ ...message, template: 'price_news', providerId: String(id) });
    await chat.settled();
    const notice = chat.messages().find(({ messageId }) => String(messageId) === id);
    expect(notice?.editedAt).toBeDefined();
    expect(chat.messages().at(-1)?.messageId).toBe(notice?.messageId);
  });
});
