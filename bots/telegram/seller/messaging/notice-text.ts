/** What members are told, in words and buttons; read and rendered when it is sent. */

import { listMemberChats } from '#src/access/index.ts';
import { type Action, findCompany } from '#src/companies/index.ts';
import type { MemberNotice, OutgoingMessage } from '#src/messaging/index.ts';
import { orderStatuses } from '#src/orders/index.ts';
import type { Scope } from '#src/platform/db/scope.ts';
import type { Words } from '#src/platform/words/words.ts';
import { findStore } from '#src/stores/index.ts';
import type { Speech } from '../../context.ts';
import { button } from '../../feature.ts';
import { createSpeech } from '../../speech.ts';
import { type Card, orderCardFor } from '../orders/order-card.ts';
import { type OrderReader, readOrder, statusWord } from '../orders/order-words.ts';
import { heldNotice } from './held-notice.ts';
import { massNotice } from './mass-notice.ts';
import { priceNewsCard } from './price-news.ts';

/** A notice to be rendered. */
interface Telling {
  readonly scope: Scope;
  readonly speech: Speech;
  readonly message: OutgoingMessage;
}

const renderers: Readonly<Record<MemberNotice, (telling: Telling) => Promise<Card>>> = {
  order_card: orderNotice,
  order_status: async ({ speech, message }) => {
    const status = orderStatuses.find((one) => one === message.params.status) ?? 'cancelled';
    const params = { code: codeOf(message), status: speech.label(`orders-status-${statusWord(status)}`) };
    return {
      text: speech.t('messaging-notice-order-status', params),
      keyboard: [[button(speech.label('messaging-order-btn'), 'order', message.subjectId)]],
    };
  },
  whatsapp_not_linked: async ({ speech }) => ({
    text: speech.t('messaging-notice-not-linked'),
    keyboard: [[button(speech.label('messaging-connect-btn'), 'whatsapp-on')]],
  }),
  whatsapp_stopped: async ({ speech, message }) => ({
    text: speech.t(`messaging-whatsapp-${String(message.params.state).replaceAll('_', '-')}`),
    keyboard: [[button(speech.label('messaging-connect-btn'), 'whatsapp-on')]],
  }),
  whatsapp_number_absent: async (telling) => {
    const { scope, speech, message } = telling;
    const { order } = await readOrder(scope, message.subjectId, await readerOf(telling));
    const { code, customerPhone: phone } = order;
    return {
      text: phone
        ? speech.t('messaging-notice-absent', { code, phone })
        : speech.t('messaging-notice-absent-unseen', { code }),
      keyboard: [[button(speech.label('messaging-order-btn'), 'order', order.id)]],
    };
  },
  customer_phone_missing: async ({ speech, message }) => ({
    text: speech.t('messaging-notice-no-phone', { code: codeOf(message) }),
    keyboard: [[button(speech.label('messaging-order-btn'), 'order', message.subjectId)]],
  }),
  store_token_rejected: async ({ scope, speech, message }) => {
    const { id, name } = await findStore(scope, message.subjectId);
    return {
      text: speech.t('messaging-notice-token-rejected', { store: name }),
      keyboard: [[button(speech.label('messaging-token-btn'), 'connect-kaspi', id, 'token')]],
    };
  },
  store_needs_reauth: async ({ scope, speech, message }) => {
    const { id, name, cabinet } = await findStore(scope, message.subjectId);
    const why = speech.t('error-store-needs-reauth', { reason: String(message.params.reason ?? '') });
    return {
      text: `${speech.t('messaging-notice-needs-reauth', { store: name })}\n${why}`,
      keyboard: [
        [
          button(
            speech.label('messaging-sign-in-btn'),
            'connect-kaspi',
            id,
            cabinet === 'code-needed' ? 'code' : 'cabinet',
          ),
        ],
      ],
    };
  },
  price_news: ({ scope, speech, message: { params } }) => priceNewsCard(scope, { speech, params }),
  prices_held: ({ scope, speech, message: { params } }) => heldNotice(scope, { speech, params }),
  mass_held: ({ scope, speech, message: { params } }) => massNotice(scope, { speech, params }),
};

/** Notices that may wait until somebody looks. */
const quiet: readonly MemberNotice[] = ['price_news'];

/** A notice as it is sent. */
export interface RenderedNotice extends Card {
  readonly isSilent: boolean;
}

/** Renders a notice in its member's language. @throws AppError when its subject is gone */
export async function renderNotice(scope: Scope, words: Words, message: OutgoingMessage): Promise<RenderedNotice> {
  const notice = (Object.keys(renderers) as MemberNotice[]).find((name) => name === message.template);
  if (!notice) {
    throw new Error(`Nobody knows how to tell ${message.template}.`);
  }

  const { zone } = await findCompany(scope);
  const card = await renderers[notice]({ scope, speech: createSpeech(words, message.language, zone), message });
  return { ...card, isSilent: quiet.includes(notice) };
}

async function orderNotice(telling: Telling): Promise<Card> {
  const { scope, speech, message } = telling;
  const reader = await readerOf(telling);
  return orderCardFor(speech, await readOrder(scope, message.subjectId, reader), { ...reader, place: 'notice' });
}

/** What order notices ask of their reader. */
const asked: readonly Action[] = ['orders.accept', 'orders.cancel', 'messaging.resend', 'customers.read'];

/** The member whom the notice goes to; it is rendered by the house, which may do everything. */
async function readerOf({ scope, message }: Telling): Promise<OrderReader> {
  const allowed = new Set<string>();
  for (const action of asked) {
    const chats = await listMemberChats(scope, action);
    if (chats.some(({ telegramUserId }) => telegramUserId === message.recipient)) {
      allowed.add(action);
    }
  }
  return { can: (action) => allowed.has(action) };
}

function codeOf({ params }: OutgoingMessage): string {
  return String(params.code ?? '');
}
