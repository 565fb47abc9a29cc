import { createHash } from 'node:crypto';
import { ProxyAgent } from 'undici';
import { marketplaceErrors } from '../../stores/marketplace.errors.ts';
import type { ProxyRoute, ProxySource } from '../../stores/proxies/proxy.ports.ts';
import { connectionOptions, openDirectRoute } from './direct-route.ts';
import type { KaspiLogger, KaspiRouting } from './kaspi-config.ts';
import { LocalRefusal } from './outage-guard.ts';
import type { Route, RouteWish } from './route.ts';
import { type RouteFailure, RouteHealth } from './route-health.ts';

/** A turn is sought on so many routes at once: eight at 8 a second fill what is allowed in all. */
const MOST_ROUTES = 16;
const MINUTE_MS = 60_000;

interface ProxiedRoute extends Route {
  readonly url: string;
  companyId: string | undefined;
  readonly health: RouteHealth;
}

/** The routes that there are: the direct one, and the proxies of the pool with their health. */
export class RoutePool {
  readonly #direct: Route = openDirectRoute();
  readonly #source: ProxySource | undefined;
  readonly #routing: KaspiRouting;
  readonly #logger: KaspiLogger | undefined;
  #proxies = new Map<string, ProxiedRoute>();
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;
  #telling: NodeJS.Timeout | undefined;
  /** What was found here is written down before the pool is read again. */
  #told: Promise<void> | undefined;

  constructor(routing: KaspiRouting, deps: { proxies?: ProxySource | undefined; logger?: KaspiLogger | undefined }) {
    this.#routing = routing;
    this.#source = deps.proxies;
    this.#logger = deps.logger;
  }

  /** The way of requests that never take a proxy. */
  get direct(): Route {
    return this.#direct;
  }

  /**
   * The routes that a request may take, best first where it keeps to one: its company's proxies, else those of nobody, and
   * the direct one where that is allowed or there are no proxies. Resting ones and `tried` ones are left out; none are left
   * when the request was tried on all.
   * @throws marketplace.blocked when all rest, with the seconds until the first is back
   */
  async choose(wish: RouteWish, tried: ReadonlySet<string>): Promise<Route[]> {
    await this.#refresh();
    if (this.#proxies.size === 0) {
      return [this.#direct];
    }

    const usable = this.#usable(wish).filter(({ key }) => !tried.has(key));
    if (usable.length === 0 && tried.size === 0) {
      throw this.#allRest();
    }

    return wish.stickTo === undefined ? usable : usable.toSorted(byMark(wish.stickTo)).slice(0, 1);
  }

  succeeded(route: Route): void {
    this.#proxies.get(route.key)?.health.succeeded();
    this.#tellLater(this.#routing.reportMs);
  }

  /** Lets a proxy rest; every process knows within seconds. */
  failed(route: Route, failure: RouteFailure): void {
    const proxy = this.#proxies.get(route.key);
    if (proxy) {
      proxy.health.failed(failure);
      this.#logger?.warn({ route: proxy.label, kind: failure.kind, code: failure.code }, 'a route rests');
      clearTimeout(this.#telling);
      this.#telling = undefined;
      this.#tellLater(0);
    }
  }

  #usable({ companyId, stickTo }: RouteWish): Route[] {
    const now = Date.now();
    const awake = [...this.#proxies.values()].filter(({ health }) => health.restingUntil <= now);
    const own = companyId === undefined ? [] : awake.filter((proxy) => proxy.companyId === companyId);
    const proxies = own.length > 0 ? own : awake.filter((proxy) => proxy.companyId === undefined);
    const direct = this.#routing.isDirectAllowed ? [this.#direct] : [];
    return [...(stickTo === undefined ? someOf(proxies) : proxies), ...direct];
  }

  #allRest(): Error {
    const soonest = Math.min(...[...this.#proxies.values()].map(({ health }) => health.restingUntil));
    const retryAfterSeconds = Math.max(1, Math.ceil((soonest - Date.now()) / 1_000));
    return marketplaceErrors.blocked({ retryAfterSeconds }, new LocalRefusal('every route rests'));
  }

  /** Reads the pool every few seconds; only the first time is waited for. */
  async #refresh(): Promise<void> {
    if (!this.#source || performance.now() - this.#readAt < this.#routing.refreshMs) {
      return;
    }

    const isFirst = this.#readAt === Number.NEGATIVE_INFINITY;
    this.#reading ??= this.#read(this.#source).finally(() => {
      this.#reading = undefined;
    });
    if (isFirst) {
      await this.#reading;
    } else {
      this.#reading.catch((error: unknown) => this.#logger?.warn({ err: error }, 'the pool of proxies was not read'));
    }
  }

  async #read(source: ProxySource): Promise<void> {
    const known = this.#proxies;
    await this.#told;
    const listed = await source.list();
    this.#proxies = new Map(listed.map((proxy) => [proxy.id, keepOrOpen(known.get(proxy.id), proxy)]));
    this.#readAt = performance.now();
    for (const [key, gone] of known) {
      if (this.#proxies.get(key) !== gone) {
        // Requests under way may finish on it.
        void gone.dispatcher.close();
      }
    }
  }

  #tellLater(delayMs: number): void {
    if (this.#source && this.#proxies.size > 0) {
      this.#telling ??= setTimeout(() => {
        this.#told = this.#tell();
      }, delayMs).unref();
    }
  }

  async #tell(): Promise<void> {
    this.#telling = undefined;
    const news = [...this.#proxies.values()]
      .filter(({ health }) => health.hasNews)
      .map(({ health }) => health.takeNews());
    try {
      await this.#source?.report(news);
    } catch (error) {
      this.#logger?.warn({ err: error }, 'the health of proxies was not written down');
    }
  }
}

function keepOrOpen(known: ProxiedRoute | undefined, proxy: ProxyRoute): ProxiedRoute {
  if (known?.url !== proxy.url) {
    const { id: key, label, url, companyId } = proxy;
    const dispatcher = new ProxyAgent({ uri: url, ...connectionOptions });
    return { key, label, url, companyId, dispatcher, health: new RouteHealth(proxy) };
  }

  known.companyId = proxy.companyId;
  known.health.learn(proxy);
  return known;
}

/** Of many routes others every minute, so that all are used and a minute's requests wait in one queue. */
function someOf(routes: readonly Route[]): Route[] {
  const start = routes.length > MOST_ROUTES ? (Math.floor(Date.now() / MINUTE_MS) * MOST_ROUTES) % routes.length : 0;
  return [...routes.slice(start), ...routes.slice(0, start)].slice(0, MOST_ROUTES);
}

/** The same word always prefers the same route, and the loss of one moves only those that were on it. */
function byMark(word: string): (one: Route, other: Route) => number {
  const mark = ({ key }: Route) => createHash('sha1').update(`${word} ${key}`).digest('hex');
  return (one, other) => (mark(one) < mark(other) ? -1 : 1);
}
