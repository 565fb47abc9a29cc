import { findOrder, type OrderStatus, orderCard } from '../orders/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { defineReaction, type Reaction } from '../platform/events/define-reaction.ts';
import { cancelOutdated } from './cancel-outdated.ts';
import { eventOfStatus } from './message-events.ts';
import './messaging.events.ts';
import { notifyMembers, refreshNotices } from './notify-members.ts';
import { priceReactions } from './price.reactions.ts';
import { queueOrderMessage, type TellDeps } from './queue-order-message.ts';
import { whatsAppReactions } from './whatsapp.reactions.ts';

const REVIEW_DELAY_MS = 3 * 86_400_000;

/** What is told to customers and members when something happens elsewhere. */
export function messagingReactions(deps: TellDeps): readonly Reaction[] {
  return [...orderReactions(deps), ...storeReactions, ...priceReactions, ...whatsAppReactions, onMessageRaised];
}

function orderReactions(deps: TellDeps): Reaction[] {
  return [
    defineReaction({
      name: 'messaging.onOrderPlaced',
      on: 'order.placed',
      run: async (scope, { orderId }) => {
        await tellCustomer(scope, deps, orderId);
        await notifyMembers(scope, { notice: 'order_card', subjectId: orderId, to: 'orders.read' });
      },
    }),
    defineReaction({
      name: 'messaging.onOrderPhoneLearnt',
      on: 'order.phoneLearnt',
      run: async (scope, { orderId }) => {
        const last = (await orderCard(scope, orderId)).history.at(-1);
        // An order that was only imported, and has not moved since, is nobody's news.
        if (last?.from || last?.to === 'new') {
          await tellCustomer(scope, deps, orderId);
        }
        await refreshNotices(scope, orderId, 'order_card');
      },
    }),
    defineReaction({
      name: 'messaging.onOrderStatusChanged',
      on: 'order.statusChanged',
      run: async (scope, { orderId, to }) => {
        await tellCustomer(scope, deps, orderId);
        await refreshNotices(scope, orderId, 'order_card');
        await tellOfReversal(scope, orderId, to);
      },
    }),
  ];
}

/** Tells where the order stands by now, whatever news of it comes late, in place of what still waits to be told. */
async function tellCustomer(scope: Scope, deps: TellDeps, orderId: string): Promise<void> {
  const { status } = await findOrder(scope, orderId);
  await cancelOutdated(scope, orderId, status);
  const event = eventOfStatus[status];
  if (event) {
    await queueOrderMessage(scope, deps, { orderId, event });
  }
  if (status === 'completed') {
    await queueOrderMessage(scope, deps, { orderId, event: 'review_request', delayMs: REVIEW_DELAY_MS });
  }
}

const reversals: readonly OrderStatus[] = ['cancelling', 'cancelled', 'returning', 'returned'];

/** The seller is told when somebody else turned an order back; what they did themselves they know. */
async function tellOfReversal(scope: Scope, orderId: string, to: OrderStatus): Promise<void> {
  if (!reversals.includes(to)) {
    return;
  }

  const order = await orderCard(scope, orderId);
  const step = order.history.findLast((candidate) => candidate.to === to);
  if (step?.by.startsWith('jobs.')) {
    const params = { code: order.code, status: to };
    await notifyMembers(scope, {
      notice: 'order_status',
      event: `order_${to}`,
      subjectId: orderId,
      to: 'orders.read',
      params,
    });
  }
}

const onMessageRaised = defineReaction({
  name: 'messaging.onMessageRaised',
  on: 'message.raised',
  run: async (scope, { channel, subjectId }) => {
    if (channel !== 'telegram') {
      await refreshNotices(scope, subjectId, 'order_card');
    }
  },
});

const storeReactions: readonly Reaction[] = [
  defineReaction({
    name: 'messaging.onStoreTokenRejected',
    on: 'store.tokenRejected',
    run: (scope, { storeId }, event) =>
      notifyMembers(scope, {
        notice: 'store_token_rejected',
        event: `store_token_rejected ${event.id}`,
        subjectId: storeId,
        to: 'stores.connect',
      }),
  }),
  defineReaction({
    name: 'messaging.onStoreNeedsReauth',
    on: 'store.needsReauth',
    run: (scope, { storeId, reason }, event) =>
      notifyMembers(scope, {
        notice: 'store_needs_reauth',
        event: `store_needs_reauth ${event.id}`,
        subjectId: storeId,
        to: 'stores.connect',
        params: { reason },
      }),
  }),
];
