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

/** Why a request was refused here, without asking anybody: no sign of a new outage. */
export class LocalRefusal extends Error {
  override readonly name = 'LocalRefusal';
}

/** Whether a failure was made here, without asking anybody. */
export function isLocalRefusal(error: unknown): boolean {
  return isAppError(error) && error.cause instanceof LocalRefusal;
}

interface Guard {
  readonly policy: CircuitBreakerPolicy;
  lastCode: string;
  openUntil: number;
}

/** Leaves an endpoint alone after outages in a row; refusals, wrong tokens and rate limits do not count as outages. */
export class OutageGuard {
  readonly #config: KaspiBreaker;
  readonly #codeOf: (error: unknown) => string | undefined;
  readonly #guards = new Map<string, Guard>();

  /** `codeOf` tells an outage, by its code, from what says nothing of the endpoint. */
  constructor(config: KaspiBreaker, codeOf: (error: unknown) => string | undefined = outageCode) {
    this.#config = config;
    this.#codeOf = codeOf;
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

  /** Whether the work would be refused without a try. */
  isOpen(key: string): boolean {
    return (this.#guards.get(key)?.openUntil ?? 0) > Date.now();
  }

  #isOutage(error: unknown, guard: Guard): boolean {
    const code = this.#codeOf(error);
    guard.lastCode = code ?? guard.lastCode;
    return code !== undefined;
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
        handleWhen((error) => this.#isOutage(error, guard)),
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

function outageCode(error: unknown): string | undefined {
  return isAppError(error) && outageCodes.has(error.code) && !isLocalRefusal(error) ? error.code : undefined;
}

function stillOut(guard: Guard): Error {
  const params = { retryAfterSeconds: Math.max(1, Math.ceil((guard.openUntil - Date.now()) / 1_000)) };
  const cause = new LocalRefusal('left alone after outages in a row');
  const refuse = guard.lastCode === BLOCKED ? marketplaceErrors.blocked : marketplaceErrors.unreachable;
  return refuse(params, cause);
}

const BLOCKED = 'marketplace.blocked';
const outageCodes: ReadonlySet<string> = new Set([BLOCKED, 'marketplace.unreachable']);
