import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';

/** Why a marketplace refused an action on an order or a price. */
export type RefusalReason =
  | 'wrong-code'
  | 'order-cancelled'
  | 'order-completed'
  | 'needs-signing'
  | 'not-found'
  | 'bad-price'
  | 'not-allowed';

const tokenRejected: ErrorSpec = { status: 422 };
const unreachable: ErrorSpec<{ retryAfterSeconds?: number }> = { status: 503 };
const notSent: ErrorSpec<{ retryAfterSeconds?: number }> = { status: 503 };
const blocked: ErrorSpec<{ retryAfterSeconds?: number }> = { status: 503 };
const rateLimited: ErrorSpec<{ retryAfterSeconds: number }> = { status: 503 };
const badAnswer: ErrorSpec<{ endpoint: string }> = { status: 502 };
const invalidCredentials: ErrorSpec = { status: 422 };
const codeWrong: ErrorSpec = { status: 422 };
const codeFlood: ErrorSpec<{ waitSeconds?: number }> = { status: 429 };
const sessionExpired: ErrorSpec = { status: 409 };
const refused: ErrorSpec<{ reason: RefusalReason; title: string }> = { status: 409 };
const noMerchant: ErrorSpec = { status: 422 };

/**
 * What can go wrong while talking to a marketplace. None of the statuses is 401 or 403: those would mean *our* sign-in.
 * `notSent` is an `unreachable` of which it is certain that the marketplace never got the request.
 * `blocked` (anti-bot page, 403, 405, 526) must never be read as "no competitors".
 */
export const marketplaceErrors = defineErrors('marketplace', {
  tokenRejected,
  unreachable,
  notSent,
  blocked,
  rateLimited,
  badAnswer,
  invalidCredentials,
  codeWrong,
  codeFlood,
  sessionExpired,
  refused,
  noMerchant,
});
