/** What is said when something goes wrong: the catalogue's sentence, or a neutral one with an incident code. */
import { BotError, GrammyError, HttpError } from 'grammy';
import { isAppError } from '#src/kernel/errors.ts';
import type { Logger } from '#src/platform/logging/logger.ts';
import { newIncident } from '#src/platform/telegram/worker.ts';
import type { Failure } from './context.ts';

/** Turns what was thrown into a sentence to say; a bug is logged with its incident code. */
export function failureOf(error: unknown, logger: Logger): Failure {
  if (isAppError(error)) {
    return { ok: false, messageId: error.messageId, params: { ...error.params } };
  }

  const incident = newIncident();
  logger.error({ err: error, incident }, 'a chat step failed');
  return { ok: false, messageId: 'error-unexpected', params: { incident } };
}

/** Work that was broken off because the bot stops; the update it belongs to is worked again after the next start. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/** PostgreSQL error classes that pass by themselves: connection, shutdown, serialization, deadlock, resources. */
const PASSING_STATES = /^(08|57P|40001|40P01|53)/;
const PASSING_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/** Whether the same update may well succeed later: Telegram or the database was not reachable, or the bot stops. */
export function isPassing(error: unknown): boolean {
  if (error instanceof BotError) {
    return isPassing(error.error);
  }

  if (error instanceof HttpError || error instanceof BrokenOff) {
    return true;
  }

  if (error instanceof GrammyError) {
    return error.error_code === 429 || error.error_code >= 500;
  }

  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && (PASSING_STATES.test(code) || PASSING_CODES.has(code));
}

/** Whether the person can't be reached any more, so that there is nobody to tell. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 403;
}
