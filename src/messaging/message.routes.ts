import { z } from 'zod';
import { findOrder } from '../orders/index.ts';
import { type Route, route } from '../platform/http/route.ts';
import { channels, messageStates } from './message.entity.ts';
import { listFailedMessages, listSubjectMessages, whatsAppStatus } from './messaging.queries.ts';
import { listNewestMessages } from './newest-messages.ts';
import { resendMessage } from './resend-message.ts';
import { whatsAppStates } from './whatsapp-session.entity.ts';

const MessageReply = z.object({
  id: z.uuid(),
  event: z.string().describe('What it is about, such as order_accepted.'),
  subjectId: z.uuid().describe('The order, customer or other thing it is about.'),
  channel: z.enum(channels),
  text: z.string().nullable(),
  state: z.enum(messageStates),
  lastError: z.string().nullable().describe('Why it waits or failed.'),
  queuedAt: z.date(),
  sentAt: z.date().nullable(),
  deliveredAt: z.date().nullable(),
  readAt: z.date().nullable(),
});

const at = new Date('2026-11-21T09:20:00Z');
const example = {
  id: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b30',
  event: 'order_accepted',
  subjectId: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b20',
  channel: 'whatsapp',
  text: 'Your order 790686780 is accepted.',
  state: 'read',
  lastError: null,
  queuedAt: at,
  sentAt: at,
  deliveredAt: at,
  readAt: at,
} as const;

const idList = z
  .string()
  .max(4_000)
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()).max(100))
  .describe('Up to 100 ids with commas between them.');

/** Messages to customers, and the company's WhatsApp number. */
export const messagingRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/whatsapp',
    can: 'messaging.read',
    summary: 'The company’s WhatsApp number and whether it is linked',
    reply: z.object({
      session: z
        .object({
          sessionId: z.uuid(),
          phone: z.string().nullable(),
          state: z.enum(whatsAppStates),
          reason: z.string().nullable(),
          at: z.date(),
        })
        .nullable()
        .describe('Null until somebody has connected a number.'),
    }),
    example: { session: { sessionId: example.id, phone: '+77011234567', state: 'ready', reason: null, at } },
    handle: async (scope) => ({ session: await whatsAppStatus(scope) }),
  }),
  route({
    method: 'get',
    path: '/orders/:id/messages',
    can: 'orders.read',
    summary: 'What the customer was told about an order, oldest first',
    params: z.object({ id: z.uuid() }),
    reply: z.object({ items: z.array(MessageReply) }),
    example: { items: [example] },
    handle: async (scope, { params: { id } }) => {
      await findOrder(scope, id);
      return { items: await listSubjectMessages(scope, id) };
    },
  }),
  route({
    method: 'get',
    path: '/newest-messages',
    can: 'orders.read',
    summary: 'How far the newest message about each of some orders got',
    query: z.object({ subjectIds: idList }),
    reply: z.object({
      items: z.array(MessageReply.pick({ subjectId: true, event: true, channel: true, state: true })),
    }),
    example: { items: [{ subjectId: example.subjectId, event: 'order_accepted', channel: 'whatsapp', state: 'read' }] },
    handle: async (scope, { query }) => ({ items: await listNewestMessages(scope, query.subjectIds) }),
  }),
  route({
    method: 'get',
    path: '/failed-messages',
    can: 'messaging.read',
    summary:
      'Messages that need a person, newest first: failed ones, and those of which nobody knows whether they left',
    query: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }),
    reply: z.object({ items: z.array(MessageReply), next: z.string().nullable() }),
    example: { items: [{ ...example, state: 'failed', lastError: 'not_on_whatsapp' }], next: null },
    handle: async (scope, { query }) => {
      const { messages, next } = await listFailedMessages(scope, query);
      return { items: [...messages], next };
    },
  }),
  route({
    method: 'post',
    path: '/messages/:id/resend',
    can: 'messaging.resend',
    summary: 'Has a failed message sent anew',
    params: z.object({ id: z.uuid() }),
    reply: z.object({}),
    example: {},
    handle: async (scope, { params: { id } }) => {
      await resendMessage(scope, { messageId: id });
      return {};
    },
  }),
];
