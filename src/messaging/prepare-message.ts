import { findCompany } from '../companies/index.ts';
import type { Scope } from '../platform/db/scope.ts';
import { cancelIfOutdated } from './cancel-outdated.ts';
import type { ClaimedMessage } from './claim-messages.ts';
import { Message } from './message.entity.ts';
import type { MessagingSettings, OutgoingMessage } from './messaging.ports.ts';
import { earliestSendAt } from './quiet-hours.ts';
import { WhatsAppContact } from './whatsapp-session.entity.ts';

const REPLY_WINDOW_MS = 24 * 3_600_000;

/** The claimed message as its gateway needs it; undefined when it is not ours any more, not true, or not due yet. */
export async function prepareMessage(
  scope: Scope,
  claimed: ClaimedMessage,
  settings: MessagingSettings,
): Promise<OutgoingMessage | undefined> {
  const message = await scope.em.findOne(Message, { id: claimed.id, claimToken: claimed.token });
  if (!message) {
    return undefined;
  }

  if (await cancelIfOutdated(scope, message)) {
    return undefined;
  }

  const lane = await laneOf(scope, message);
  const opensAt = lane === 'cold' ? await openingFor(scope, message, settings) : scope.now();
  if (opensAt > scope.now()) {
    message.attempts -= 1;
    message.waitUntil(opensAt, 'quiet_hours');
    return undefined;
  }

  const { id, companyId, event, subjectId, template, recipient, language, params } = message;
  return {
    ...{ id, companyId, event, subjectId, template, recipient, language, params, lane },
    text: message.text ?? null,
    providerId: message.providerId ?? null,
    key: `${id}:${message.unknownAttempts}:${message.resends}`,
  };
}

/** Whoever wrote within a day is answered; everybody else is written to. */
async function laneOf(scope: Scope, { channel, recipient }: Message): Promise<'cold' | 'reply'> {
  if (channel !== 'whatsapp') {
    return 'reply';
  }

  const contact = await scope.em.findOne(WhatsAppContact, { address: recipient });
  const isRecent = contact?.wroteAt && scope.now().getTime() - contact.wroteAt.getTime() < REPLY_WINDOW_MS;
  return isRecent ? 'reply' : 'cold';
}

async function openingFor(scope: Scope, { channel }: Message, { quietHours }: MessagingSettings): Promise<Date> {
  if (channel !== 'whatsapp' || !quietHours) {
    return scope.now();
  }
  return earliestSendAt(scope.now(), (await findCompany(scope)).zone, quietHours);
}
