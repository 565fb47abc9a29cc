import { DelegateBackoff, handleType, type RetryPolicy, retry } from 'cockatiel';
import { TransientFailure } from './answers.ts';
import type { KaspiRetry } from './kaspi-config.ts';

/** Asks again after failures that may pass, with growing pauses; a Retry-After that can be waited for wins. */
export function retryPolicy(config: KaspiRetry): RetryPolicy {
  // A dropped request hangs until the deadline; asking again would only hang again.
  const isWorthWaiting = ({ trouble, retryAfterMs }: TransientFailure) =>
    trouble !== 'timeout' && (retryAfterMs ?? 0) <= config.maxDelayMs;
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
