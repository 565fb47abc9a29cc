/** The road by which members are told things: the seller bot's own chat with each of them. */
import { GrammyError, HttpError } from 'grammy';
import { isAppError } from '#src/kernel/errors.ts';
import { systemActor } from '#src/kernel/scope.ts';
import { type Delivered, DeliveryFailure, type MessageGateway, type OutgoingMessage } from '#src/messaging/index.ts';
import { inlineButton } from '../../menu.ts';
import type { SellerDeps } from '../seller-deps.ts';
import { type RenderedNotice, renderNotice } from './notice-text.ts';

/** What the notices are made of. */
export interface NoticeDeps extends Pick<SellerDeps, 'api' | 'words' | 'inCompany'> {
  /** The bot that speaks. */
  readonly botId: string;
}

/** Sends a notice rendered as things stand now; one that was sent before is edited in place. */
export function createSellerNotices(deps: NoticeDeps): MessageGateway {
  return {
    channel: 'telegram',
    send: async (message) => {
      const notice = await render(deps, message);
      return message.providerId === null ? post(deps, message, notice) : edit(deps, message, notice);
    },
  };
}

async function render({ inCompany, words }: NoticeDeps, message: OutgoingMessage): Promise<RenderedNotice> {
  try {
    const actor = systemActor('bots.notices');
    return await inCompany(message.companyId, actor, (scope) => renderNotice(scope, words, message));
  } catch (error) {
    // Nothing has been sent yet, whatever went wrong.
    const isGone = isAppError(error) && error.status === 404;
    throw isGone
      ? new DeliveryFailure('permanent', 'subject_gone', { cause: error })
      : new DeliveryFailure('retryable', 'notice_not_rendered', { cause: error });
  }
}

async function post(deps: NoticeDeps, message: OutgoingMessage, notice: RenderedNotice): Promise<Delivered> {
  try {
    const sent = await deps.api(deps.botId).sendMessage(message.recipient, notice.text, {
      reply_markup: markupOf(notice),
      disable_notification: notice.isSilent,
    });
    return { id: String(sent.message_id), certainty: 'accepted' };
  } catch (error) {
    throw failureOf(error) ?? error;
  }
}

/** An edit may be repeated without harm, so no failure of it leaves a doubt. */
async function edit(deps: NoticeDeps, message: OutgoingMessage, notice: RenderedNotice): Promise<Delivered> {
  const done: Delivered = { id: String(message.providerId), certainty: 'accepted' };
  try {
    const messageId = Number(message.providerId);
    const reply_markup = markupOf(notice);
    await deps.api(deps.botId).editMessageText(message.recipient, messageId, notice.text, { reply_markup });
    return done;
  } catch (error) {
    if (
      error instanceof GrammyError &&
      /not modified|message to edit not found|can't be edited/.test(error.description)
    ) {
      return done;
    }

    throw failureOf(error) ?? new DeliveryFailure('retryable', 'telegram_unreachable', { cause: error });
  }
}

function markupOf({ keyboard }: RenderedNotice) {
  return { inline_keyboard: keyboard.map((row) => row.map(inlineButton)) };
}

/** Connections that were never made. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** A failure that is certain; undefined when the message may have left all the same. */
function failureOf(error: unknown): DeliveryFailure | undefined {
  if (error instanceof HttpError) {
    const code = causeCode(error.error);
    return NEVER_SENT.has(code)
      ? new DeliveryFailure('retryable', 'telegram_unreachable', { cause: error })
      : undefined;
  }

  if (!(error instanceof GrammyError) || error.error_code >= 500) {
    return undefined;
  }

  const { error_code: status, parameters } = error;
  if (status === 429) {
    const retryAfterSeconds = parameters.retry_after ?? 1;
    return new DeliveryFailure('retryable', 'telegram_flood', { retryAfterSeconds, cause: error });
  }

  if (status === 403 || /chat not found/.test(error.description)) {
    return new DeliveryFailure('absent', 'telegram_blocked', { cause: error });
  }

  return new DeliveryFailure('permanent', `telegram_${status}`, { cause: error });
}

/** fetch wraps the system's error: the code is on it or on its cause. */
function causeCode(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') {
    return code;
  }

  return cause === undefined ? '' : causeCode(cause);
}
