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
export const messageStates = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'unknown',
  'cancelled',
] as const;

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
    params: p
      .json<Record<string, string | number>>()
      .defaultRaw("'{}'")
      .onCreate(() => ({})),
    state: p.enum(messageStates).default('queued'),
    attempts: p.integer().default(0),
    /** Whether it is sent once more when nobody knows whether it left. */
    isCritical: p.boolean().default(false),
    /** Tries whose outcome nobody knows. */
    unknownAttempts: p.integer().default(0),
    /** How often a person had it sent anew. */
    resends: p.integer().default(0),
    /** Its subject has changed: a notice that was sent is edited, one on its way is edited after it. */
    isStale: p.boolean().default(false),
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

/** Reasons for which a message waits or failed, next to the codes of its gateway. */
type DeliveryCode = string;

const LONGEST_CODE = 100;

/** A message on its way out: never lost, never knowingly sent twice. */
export class Message extends MessageSchema.class {
  /** It left; receipts raise it from here. An id that was known already stays. */
  markSent(at: Date, providerId: string | undefined): void {
    this.endTry(null);
    this.providerId = providerId?.slice(0, 200) ?? this.providerId ?? null;
    this.sentAt ??= at;
    if (!isReceipt(this.state)) {
      this.state = 'sent';
    }
    if (this.isStale && this.providerId) {
      this.isStale = false;
      this.attempts = 0;
      this.waitUntil(at, 'changed');
    }
  }

  /** Nobody knows whether it left: a critical one tries once more at `retryAt` unless a receipt comes before. */
  markUnknown(retryAt: Date): void {
    this.endTry('outcome_unknown');
    this.state = 'unknown';
    this.unknownAttempts += 1;
    this.nextAttemptAt = retryAt;
  }

  /** It did not leave and waits: for its session, for the hour, or for another try. */
  waitUntil(at: Date, code: DeliveryCode): void {
    this.endTry(code);
    this.state = 'queued';
    this.nextAttemptAt = at;
  }

  /** It will not leave by itself any more. */
  fail(code: DeliveryCode): void {
    this.endTry(code);
    this.state = 'failed';
  }

  /** Its reason is gone: it does not leave, or not once more. False when there is nothing to stop. */
  cancel(code: DeliveryCode): boolean {
    if (this.state !== 'queued' && this.state !== 'unknown') {
      return false;
    }

    this.endTry(code);
    this.state = 'cancelled';
    return true;
  }

  /** A person has it sent anew; false unless it failed or nobody knows whether it left. */
  resend(at: Date): boolean {
    if (this.state !== 'failed' && this.state !== 'unknown') {
      return false;
    }

    this.endTry(null);
    this.state = 'queued';
    this.attempts = 0;
    this.unknownAttempts = 0;
    this.resends += 1;
    this.providerId = null;
    this.nextAttemptAt = at;
    return true;
  }

  /** A receipt came: states only ever rise, save that the network may refuse what was only sent. */
  raise(rung: 'sent' | 'delivered' | 'read' | 'failed', at: Date): boolean {
    if (rung === 'failed') {
      return this.refuse();
    }

    if (heightOf(rung) <= heightOf(this.state)) {
      return false;
    }

    this.endTry(null);
    this.state = rung;
    this.sentAt ??= at;
    this.deliveredAt ??= rung === 'sent' ? null : at;
    this.readAt ??= rung === 'read' ? at : null;
    return true;
  }

  private refuse(): boolean {
    if (heightOf(this.state) > heightOf('sent')) {
      return false;
    }

    const isNews = this.state !== 'failed';
    this.fail('refused_by_network');
    return isNews;
  }

  private endTry(code: DeliveryCode | null): void {
    this.claimToken = null;
    this.claimedUntil = null;
    this.lastError = code?.slice(0, LONGEST_CODE) ?? null;
  }
}

const heights: readonly MessageState[] = ['sent', 'delivered', 'read'];

function isReceipt(state: MessageState): boolean {
  return heights.includes(state);
}

/** Below every receipt: -1. */
function heightOf(state: MessageState): number {
  return heights.indexOf(state);
}
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
