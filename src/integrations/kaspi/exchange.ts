import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import { type ReplyHeaders, TransientFailure } from './answers.ts';
import type { Route } from './route.ts';

/** What goes over the wire. */
export interface Letter {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole exchange, body included. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** An answer with its body read. */
export interface Received {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly text: string;
}

const unpackers: Readonly<Record<string, (packed: Uint8Array) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  deflate: promisify(inflate),
};
const acceptEncoding = Object.keys(unpackers).join(', ');
const DEADLINE = new Error('the deadline has passed');

/**
 * Sends one letter on a route and reads the whole answer; redirects are not followed. Measured: undici's `request` with one
 * abort controller costs half of `fetch` with `AbortSignal.any` and `timeout`. @throws TransientFailure, the signal's reason
 */
export async function exchange(letter: Letter, route: Route): Promise<Received> {
  letter.signal?.throwIfAborted();
  const ending = new AbortController();
  const giveUp = () => ending.abort(letter.signal?.reason);
  const deadline = setTimeout(() => ending.abort(DEADLINE), letter.timeoutMs);
  letter.signal?.addEventListener('abort', giveUp, { once: true });
  try {
    const { statusCode, headers, body } = await route.dispatcher.request(requestOf(letter, ending.signal));
    return { status: statusCode, headers, text: await readBody(headers, body) };
  } catch (cause) {
    letter.signal?.throwIfAborted();
    throw new TransientFailure(marketplaceErrors.unreachable({}, cause), ending.signal.aborted ? 'timeout' : 'line');
  } finally {
    clearTimeout(deadline);
    letter.signal?.removeEventListener('abort', giveUp);
  }
}

function requestOf({ method, url, headers, body }: Letter, signal: AbortSignal): Dispatcher.RequestOptions {
  const cut = url.indexOf('/', url.indexOf('://') + 3);
  return {
    origin: cut < 0 ? url : url.slice(0, cut),
    path: cut < 0 ? '/' : url.slice(cut),
    method,
    headers: { ...headers, 'accept-encoding': acceptEncoding },
    body: body ?? null,
    signal,
  };
}

async function readBody(headers: ReplyHeaders, body: Dispatcher.ResponseData['body']): Promise<string> {
  const unpack = unpackers[String(headers['content-encoding'] ?? '').toLowerCase()];
  return unpack ? (await unpack(await body.bytes())).toString('utf8') : body.text();
}
