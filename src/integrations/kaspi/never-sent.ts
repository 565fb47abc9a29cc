import { isAppError } from '../../kernel/errors.ts';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import { isObject } from './loose-fields.ts';

/** Codes of Node and undici for a connection that was never made. */
const unconnected: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  // A proxy that makes no tunnel.
  'UND_ERR_PRX_CONN',
  'UND_ERR_PRX_TLS',
]);

/**
 * The result of a request that says when it leaves. @throws marketplace.notSent instead of marketplace.unreachable or the
 * signal's reason when it is certain that nobody got it
 */
export async function unlessUnsent<Result>(send: (onLeaving: () => void) => Promise<Result>): Promise<Result> {
  let hasLeft = false;
  try {
    return await send(() => {
      hasLeft = true;
    });
  } catch (error) {
    throw hasLeft && !isUnconnected(error) ? error : neverSent(error);
  }
}

/** Tells whether a request failed before there was anybody to take it. */
function isUnconnected(error: unknown): boolean {
  if (!isObject(error)) {
    return false;
  }

  return unconnected.has(error.code) || isRefusedByProxy(error) || isUnconnected(error.cause);
}

/** undici gives these no code of their own: a CONNECT that is refused, and a proxy that wants a password. */
function isRefusedByProxy({ message }: Record<string, unknown>): boolean {
  return typeof message === 'string' && /when HTTP Tunneling|Proxy Authentication Required/.test(message);
}

/** The failure of a write that never left; a wall that is known already stays what it is. */
function neverSent(error: unknown): Error {
  if (!isAppError(error)) {
    return marketplaceErrors.notSent({}, error);
  }

  const { retryAfterSeconds } = error.params;
  return error.code === 'marketplace.unreachable'
    ? marketplaceErrors.notSent(
        retryAfterSeconds === undefined ? {} : { retryAfterSeconds: Number(retryAfterSeconds) },
        error,
      )
    : error;
}
