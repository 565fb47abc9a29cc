import type { Headers } from 'undici';
import type { AppError } from '../../kernel/errors.ts';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';

/** One answer as it came over the wire, body read. */
export interface KaspiReply {
  readonly endpoint: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A failure worth asking again for; `failure` is what the caller gets when asking again did not help. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  readonly failure: AppError;
  readonly retryAfterMs: number | undefined;

  constructor(failure: AppError, retryAfterMs?: number) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
  }
}

/** An anti-bot page answers 200 with HTML where JSON is due (contract 4.2). */
export function isHtml(reply: KaspiReply): boolean {
  return /text\/html/i.test(reply.headers.get('content-type') ?? '') || /^\s*</.test(reply.text);
}

/** The body as JSON. @throws marketplace.blocked for an HTML page, marketplace.badAnswer for anything else unreadable */
export function readJson(reply: KaspiReply): unknown {
  if (isHtml(reply)) {
    throw blockedBy(reply);
  }

  try {
    return JSON.parse(reply.text) as unknown;
  } catch (cause) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint }, cause);
  }
}

/** The body as JSON, or nothing when it is not JSON; for answers whose status already said all. */
export function peekJson(reply: KaspiReply): unknown {
  try {
    return JSON.parse(reply.text) as unknown;
  } catch {
    return undefined;
  }
}

/** `marketplace.blocked` with the time to stay away, when the answer or the caller knows one. */
export function blockedBy(reply: KaspiReply, otherwiseSeconds?: number): AppError {
  const seconds = retryAfterSeconds(reply) ?? otherwiseSeconds;
  return marketplaceErrors.blocked(seconds === undefined ? {} : { retryAfterSeconds: seconds });
}

/** Seconds named by Retry-After, given as a number or as a date. */
export function retryAfterSeconds(reply: KaspiReply): number | undefined {
  const value = reply.headers.get('retry-after')?.trim();
  if (value === undefined || value === '') {
    return undefined;
  }

  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
