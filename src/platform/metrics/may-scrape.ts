import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
const OWN_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
/** What a proxy adds; the one behind it may be anybody. */
const forwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Whether somebody may read the metrics: whoever asks from this very machine under its own name and not through a proxy,
 * and whoever knows the token. 404 where no token exists, 401 where a wrong one or none came.
 */
export function mayScrape(request: IncomingMessage, token: string | undefined): 200 | 401 | 404 {
  if (isHere(request) || (token !== undefined && isSame(request.headers.authorization ?? '', `Bearer ${token}`))) {
    return 200;
  }

  return token === undefined ? 404 : 401;
}

function isHere({ socket, headers }: IncomingMessage): boolean {
  return (
    LOOPBACK.test(socket.remoteAddress ?? '') &&
    OWN_NAME.test(headers.host ?? '') &&
    forwarded.every((name) => headers[name] === undefined)
  );
}

/** Takes as long for a nearly right token as for a wrong one. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
