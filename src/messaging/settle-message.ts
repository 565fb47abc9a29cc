import { LockMode } from '@mikro-orm/core';
import type { Scope } from '../platform/db/scope.ts';
import type { ClaimedMessage } from './claim-messages.ts';
import { Message } from './message.entity.ts';
import './messaging.events.ts';
import { type Delivered, DeliveryFailure, type Gap, type MessagingSettings } from './messaging.ports.ts';
import { dailySubject, notifyMembers } from './notify-members.ts';

/** What the gateway answered, or what it threw. */
export type Outcome = Delivered | { readonly error: unknown };

/** What is needed to write down what became of a message. */
export interface Settlement {
  readonly claimed: ClaimedMessage;
  readonly outcome: Outcome;
  readonly lane: 'cold' | 'reply';
  readonly settings: MessagingSettings;
}

/** Writes down what became of a message; a worker whose lease was lost may only add that it did leave. */
export async function settleMessage(scope: Scope, settlement: Settlement): Promise<void> {
  const { claimed, outcome, settings } = settlement;
  const message = await lockMessage(scope, claimed.id);
  await keepGap(scope, settlement);
  if (message.claimToken !== claimed.token && !isLateSuccess(message, outcome)) {
    return;
  }

  if ('error' in outcome) {
    await settleError(scope, message, settlement);
  } else if (outcome.certainty === 'accepted') {
    message.markSent(scope.now(), outcome.id);
  } else {
    doubt(scope, message, settings);
  }
  announce(scope, message);
}

/** The sender of this message died: whether it left is not known. An edit may be repeated without harm. */
export async function settleAbandoned(scope: Scope, messageId: string, settings: MessagingSettings): Promise<void> {
  const message = await lockMessage(scope, messageId);
  if (message.state !== 'sending' || !message.claimedUntil || message.claimedUntil >= scope.now()) {
    return;
  }

  doubt(scope, message, settings);
  announce(scope, message);
}

async function lockMessage({ em }: Scope, id: string): Promise<Message> {
  return em.findOneOrFail(Message, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
}

function isLateSuccess({ state, providerId }: Message, outcome: Outcome): boolean {
  return state === 'unknown' && !providerId && !('error' in outcome) && outcome.certainty === 'accepted';
}

function doubt(scope: Scope, message: Message, settings: MessagingSettings): void {
  if (message.providerId) {
    message.waitUntil(scope.now(), 'edit_repeated');
    return;
  }
  message.markUnknown(later(scope, settings.unknownRetrySeconds));
}

async function settleError(scope: Scope, message: Message, { outcome, settings }: Settlement): Promise<void> {
  const error = 'error' in outcome ? outcome.error : undefined;
  if (!(error instanceof DeliveryFailure)) {
    doubt(scope, message, settings);
    return;
  }

  switch (error.kind) {
    case 'retryable':
      retryOrFail(scope, message, { error, settings });
      return;
    case 'notReady':
      message.attempts -= 1;
      message.waitUntil(later(scope, settings.notReadySeconds), error.code);
      await tellNotReady(scope, error);
      return;
    case 'absent':
      message.fail(error.code);
      await tellAbsent(scope, message);
      return;
    default:
      message.fail(error.code);
  }
}

function retryOrFail(
  scope: Scope,
  message: Message,
  { error, settings }: { error: DeliveryFailure; settings: MessagingSettings },
): void {
  if (message.attempts >= settings.tries) {
    message.fail(error.code);
    return;
  }

  const { shortest, longest } = settings.backOffSeconds;
  const backOff = Math.min(shortest * 2 ** (message.attempts - 1), longest);
  message.waitUntil(later(scope, Math.max(backOff, error.retryAfterSeconds ?? 0)), error.code);
}

async function tellNotReady(scope: Scope, { code }: DeliveryFailure): Promise<void> {
  if (code === 'whatsapp_not_linked') {
    const subjectId = dailySubject(scope, code);
    await notifyMembers(scope, { notice: 'whatsapp_not_linked', subjectId, to: 'messaging.connect' });
  }
}

async function tellAbsent(scope: Scope, { channel, subjectId, params }: Message): Promise<void> {
  if (channel === 'whatsapp') {
    await notifyMembers(scope, { notice: 'whatsapp_number_absent', subjectId, to: 'orders.read', params });
  }
}

/** The number rests after every message that may have left. */
async function keepGap(scope: Scope, { claimed, outcome, lane, settings }: Settlement): Promise<void> {
  if (claimed.channel !== 'whatsapp' || ('error' in outcome && outcome.error instanceof DeliveryFailure)) {
    return;
  }

  const gapMs = draw(lane === 'reply' ? settings.replyGapMs : settings.coldGapMs);
  await scope.em.execute(
    `update whatsapp_sessions set next_send_at = ? where id = (select session_id from messages where id = ?)`,
    [new Date(scope.now().getTime() + gapMs), claimed.id],
  );
}

function draw({ from, to }: Gap): number {
  return from + Math.random() * (to - from);
}

function later(scope: Scope, seconds: number): Date {
  return new Date(scope.now().getTime() + seconds * 1_000);
}

/** Waiting is not told: the message has not got further. */
function announce(scope: Scope, { id, subjectId, channel, state }: Message): void {
  if (state !== 'queued') {
    scope.emit('message.raised', { messageId: id, subjectId, channel, state });
  }
}
