import type { AppError } from '../../kernel/errors.ts';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';

/** Headers of an answer under their names in small letters. */
export type ReplyHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** One answer as it came over the wire, body read. */
export interface KaspiReply {
  readonly endpoint: string;
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly text: string;
}

/** What kind of failure: `line` and `timeout` got no answer, `busy` got one that says later. */
export type Trouble = 'line' | 'timeout' | 'busy';

/** A failure that may pass; `failure` is what the caller gets when asking again did not help. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  readonly failure: AppError;
  readonly trouble: Trouble;
  readonly retryAfterMs: number | undefined;

  constructor(failure: AppError, trouble: Trouble, retryAfterMs?: number) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.trouble = trouble;
    this.retryAfterMs = retryAfterMs;
  }
}

/** An anti-bot page answers 200 with HTML where JSON is due (contract 4.2). */
export function isHtml(reply: KaspiReply): boolean {
  return /text\/html/i.test(headerOf(reply, 'content-type') ?? '') || /^\s*</.test(reply.text);
}

/** A header's value; the first one where it came several times. */
export function headerOf({ headers }: Pick<KaspiReply, 'headers'>, name: string): string | undefined {
  return [headers[name]].flat()[0];
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
  return marketplaceErrors.blocked(seconds === undefined ? {} : { retryAfterSeconds: Math.ceil(seconds) });
}

/** Seconds named by Retry-After, given as a number or as a date. */
export function retryAfterSeconds(reply: KaspiReply): number | undefined {
  const value = headerOf(reply, 'retry-after')?.trim();
  if (value === undefined || value === '') {
    return undefined;
  }

  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
