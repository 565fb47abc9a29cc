import type { RetryPolicy } from 'cockatiel';
import { LaneClosed } from '../../platform/pace/lane-closed.ts';
import { memoryLanes } from '../../platform/pace/memory-lanes.ts';
import { createPace, type Pace } from '../../platform/pace/pace.ts';
import type { ProxySource } from '../../stores/proxies/proxy.ports.ts';
import { type KaspiReply, TransientFailure } from './answers.ts';
import { coolingDown } from './cooling-down.ts';
import { pauseLikePeople, routeHeaders } from './disguise.ts';
import { exchange } from './exchange.ts';
import type { KaspiConfig, KaspiLogger } from './kaspi-config.ts';
import type { KaspiRequest, Observe } from './kaspi-request.ts';
import { coolDownOf, lanesOf } from './lanes.ts';
import { isLocalRefusal, OutageGuard } from './outage-guard.ts';
import { retryPolicy } from './retry-policy.ts';
import { isProxied, type Route } from './route.ts';
import { RoutePool } from './route-pool.ts';
import { bare, outcomeOf, refuseTrouble, routeFailureOf } from './trouble.ts';
import { unlessAborted } from './unless-aborted.ts';

/** A read is tried on at most so many routes before it counts as failed. */
const MOST_TRIES = 3;

/** What the client is built on; without a pace it keeps one of its own, in this process alone. */
export interface KaspiDeps {
  readonly logger?: KaspiLogger | undefined;
  readonly pace?: Pace | undefined;
  readonly proxies?: ProxySource | undefined;
  readonly observe?: Observe | undefined;
}

/** Sends requests paced, routed, timed, retried and guarded; statuses that mean the same everywhere become errors here. */
export class KaspiHttp {
  readonly #config: KaspiConfig;
  readonly #deps: KaspiDeps;
  readonly #pace: Pace;
  readonly #pool: RoutePool;
  readonly #endpoints: OutageGuard;
  readonly #proxies: OutageGuard;
  readonly #retry: RetryPolicy;

  constructor(config: KaspiConfig, deps: KaspiDeps) {
    this.#config = config;
    this.#deps = deps;
    this.#pace = deps.pace ?? createPace(memoryLanes());
    this.#pool = new RoutePool(config.routing, deps);
    this.#endpoints = new OutageGuard(config.breaker);
    this.#proxies = new OutageGuard(config.breaker, (error) => routeFailureOf(error)?.code);
    this.#retry = retryPolicy(config.retry);
  }

  /**
   * What `read` makes of the answer; it sees every status but the ones that mean trouble everywhere, and what it throws
   * counts for the breaker too. A read that fails on a proxy is tried on another route.
   * @throws marketplace.unreachable (network, timeout, 5xx), marketplace.blocked (405, 526, an HTML 403, a cool-down),
   * marketplace.rateLimited (429, an account's cool-down)
   */
  send<Result>(request: KaspiRequest, read: Read<Result>): Promise<Result> {
    const once = () => this.#travel(request, read);
    // The pause between two tries cannot be cut short from inside; a caller who gives up does not wait for its end.
    const patient = () => unlessAborted(this.#retry.execute(once, request.signal), request.signal);
    const series = request.kind === 'reads' ? patient : once;
    return this.#endpoints.run(`${request.endpoint} ${request.account ?? ''}`, () => series().catch(throwBare));
  }

  /** Tries a read on another route where the one that it went on is to blame. */
  async #travel<Result>(request: KaspiRequest, read: Read<Result>, so: Tries = noTries): Promise<Result> {
    const routes = await this.#routesFor(request, so.tried);
    if (routes.length === 0) {
      throw so.error;
    }

    const trip: Trip = {};
    try {
      return await this.#leave(request, { routes, trip, read });
    } catch (error) {
      if (request.kind === 'writes' || !isForAnotherRoute(error, trip) || so.tried.size + 1 >= MOST_TRIES) {
        throw error;
      }

      return this.#travel(request, read, { error, tried: new Set([...so.tried, trip.route.key]) });
    }
  }

  async #routesFor(request: KaspiRequest, tried: ReadonlySet<string>): Promise<Route[]> {
    if (request.over === 'direct') {
      return [this.#pool.direct];
    }

    const routes = await this.#pool.choose(request.over, tried);
    const sound = routes.filter((route) => !this.#proxies.isOpen(route.key));
    return sound.length > 0 ? sound : routes;
  }

  /** Waits for the turn, then asks on the route whose turn it is. */
  async #leave<Result>(request: KaspiRequest, journey: Journey<Result>): Promise<Result> {
    const isDisguised = this.#config.routing.isDisguised && request.over !== 'direct';
    if (isDisguised) {
      await pauseLikePeople(request.signal);
    }

    const route = await this.#turn(request, journey.routes);
    journey.trip.route = route;
    request.onLeaving?.();
    const headers = isDisguised ? { ...request.headers, ...routeHeaders(route.key) } : request.headers;
    const ask = () => this.#ask({ ...request, headers }, route, journey.read);
    return isProxied(route) ? this.#proxies.run(route.key, () => this.#onProxy(route, ask)) : ask();
  }

  async #turn(request: KaspiRequest, routes: readonly Route[]): Promise<Route> {
    const wanted = { ...lanesOf(request, { routes, pace: this.#config.pace }), signal: request.signal };
    try {
      const index = await this.#pace.turn({ ...wanted, patienceMs: this.#config.retry.maxDelayMs });
      return routes[index] ?? this.#pool.direct;
    } catch (error) {
      throw error instanceof LaneClosed ? coolingDown(request, error) : error;
    }
  }

  async #onProxy<Result>(route: Route, ask: () => Promise<Result>): Promise<Result> {
    try {
      const result = await ask();
      this.#pool.succeeded(route);
      return result;
    } catch (error) {
      const failure = routeFailureOf(error);
      if (failure) {
        this.#pool.failed(route, failure);
      }

      throw error;
    }
  }

  async #ask<Result>(request: KaspiRequest, route: Route, read: Read<Result>): Promise<Result> {
    const startedAt = performance.now();
    const { endpoint } = request;
    try {
      const reply = { endpoint, ...(await exchange(request, route)) };
      this.#deps.logger?.debug({ endpoint, status: reply.status, durationMs: since(startedAt) }, 'kaspi answered');
      await this.#coolDown(request, route, reply);
      refuseTrouble(reply, request.coolDownSeconds);
      const result = read(reply);
      this.#deps.observe?.({ endpoint, outcome: 'ok', durationMs: since(startedAt), route: route.label });
      return result;
    } catch (error) {
      const seen = { endpoint, durationMs: since(startedAt), route: route.label };
      this.#deps.observe?.({ ...seen, outcome: outcomeOf(error) });
      if (error instanceof TransientFailure && error.trouble !== 'busy') {
        this.#deps.logger?.warn(seen, 'kaspi did not answer');
      }

      throw error;
    }
  }

  async #coolDown(request: KaspiRequest, route: Route, reply: KaspiReply): Promise<void> {
    const rest = coolDownOf(request, route, reply);
    if (rest) {
      await this.#pace.coolDown(rest.lane, rest.seconds * 1_000);
    }
  }
}

type Read<Result> = (reply: KaspiReply) => Result;

/** The routes that failed so far, and how the last one did. */
interface Tries {
  readonly tried: ReadonlySet<string>;
  readonly error: unknown;
}

const noTries: Tries = { tried: new Set(), error: undefined };

/** The route that a request went on, once it has left. */
interface Trip {
  route?: Route;
}

interface Journey<Result> {
  readonly routes: readonly Route[];
  readonly trip: Trip;
  readonly read: Read<Result>;
}

function isForAnotherRoute(error: unknown, trip: Trip): trip is Required<Trip> {
  const { route } = trip;
  return route !== undefined && isProxied(route) && (isLocalRefusal(error) || routeFailureOf(error) !== undefined);
}

function throwBare(error: unknown): never {
  throw bare(error);
}

function since(startedAt: number): number {
  return Math.round(performance.now() - startedAt);
}
