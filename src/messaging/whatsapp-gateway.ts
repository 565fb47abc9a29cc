import { systemActor } from '../kernel/scope.ts';
import type { InCompany, Scope } from '../platform/db/scope.ts';
import { SessionProcessGone } from '../platform/whatsapp/session-process.ts';
import { SessionRefusal } from '../platform/whatsapp/session-refusal.ts';
import type { WhatsAppSessions } from '../platform/whatsapp/whatsapp-sessions.ts';
import {
  DeliveryFailure,
  type MessageGateway,
  type MessagingSettings,
  type OutgoingMessage,
} from './messaging.ports.ts';
import { noteContact } from './note-contact.ts';
import { WhatsAppContact, WhatsAppSession, type WhatsAppState } from './whatsapp-session.entity.ts';

/** What sending over WhatsApp needs. */
export interface WhatsAppGatewayDeps {
  readonly sessions: Pick<WhatsAppSessions, 'send' | 'check'>;
  readonly inCompany: InCompany;
  readonly settings: Pick<MessagingSettings, 'presenceDays'>;
}

const DAY_MS = 86_400_000;
const actor = systemActor('messaging.whatsAppGateway');

/** Sends through the company's linked number; a number that was not asked about lately is asked about first. */
export function createWhatsAppGateway(deps: WhatsAppGatewayDeps): MessageGateway {
  return {
    channel: 'whatsapp',
    send: async (message) => {
      const route = await prepare(deps, message).catch(failBefore);
      const { recipient, key, lane, text } = message;
      const letter = { ...addressOf(recipient, route), key, lane, text: text ?? '' };
      return deps.sessions.send(route.sessionId, letter).catch(failRefused);
    },
  };
}

/** @throws DeliveryFailure when there is no way to the recipient now */
async function prepare(deps: WhatsAppGatewayDeps, message: OutgoingMessage): Promise<Route> {
  const route = await deps.inCompany(message.companyId, actor, (scope) => findRoute(scope, message, deps.settings));
  await assertPresent(deps, message, route);
  return route;
}

interface Route {
  readonly sessionId: string;
  /** Undefined when nobody has asked lately. */
  readonly isPresent: boolean | undefined;
  readonly chatId: string | undefined;
}

/**
 * The company's ready number, written into the message before it leaves, so that receipts can find it.
 * @throws DeliveryFailure notReady
 */
async function findRoute(
  scope: Scope,
  { id, recipient }: OutgoingMessage,
  { presenceDays }: Pick<MessagingSettings, 'presenceDays'>,
): Promise<Route> {
  const wanted = await scope.em.find(WhatsAppSession, { isWanted: true }, { orderBy: { id: 'asc' } });
  const session = wanted.find(({ state }) => state === 'ready');
  if (!session) {
    const isPassing = wanted.some(({ state }) => !endedStates.includes(state));
    throw new DeliveryFailure('notReady', isPassing ? 'whatsapp_not_ready' : 'whatsapp_not_linked');
  }

  await scope.em.execute('update messages set session_id = ? where id = ?', [session.id, id]);
  const contact = await scope.em.findOne(WhatsAppContact, { address: recipient });
  const isFresh = contact?.checkedAt && scope.now().getTime() - contact.checkedAt.getTime() < presenceDays * DAY_MS;
  return {
    sessionId: session.id,
    isPresent: isFresh ? (contact.isPresent ?? undefined) : undefined,
    chatId: contact?.chatId ?? undefined,
  };
}

/** Only a person gets a number out of these; out of the others it comes by itself. */
const endedStates: readonly WhatsAppState[] = ['waiting_for_scan', 'logged_out', 'restricted'];

/** @throws DeliveryFailure absent */
async function assertPresent(deps: WhatsAppGatewayDeps, message: OutgoingMessage, route: Route): Promise<void> {
  const isKnown = route.chatId !== undefined || !isPhone(message.recipient);
  const isPresent = isKnown || (route.isPresent ?? (await askPresence(deps, message, route)));
  if (!isPresent) {
    throw new DeliveryFailure('absent', 'not_on_whatsapp');
  }
}

async function askPresence(deps: WhatsAppGatewayDeps, message: OutgoingMessage, route: Route): Promise<boolean> {
  const { companyId, recipient } = message;
  const presence = await deps.sessions.check(route.sessionId, digitsOf(recipient));
  if (presence === 'unknown') {
    throw new DeliveryFailure('retryable', 'whatsapp_check_failed');
  }

  const isPresent = presence === 'registered';
  await deps.inCompany(companyId, actor, (scope) => noteContact(scope, { address: recipient, isPresent }));
  return isPresent;
}

/** Whatever fails before the message is handed over leaves no doubt: it is tried again. */
function failBefore(error: unknown): never {
  if (error instanceof DeliveryFailure) {
    throw error;
  }
  if (error instanceof SessionProcessGone) {
    throw new DeliveryFailure('notReady', 'whatsapp_not_ready', { cause: error });
  }
  if (error instanceof SessionRefusal) {
    failRefused(error);
  }
  throw new DeliveryFailure('retryable', 'whatsapp_not_prepared', { cause: error });
}

/** A refusal means that nothing has left; after any other error nobody knows. */
function failRefused(error: unknown): never {
  if (error instanceof SessionRefusal) {
    const [kind, code] = refusals[error.reason];
    throw new DeliveryFailure(kind, code, { cause: error });
  }
  throw error;
}

const refusals: Readonly<Record<SessionRefusal['reason'], readonly [DeliveryFailure['kind'], string]>> = {
  not_open: ['notReady', 'whatsapp_not_ready'],
  leased_elsewhere: ['notReady', 'whatsapp_not_ready'],
  not_ready: ['notReady', 'whatsapp_not_ready'],
  not_on_whatsapp: ['absent', 'not_on_whatsapp'],
  bad_address: ['permanent', 'bad_address'],
  broken: ['retryable', 'whatsapp_broken'],
};

/** The chat they wrote from, a phone in digits, or a privacy id. */
function addressOf(recipient: string, { chatId }: Route): { chatId: string } | { phone: string } {
  if (chatId !== undefined) {
    return { chatId };
  }
  return isPhone(recipient) ? { phone: digitsOf(recipient) } : { chatId: `${recipient}@lid` };
}

function isPhone(recipient: string): boolean {
  return recipient.startsWith('+');
}

function digitsOf(phone: string): string {
  return phone.replaceAll(/\D/g, '');
}
