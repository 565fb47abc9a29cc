import { isAppError } from '../../kernel/errors.ts';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import { blockedBy, isHtml, type KaspiReply, retryAfterSeconds, TransientFailure } from './answers.ts';
import { isLocalRefusal } from './outage-guard.ts';
import type { RouteFailure } from './route-health.ts';

/** Lets an answer pass whose status may be the endpoint's own word; the seconds stand in for a missing Retry-After. */
export function refuseTrouble(reply: KaspiReply, coolDownSeconds: number): void {
  if (reply.status === 405 || reply.status === 526 || (reply.status === 403 && isHtml(reply))) {
    throw blockedBy(reply, coolDownSeconds);
  }

  const seconds = retryAfterSeconds(reply);
  if (reply.status === 429) {
    const failure = marketplaceErrors.rateLimited({ retryAfterSeconds: Math.ceil(seconds ?? coolDownSeconds) });
    throw new TransientFailure(failure, 'busy', seconds && seconds * 1_000);
  }

  if (reply.status >= 500) {
    const failure = marketplaceErrors.unreachable(seconds === undefined ? {} : { retryAfterSeconds: seconds });
    throw new TransientFailure(failure, 'busy', seconds && seconds * 1_000);
  }
}

/** How a request ended, for metrics. */
export type Outcome = 'ok' | 'blocked' | 'limited' | 'failed';

const outcomes: Readonly<Record<string, Outcome>> = {
  'marketplace.blocked': 'blocked',
  'marketplace.rateLimited': 'limited',
  'marketplace.unreachable': 'failed',
  'marketplace.badAnswer': 'failed',
};

/** What an error says of the request: a refusal of the endpoint's own, such as a wrong token, is an answer like others. */
export function outcomeOf(error: unknown): Outcome {
  const failure = bare(error);
  return isAppError(failure) ? (outcomes[failure.code] ?? 'ok') : 'failed';
}

/** What an error says of the route it came on; nothing where the route is not to blame. */
export function routeFailureOf(error: unknown): RouteFailure | undefined {
  const failure = bare(error);
  const isBrokenLine = error instanceof TransientFailure && error.trouble !== 'busy';
  if (!isAppError(failure) || isLocalRefusal(failure)) {
    return undefined;
  }

  if (!isBrokenLine && !walls.has(failure.code)) {
    return undefined;
  }

  const { retryAfterSeconds } = failure.params;
  return {
    kind: isBrokenLine ? 'line' : 'wall',
    code: failure.code,
    retryAfterSeconds: retryAfterSeconds === undefined ? undefined : Number(retryAfterSeconds),
  };
}

/** The failure that callers are told. */
export function bare(error: unknown): unknown {
  return error instanceof TransientFailure ? error.failure : error;
}

const walls: ReadonlySet<string> = new Set(['marketplace.blocked', 'marketplace.rateLimited']);
