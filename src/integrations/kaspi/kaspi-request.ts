import type { Lane } from '../../platform/pace/lane.ts';
import type { Letter } from './exchange.ts';
import type { RouteWish } from './route.ts';
import type { Outcome } from './trouble.ts';

/** One request to Kaspi. */
export interface KaspiRequest extends Letter {
  /** Name for logs, errors and the breaker, such as `orders.list`. */
  readonly endpoint: string;
  /** Whose request it is; outages of one account do not stop another's. Never logged. */
  readonly account?: string;
  /** On whose routes it goes; `direct` never takes a proxy. */
  readonly over: RouteWish | 'direct';
  /** The lane that every address has of its own. */
  readonly addressLane?: Lane;
  /** The lane that the account has, on whatever route. */
  readonly accountLane?: Lane;
  /** `reads` are asked again after a network failure, 5xx or 429; `writes` never. */
  readonly kind: 'reads' | 'writes';
  /** Which lane rests after which statuses, for as long as Retry-After or `coolDownSeconds` say. */
  readonly closes?: { readonly lane: 'address' | 'account'; readonly on: readonly number[] };
  /** Seconds to stay away when Kaspi says 403 or 429 without a Retry-After. */
  readonly coolDownSeconds: number;
  /** Called once the request's turn has come and it is about to leave. */
  readonly onLeaving?: () => void;
}

/** One request that was sent, for metrics; a request tried on three routes is three. */
export interface Observation {
  readonly endpoint: string;
  readonly outcome: Outcome;
  /** From leaving to the whole answer. */
  readonly durationMs: number;
  /** `direct`, or the proxy's host and port. */
  readonly route: string;
}

/** Is told of every request as it ends. */
export type Observe = (seen: Observation) => void;
