/** Where Kaspi is and how gently it is used; every part has a default that suits the real service. */
export interface KaspiConfig {
  readonly apiUrl: string;
  readonly cabinetUrl: string;
  readonly idUrl: string;
  readonly storefrontUrl: string;
  readonly timeouts: KaspiTimeouts;
  readonly pace: KaspiPace;
  readonly retry: KaspiRetry;
  readonly breaker: KaspiBreaker;
  readonly routing: KaspiRouting;
  readonly rests: KaspiRests;
}

/** The part of a logger this adapter needs; it is given endpoints, statuses and durations, never secrets or people. */
export interface KaspiLogger {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Whole-request limits in milliseconds, body included. */
export interface KaspiTimeouts {
  readonly readMs: number;
  /** Orders and their entries: real answers take tens of seconds at times. */
  readonly ordersMs: number;
  readonly writeMs: number;
}

/** Requests a second that all processes together allow themselves; `Infinity` is no limit. */
export interface KaspiPace {
  /** Of all kinds, on all routes. */
  readonly requestsPerSecond: number;
  /** Of the Shop API, which is never asked through a proxy. */
  readonly ordersPerSecond: number;
  /** From one address. */
  readonly offersPerSecond: number;
  /** Of one account. */
  readonly pushesPerSecond: number;
  /** From one address. */
  readonly cabinetPerSecond: number;
}

/** Back-off of idempotent reads; a Retry-After longer than `maxDelayMs` is handed to the caller instead of waited for. */
export interface KaspiRetry {
  /** How often a failed read is asked again. */
  readonly attempts: number;
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
}

/** After so many outages in a row an endpoint (of one account) is left alone for a while. */
export interface KaspiBreaker {
  readonly failures: number;
  readonly openMs: number;
}

/** How long a cool-down lasts where Kaspi names no time (contract 4.2); seconds. */
export interface KaspiRests {
  /** Of an address that was shut out from the offers: above 15 requests a second that takes 10–15 s. */
  readonly shutOutSeconds: number;
  /** Of an account that pushed too fast: above three a second it is banned for half an hour. */
  readonly pushBanSeconds: number;
}

/** On which routes requests leave, and how they look there. */
export interface KaspiRouting {
  /** Whether the direct way is one of the routes where there are proxies; without proxies it always is. */
  readonly isDirectAllowed: boolean;
  /** Whether pages are asked for after a short pause of uneven length and with a browser's headers that differ by route. */
  readonly isDisguised: boolean;
  /** How often the pool of proxies is read. */
  readonly refreshMs: number;
  /** How often the health of proxies is written down; a failure is at once. */
  readonly reportMs: number;
}

/** What a caller may set; anything left out takes the default. */
export type KaspiOptions = Partial<
  Omit<KaspiConfig, 'timeouts' | 'pace' | 'retry' | 'breaker' | 'routing' | 'rests'>
> & {
  readonly timeouts?: Partial<KaspiTimeouts>;
  readonly pace?: Partial<KaspiPace>;
  readonly retry?: Partial<KaspiRetry>;
  readonly breaker?: Partial<KaspiBreaker>;
  readonly routing?: Partial<KaspiRouting>;
  readonly rests?: Partial<KaspiRests>;
};

/** Fills the gaps with the real addresses and with limits that live clients measured as safe (contract 1.1 and 4.2). */
export function completeConfig(options: KaspiOptions): KaspiConfig {
  return {
    apiUrl: bare(options.apiUrl ?? 'https://kaspi.kz/shop/api/v2'),
    cabinetUrl: bare(options.cabinetUrl ?? 'https://mc.shop.kaspi.kz'),
    idUrl: bare(options.idUrl ?? 'https://idmc.shop.kaspi.kz'),
    storefrontUrl: bare(options.storefrontUrl ?? 'https://kaspi.kz'),
    timeouts: { readMs: 20_000, ordersMs: 80_000, writeMs: 30_000, ...options.timeouts },
    pace: {
      requestsPerSecond: 60,
      ordersPerSecond: 6,
      offersPerSecond: 8,
      pushesPerSecond: 1.5,
      cabinetPerSecond: 6,
      ...options.pace,
    },
    retry: { attempts: 3, minDelayMs: 1_000, maxDelayMs: 7_000, ...options.retry },
    breaker: { failures: 5, openMs: 60_000, ...options.breaker },
    routing: { isDirectAllowed: true, isDisguised: false, refreshMs: 5_000, reportMs: 10_000, ...options.routing },
    rests: { shutOutSeconds: 15, pushBanSeconds: 1_800, ...options.rests },
  };
}

function bare(url: string): string {
  return url.replace(/\/+$/, '');
}
