import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../db/company-owned.ts';

/** The table of events that left a scope and wait for their reactions. */
export const OutboxEventSchema = defineEntity({
  name: 'OutboxEvent',
  tableName: 'outbox_events',
  ...companyOwned,
  uniques: [companyKey],
  indexes: [
    {
      properties: ['nextAttemptAt', 'id'],
      where: 'delivered_at is null and failed_at is null',
      name: 'outbox_events_due_index',
    },
  ],
  properties: {
    ...companyColumns,
    name: p.string().length(100),
    payload: p.json<Record<string, unknown>>(),
    occurredAt: p.datetime(),
    attempts: p.integer().default(0),
    nextAttemptAt: p.datetime(),
    deliveredAt: p.datetime().nullable(),
    failedAt: p.datetime().nullable(),
    lastError: p.text().nullable(),
  },
});

/** An event that left a scope in the scope's own transaction. */
export class OutboxEvent extends OutboxEventSchema.class {}
OutboxEventSchema.setClass(OutboxEvent);

/** The table that makes each reaction take effect once per event. */
export const ReactionReceiptSchema = defineEntity({
  name: 'ReactionReceipt',
  tableName: 'reaction_receipts',
  ...companyOwned,
  uniques: [{ properties: ['companyId', 'eventId', 'reaction'] }],
  properties: {
    ...companyColumns,
    eventId: () =>
      p
        .manyToOne(OutboxEvent)
        .mapToPk()
        .joinColumns('company_id', 'event_id')
        .referencedColumnNames('company_id', 'id')
        .deferMode('deferred'),
    reaction: p.string().length(100),
  },
});

/** Proof that a reaction to an event has committed. */
export class ReactionReceipt extends ReactionReceiptSchema.class {}
ReactionReceiptSchema.setClass(ReactionReceipt);
