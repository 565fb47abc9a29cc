import { describe, expect, it } from '@jest/globals';
import { type Clock, systemClock } from '#src/kernel/clock.ts';
import { DeliveryFailure, listSubjectMessages, resendMessage } from '#src/messaging/index.ts';
import { recordState } from '#src/messaging/record-session-news.ts';
import { WhatsAppSession } from '#src/messaging/whatsapp-session.entity.ts';
import { acceptOrder, findOrderByCode } from '#src/orders/index.ts';
import { pollStore } from '#src/orders/poll-store.ts';
import { aShop, type Shop, startKaspiForFile } from '../orders/shop.ts';
import { aClock, aGateway, aRoad, deliver, react } from './post-office.ts';

const { kaspi } = startKaspiForFile();

const notLinked = new DeliveryFailure('notReady', 'whatsapp_not_linked');

function unlinked(failure: Error = notLinked) {
  return aGateway('whatsapp', () => {
    throw failure;
  });
}

/** An order whose first message could not leave. */
async function aWaiting({ clock, failure = notLinked }: { clock?: Clock; failure?: Error } = {}) {
  const shop = await aShop(kaspi(), clock ? { clock } : {});
  const createdAt = (clock ?? systemClock).now().toISOString();
  const code = await shop.order({ customer: { firstName: 'A', lastName: 'B', phone: '+77011234567' }, createdAt });
  await look(shop);
  const broken = unlinked(failure);
  await deliver(shop.company, [broken.gateway]);
  expect(told(broken, shop)).toEqual(['order_approved']);
  const order = await shop.company.run((scope) => findOrderByCode(scope, code));
  return { shop, code, orderId: order?.id ?? '', whatsapp: aRoad('whatsapp') };
}

async function look(shop: Shop): Promise<void> {
  await pollStore(shop.deps, shop.storeId);
  await react(shop.company);
}

function told(road: Pick<ReturnType<typeof aRoad>, 'of'>, { company }: Shop): string[] {
  return road.of(company).map(({ event }) => event);
}

/** The company's number has been linked. */
async function link({ company }: Shop): Promise<void> {
  await company.run(async (scope) => {
    const { em, now } = scope;
    const { id } = em.create(WhatsAppSession, { label: 'w', state: 'syncing', stateAt: now(), leaseOwner: 'us' });
    await em.flush();
    const news = { sessionId: id, owner: 'us', state: 'ready', reason: 'test' } as const;
    await recordState(scope, news, { unknownRetrySeconds: 5 });
  });
}

describe('messages that had to wait while their order went on', () => {
  it('leave only so far as they are still true once the number is linked', async () => {
    const { shop, orderId, whatsapp } = await aWaiting();
    await acceptOrder(shop.deps, { orderId });
    await react(shop.company);
    await deliver(shop.company, [unlinked().gateway]);
    await link(shop);
    await deliver(shop.company, [whatsapp.gateway]);
    expect(told(whatsapp, shop)).toEqual(['order_accepted']);
    const kept = await shop.company.run((scope) => listSubjectMessages(scope, orderId));
    expect(kept.map(({ event, state }) => [event, state])).toEqual([
      ['order_approved', 'cancelled'],
      ['order_accepted', 'sent'],
    ]);
  });

  it('do not leave either when the news of the order has not been heard of yet', async () => {
    const { shop, orderId, whatsapp } = await aWaiting();
    await acceptOrder(shop.deps, { orderId });
    await link(shop);
    await deliver(shop.company, [whatsapp.gateway]);
    expect(told(whatsapp, shop)).toEqual([]);
    await react(shop.company);
    await deliver(shop.company, [whatsapp.gateway]);
    expect(told(whatsapp, shop)).toEqual(['order_accepted']);
  });

  it('are not tried again in doubt, and a failed try is not overtaken', async () => {
    for (const failure of [new Error('the connection broke'), new DeliveryFailure('retryable', 'whatsapp_broken')]) {
      const clock = aClock();
      const { shop, orderId, whatsapp } = await aWaiting({ clock, failure });
      await acceptOrder(shop.deps, { orderId });
      await react(shop.company);
      clock.advance(3_600);
      await deliver(shop.company, [whatsapp.gateway]);
      expect(told(whatsapp, shop)).toEqual(['order_accepted']);
    }
  });

  it('are not tried again in doubt once the buyer has cancelled', async () => {
    const clock = aClock();
    const { shop, code, whatsapp } = await aWaiting({ clock, failure: new Error('the connection broke') });
    await shop.advance(code, 'cancelled');
    await look(shop);
    clock.advance(3_600);
    await deliver(shop.company, [whatsapp.gateway]);
    expect(told(whatsapp, shop)).toEqual(['order_cancelled']);
  });

  it('leave all the same when a person has them sent anew', async () => {
    const { shop, orderId, whatsapp } = await aWaiting({ failure: new DeliveryFailure('permanent', 'bad_address') });
    await acceptOrder(shop.deps, { orderId });
    await react(shop.company);
    const [failed] = await shop.company.run((scope) => listSubjectMessages(scope, orderId));
    await shop.company.run((scope) => resendMessage(scope, { messageId: failed?.id ?? '' }));
    await deliver(shop.company, [whatsapp.gateway]);
    expect(told(whatsapp, shop).sort()).toEqual(['order_accepted', 'order_approved']);
  });
});
