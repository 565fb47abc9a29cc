import { DelegateBackoff, handleType, type RetryPolicy, retry } from 'cockatiel';
import { fetch as undiciFetch } from 'undici';
import { isAppError } from '../../kernel/errors.ts';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import { blockedBy, isHtml, type KaspiReply, retryAfterSeconds, TransientFailure } from './answers.ts';
import type { KaspiConfig, KaspiRetry } from './kaspi-config.ts';
import { OutageGuard } from './outage-guard.ts';
import { Pacer } from './pacer.ts';
import { unlessAborted } from './unless-aborted.ts';

/** The part of a logger this adapter needs; it is given endpoints, statuses and durations, never secrets or people. */
export interface KaspiLogger {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** The fetch this adapter speaks through. */
export type KaspiFetch = typeof undiciFetch;

/** One request to Kaspi. */
export interface KaspiRequest {
  /** Name for logs, errors and the breaker, such as `orders.list`. */
  readonly endpoint: string;
  /** Whose request it is; outages of one account do not stop another's. Never logged. */
  readonly account?: string;
  readonly lane: { readonly name: string; readonly perSecond: number };
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** `reads` are asked again after a network failure, 5xx or 429; `writes` never. */
  readonly kind: 'reads' | 'writes';
  /** Seconds to stay away when Kaspi says 403 or 429 without a Retry-After. */
  readonly coolDownSeconds: number;
  readonly signal?: AbortSignal | undefined;
  /** Called once the request's turn has come and it is about to leave. */
  readonly onLeaving?: () => void;
}

/** Sends requests paced, timed, retried and guarded; statuses that mean the same everywhere become errors here. */
export class KaspiHttp {
  readonly #pacer = new Pacer();
  readonly #guard: OutageGuard;
  readonly #retry: RetryPolicy;
  readonly #fetch: KaspiFetch;
  readonly #logger: KaspiLogger | undefined;

  constructor(config: KaspiConfig, deps: { logger?: KaspiLogger | undefined; fetch?: KaspiFetch | undefined }) {
    this.#guard = new OutageGuard(config.breaker);
    this.#retry = retryPolicy(config.retry);
    this.#fetch = deps.fetch ?? undiciFetch;
    this.#logger = deps.logger;
  }

  /**
   * What `read` makes of the answer; it sees every status but the ones that mean trouble everywhere, and what it throws
   * counts for the breaker too.
   * @throws marketplace.unreachable (network, timeout, 5xx), marketplace.blocked (405, 526, an HTML 403),
   * marketplace.rateLimited (429)
   */
  send<Result>(request: KaspiRequest, read: (reply: KaspiReply) => Result): Promise<Result> {
    const once = async () => read(await this.#once(request));
    // The pause between two tries cannot be cut short from inside; a caller who gives up does not wait for its end.
    const patient = () => unlessAborted(this.#retry.execute(once, request.signal), request.signal);
    const series = request.kind === 'reads' ? patient : once;
    return this.#guard.run(`${request.endpoint} ${request.account ?? ''}`, () => series().catch(unwrapTransient));
  }

  async #once(request: KaspiRequest): Promise<KaspiReply> {
    request.signal?.throwIfAborted();
    await this.#pacer.turn(request.lane.name, request.lane.perSecond, request.signal);
    request.onLeaving?.();
    const startedAt = performance.now();
    const reply = await this.#exchange(request).catch((error: unknown) => {
      this.#logger?.warn({ endpoint: request.endpoint, durationMs: since(startedAt) }, 'kaspi did not answer');
      throw error;
    });
    this.#logger?.debug(
      { endpoint: request.endpoint, status: reply.status, durationMs: since(startedAt) },
      'kaspi answered',
    );
    refuseTrouble(reply, request);
    return reply;
  }

  async #exchange(request: KaspiRequest): Promise<KaspiReply> {
    const deadline = AbortSignal.timeout(request.timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
    try {
      const response = await this.#fetch(request.url, {
        method: request.method,
        headers: request.headers,
        redirect: 'manual',
        signal,
        ...(request.body !== undefined && { body: request.body }),
      });
      const text = await response.text();
      return { endpoint: request.endpoint, status: response.status, headers: response.headers, text };
    } catch (cause) {
      request.signal?.throwIfAborted();
      const failure = marketplaceErrors.unreachable({}, cause);
      // A dropped request hangs until the deadline; asking again would only hang again.
      throw deadline.aborted ? failure : new TransientFailure(failure);
    }
  }
}

function refuseTrouble(reply: KaspiReply, request: KaspiRequest): void {
  if (reply.status === 405 || reply.status === 526 || (reply.status === 403 && isHtml(reply))) {
    throw blockedBy(reply, request.coolDownSeconds);
  }

  const seconds = retryAfterSeconds(reply);
  if (reply.status === 429) {
    const failure = marketplaceErrors.rateLimited({ retryAfterSeconds: seconds ?? request.coolDownSeconds });
    throw new TransientFailure(failure, seconds && seconds * 1_000);
  }

  if (reply.status >= 500) {
    const failure = marketplaceErrors.unreachable(seconds === undefined ? {} : { retryAfterSeconds: seconds });
    throw new TransientFailure(failure, seconds && seconds * 1_000);
  }
}

function retryPolicy(config: KaspiRetry): RetryPolicy {
  const isWorthWaiting = (error: TransientFailure) => (error.retryAfterMs ?? 0) <= config.maxDelayMs;
  return retry(handleType(TransientFailure, isWorthWaiting), {
    maxAttempts: config.attempts,
    backoff: new DelegateBackoff(({ attempt, result }) => {
      const error = 'error' in result ? result.error : undefined;
      const told = error instanceof TransientFailure ? error.retryAfterMs : undefined;
      const grown = Math.min(config.maxDelayMs, config.minDelayMs * 2 ** (attempt - 1));
      // Up to a fifth more, so that many stores do not come back in one instant.
      return told ?? Math.min(config.maxDelayMs, grown * (1 + Math.random() / 5));
    }),
  });
}

function unwrapTransient(error: unknown): never {
  throw error instanceof TransientFailure && isAppError(error.failure) ? error.failure : error;
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
