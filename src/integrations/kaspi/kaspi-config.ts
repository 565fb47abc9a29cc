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
}

/** Whole-request limits in milliseconds, body included. */
export interface KaspiTimeouts {
  readonly readMs: number;
  /** Orders and their entries: real answers take tens of seconds at times. */
  readonly ordersMs: number;
  readonly writeMs: number;
}

/** Requests a second this process allows itself: per address, and for pushes per merchant. */
export interface KaspiPace {
  readonly ordersPerSecond: number;
  readonly offersPerSecond: number;
  readonly pushesPerSecond: number;
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

/** What a caller may set; anything left out takes the default. */
export type KaspiOptions = Partial<Omit<KaspiConfig, 'timeouts' | 'pace' | 'retry' | 'breaker'>> & {
  readonly timeouts?: Partial<KaspiTimeouts>;
  readonly pace?: Partial<KaspiPace>;
  readonly retry?: Partial<KaspiRetry>;
  readonly breaker?: Partial<KaspiBreaker>;
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
      ordersPerSecond: 6,
      offersPerSecond: 8,
      pushesPerSecond: 1.5,
      cabinetPerSecond: 6,
      ...options.pace,
    },
    retry: { attempts: 3, minDelayMs: 1_000, maxDelayMs: 7_000, ...options.retry },
    breaker: { failures: 5, openMs: 60_000, ...options.breaker },
  };
}

function bare(url: string): string {
  return url.replace(/\/+$/, '');
}
