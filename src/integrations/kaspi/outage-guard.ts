import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
} from 'cockatiel';
import { isAppError } from '../../kernel/errors.ts';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type { KaspiBreaker } from './kaspi-config.ts';

interface Guard {
  readonly policy: CircuitBreakerPolicy;
  lastCode: string;
  openUntil: number;
}

/** Leaves an endpoint alone after outages in a row; refusals, wrong tokens and rate limits do not count as outages. */
export class OutageGuard {
  readonly #config: KaspiBreaker;
  readonly #guards = new Map<string, Guard>();

  constructor(config: KaspiBreaker) {
    this.#config = config;
  }

  /** Runs the work, or fails at once with the outage that opened this key and the seconds left. */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const guard = this.#guardOf(key);
    try {
      return await guard.policy.execute(work);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? stillOut(guard) : error;
    }
  }

  #guardOf(key: string): Guard {
    const known = this.#guards.get(key);
    if (known) {
      return known;
    }

    const { failures, openMs } = this.#config;
    const guard: Guard = {
      lastCode: '',
      openUntil: 0,
      policy: circuitBreaker(
        handleWhen((error) => isOutage(error, guard)),
        { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(failures) },
      ),
    };
    guard.policy.onBreak(() => {
      guard.openUntil = Date.now() + openMs;
    });
    this.#guards.set(key, guard);
    return guard;
  }
}

function isOutage(error: unknown, guard: Guard): boolean {
  if (!isAppError(error) || !outageCodes.has(error.code)) {
    return false;
  }

  guard.lastCode = error.code;
  return true;
}

function stillOut(guard: Guard): Error {
  const params = { retryAfterSeconds: Math.max(1, Math.ceil((guard.openUntil - Date.now()) / 1_000)) };
  return guard.lastCode === BLOCKED ? marketplaceErrors.blocked(params) : marketplaceErrors.unreachable(params);
}

const BLOCKED = 'marketplace.blocked';
const outageCodes: ReadonlySet<string> = new Set([BLOCKED, 'marketplace.unreachable']);
