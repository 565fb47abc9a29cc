import { defineEntity, p } from '@mikro-orm/core';
import { Customer } from '../customers/customer.entity.ts';
import { languages } from '../kernel/language.ts';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import { companyReference } from '../platform/db/references.ts';
import { WhatsAppSession } from './whatsapp-session.entity.ts';

/** The roads a message can take. */
export const channels = ['whatsapp', 'telegram'] as const;

/** One of the roads a message can take. */
export type Channel = (typeof channels)[number];

/** How far a message got; receipts only ever raise it. */
export const messageStates = ['queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown'] as const;

/** How far a message got. */
export type MessageState = (typeof messageStates)[number];

/** The table of outgoing messages: the outbox. */
export const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'messages',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'event', 'subjectId', 'template', 'channel', 'recipient'] }],
  indexes: [
    { properties: ['state', 'nextAttemptAt'] },
    { properties: ['companyId', 'subjectId'] },
    { properties: ['companyId', 'sessionId', 'providerId'] },
  ],
  properties: {
    ...companyColumns,
    /** What it is about: `order_accepted`, `order_approved`, … (SPEC MSG-4) or a member notice such as `order_card`. */
    event: p.string().length(60),
    subjectId: p.uuid(),
    template: p.string().length(60),
    channel: p.enum(channels),
    /** E.164 phone or privacy id for WhatsApp, Telegram user id for Telegram. */
    recipient: p.string().length(120),
    customerId: () => companyReference(Customer, 'customer_id').nullable(),
    sessionId: () => companyReference(WhatsAppSession, 'session_id').nullable(),
    language: p.enum(languages),
    /** Rendered text; member notices are rendered when they are sent and keep none. */
    text: p.text().nullable(),
    params: p.json<Record<string, string | number>>().default('{}'),
    state: p.enum(messageStates).default('queued'),
    attempts: p.integer().default(0),
    /** Tries whose outcome nobody knows; order-critical ones are retried once. */
    unknownAttempts: p.integer().default(0),
    nextAttemptAt: p.datetime(),
    claimedUntil: p.datetime().nullable(),
    claimToken: p.uuid().nullable(),
    providerId: p.string().length(200).nullable(),
    /** Error code of the last failure, or why it waits (`whatsapp_not_linked`). */
    lastError: p.string().length(100).nullable(),
    sentAt: p.datetime().nullable(),
    deliveredAt: p.datetime().nullable(),
    readAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** A message on its way out: never lost, never knowingly sent twice. */
export class Message extends MessageSchema.class {}
MessageSchema.setClass(Message);

/** The table of a company's own message templates; the defaults live in `locales`. */
export const MessageTemplateSchema = defineEntity({
  name: 'MessageTemplate',
  tableName: 'message_templates',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'event', 'channel', 'language'] }],
  properties: {
    ...companyColumns,
    event: p.string().length(60),
    channel: p.enum(channels),
    language: p.enum(languages),
    body: p.text(),
    isEnabled: p.boolean().default(true),
    version: p.integer().version(),
  },
});

/** A company's own text for an event, in place of the default. */
export class MessageTemplate extends MessageTemplateSchema.class {}
MessageTemplateSchema.setClass(MessageTemplate);
