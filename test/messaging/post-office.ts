import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { Person, TelegramIdentity } from '#src/access/person.entity.ts';
import { Member } from '#src/companies/member.entity.ts';
import { upsertCustomer } from '#src/customers/index.ts';
import { newId } from '#src/kernel/ids.ts';
import type { Channel, Delivered, MessageGateway, MessagingSettings, OutgoingMessage } from '#src/messaging/index.ts';
import { deliverDue, demoMessagingSettings, messagingReactions } from '#src/messaging/index.ts';
import { Message } from '#src/messaging/message.entity.ts';
import { type NewMessage, queueMessage } from '#src/messaging/queue-message.ts';
import { orderReactions } from '#src/orders/index.ts';
import { deliverEvents } from '#src/platform/events/deliver-events.ts';
import { createWords } from '#src/platform/words/words.ts';
import { aCompany, type TestCompany } from '../support/company.ts';
import { silentLogger } from '../support/test-database.ts';

export const words = createWords(join(import.meta.dirname, '../../locales'));

/** A clock that stands still until it is moved. */
export function aClock(start = '2026-11-21T06:00:00Z') {
  let at = new Date(start);
  return {
    now: () => at,
    advance: (seconds: number) => {
      at = new Date(at.getTime() + seconds * 1_000);
    },
  };
}

/** A road that keeps what it was given; what becomes of a message is said by the test. */
export function aGateway(channel: Channel, answer: (message: OutgoingMessage) => Promise<Delivered> | Delivered) {
  const sent: OutgoingMessage[] = [];
  const gateway: MessageGateway = {
    channel,
    send: async (message) => {
      sent.push(message);
      return answer(message);
    },
  };
  const of = ({ id }: TestCompany) => sent.filter(({ companyId }) => companyId === id);
  return { gateway, sent, of };
}

/** The same for a road on which everything arrives. */
export function aRoad(channel: Channel) {
  return aGateway(channel, ({ id }) => ({ id: `${channel}-${id}`, certainty: 'accepted' }));
}

/** Delivers what is due, once. */
export async function deliver(
  company: TestCompany,
  gateways: readonly MessageGateway[],
  { owner, ...settings }: Partial<MessagingSettings> & { owner?: string } = {},
): Promise<void> {
  const { inCompany, inSystem } = company.database;
  const deps = { gateways, owner, logger: silentLogger, settings: { ...calm, ...settings } };
  await deliverDue(deps, { inCompany, inSystem, signal: new AbortController().signal });
}

/** No gaps, so that one delivery sends everything. */
export const calm: MessagingSettings = {
  ...demoMessagingSettings,
  coldGapMs: { from: 0, to: 0 },
  replyGapMs: { from: 0, to: 0 },
};

/** Hands every announced event to the reactions of orders and messaging. */
export async function react(company: TestCompany, settings: Pick<MessagingSettings, 'quietHours'> = {}): Promise<void> {
  const { inCompany, inSystem } = company.database;
  const job = deliverEvents({
    reactions: [...orderReactions, ...messagingReactions({ words, settings })],
    logger: silentLogger,
    every: '1 second',
  });
  await job.run(
    {},
    { inCompany, inSystem, signal: new AbortController().signal, progress: async () => undefined, attempt: 1 },
  );
}

/** A queued message to a customer. */
export async function aMessage(company: TestCompany, more: Partial<NewMessage> = {}): Promise<string> {
  const phone = `+7701${randomInt(1_000_000, 9_999_999)}`;
  return company.run(async (scope) => {
    const customerId = await upsertCustomer(scope, { phone });
    const id = await queueMessage(scope, {
      ...{ event: 'order_approved', subjectId: newId(), template: 'order_approved', channel: 'whatsapp' },
      ...{ recipient: phone, customerId, language: 'ru', text: 'Здравствуйте', isCritical: true },
      ...more,
    });
    return id ?? '';
  });
}

/** One message as it stands. */
export async function messageOf(company: TestCompany, id: string): Promise<Message> {
  return company.run(({ em }) => em.findOneOrFail(Message, { id }));
}

/** A member with a Telegram account. */
export async function aMember(company: TestCompany, role: Member['role'] = 'owner'): Promise<string> {
  const telegramUserId = String(randomInt(1_000_000_000, 9_999_999_999));
  const personId = newId();
  await company.database.inSystem('test', async ({ em }) => {
    em.create(Person, { id: personId, name: 'Member', language: 'ru' });
    em.create(TelegramIdentity, { telegramUserId, person: personId, name: 'Member', language: 'ru' });
  });
  await company.run(async ({ em }) => {
    em.create(Member, { personId, name: 'Member', role });
  });
  return telegramUserId;
}

export { aCompany };
