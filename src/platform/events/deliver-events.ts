import { z } from 'zod';
import type { EventName, Events, HappenedEvent } from '../../kernel/events.ts';
import { systemActor } from '../../kernel/scope.ts';
import type { InCompany, InSystem, SystemScope } from '../db/scope.ts';
import { defineJob } from '../jobs/define-job.ts';
import type { Logger } from '../logging/logger.ts';
import type { Reaction } from './define-reaction.ts';
import { OutboxEvent } from './outbox.entity.ts';

/** What delivery needs: every reaction of the house. */
export interface DeliveryOptions {
  readonly reactions: readonly Reaction[];
  readonly logger: Logger;
  /** How often the job looks by itself; commits wake it at once. */
  readonly every: string;
}

const BATCH = 50;
/** A batch takes a fraction of it; after a crash the events come again so much later. */
const CLAIM_SECONDS = 20;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** An event whose reaction does not succeed for so long is set aside. */
const PATIENCE_MS = 3 * 86_400_000;

/** Hands every event to its reactions, at least once each; a receipt makes the effect happen once. */
export function deliverEvents(options: DeliveryOptions) {
  return defineJob({
    name: 'events.deliver',
    data: z.object({}),
    lockMinutes: 2,
    retries: 0,
    every: options.every,
    run: (_, tools) => deliverOutbox(options, tools),
  });
}

/** Hands over everything that is due now; any number of these may run at the same time. */
export async function deliverOutbox(
  options: Omit<DeliveryOptions, 'every'>,
  { inCompany, inSystem, signal }: { inCompany: InCompany; inSystem: InSystem; signal: AbortSignal },
): Promise<void> {
  let claimed = await inSystem('claim undelivered events', claimEvents);
  while (claimed.length > 0 && !signal.aborted) {
    for (const event of claimed) {
      await deliver(event, { ...options, inCompany, inSystem });
    }
    claimed = await inSystem('claim undelivered events', claimEvents);
  }
}

interface DeliveryDeps extends Omit<DeliveryOptions, 'every'> {
  readonly inCompany: InCompany;
  readonly inSystem: InSystem;
}

interface ClaimedEvent extends HappenedEvent {
  readonly attempts: number;
}

async function claimEvents({ em, now }: SystemScope): Promise<ClaimedEvent[]> {
  const rows = await em.execute<ClaimedRow[]>(
    `update outbox_events set attempts = attempts + 1, next_attempt_at = ?::timestamptz + make_interval(secs => ?)
     where id in (select id from outbox_events where delivered_at is null and failed_at is null and next_attempt_at <= ?
       order by next_attempt_at, id limit ? for update skip locked)
     returning id, company_id, name, payload, occurred_at, attempts`,
    [now(), CLAIM_SECONDS, now(), BATCH],
  );
  return rows
    .map((row) => ({
      id: row.id,
      companyId: row.company_id,
      name: row.name,
      payload: row.payload,
      occurredAt: new Date(row.occurred_at),
      attempts: row.attempts,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface ClaimedRow {
  id: string;
  company_id: string;
  name: EventName;
  payload: Events[EventName];
  occurred_at: string;
  attempts: number;
}

async function deliver(event: ClaimedEvent, deps: DeliveryDeps): Promise<void> {
  try {
    for (const reaction of deps.reactions.filter((candidate) => candidate.on === event.name)) {
      await react(reaction, event, deps.inCompany);
    }
    await deps.inSystem('mark event delivered', async ({ em, now }) => {
      await em.nativeUpdate(OutboxEvent, { id: event.id }, { deliveredAt: now() });
    });
  } catch (error) {
    const facts = { err: error, event: event.name, eventId: event.id, attempt: event.attempts };
    await deps.inSystem('mark event failed', async ({ em, now }) => {
      deps.logger.error(
        facts,
        isOver(event, now()) ? 'event set aside: its reaction keeps failing' : 'reaction failed',
      );
      await postpone(event, { em, now: now(), error });
    });
  }
}

async function react(reaction: Reaction, event: HappenedEvent, inCompany: InCompany): Promise<void> {
  await inCompany(event.companyId, systemActor(reaction.name), async (scope) => {
    const claimed = await scope.em.execute<unknown[]>(
      `insert into reaction_receipts (id, created_at, updated_at, company_id, event_id, reaction)
       values (gen_random_uuid(), ?, ?, ?, ?, ?) on conflict do nothing returning id`,
      [scope.now(), scope.now(), event.companyId, event.id, reaction.name],
    );
    if (claimed.length > 0) {
      await reaction.run(scope, event.payload, event);
    }
  });
}

async function postpone(
  event: ClaimedEvent,
  { em, now, error }: { em: SystemScope['em']; now: Date; error: unknown },
): Promise<void> {
  const pauseMs = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** event.attempts);
  await em.nativeUpdate(
    OutboxEvent,
    { id: event.id },
    {
      lastError: String(error).slice(0, 500),
      ...(isOver(event, now) ? { failedAt: now } : { nextAttemptAt: new Date(now.getTime() + pauseMs) }),
    },
  );
}

function isOver({ occurredAt }: ClaimedEvent, now: Date): boolean {
  return now.getTime() - occurredAt.getTime() > PATIENCE_MS;
}
