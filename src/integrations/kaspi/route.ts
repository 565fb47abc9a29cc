import type { Dispatcher } from 'undici';

/** A way on which requests leave: directly, or through a proxy. */
export interface Route {
  /** Names it in lanes and stays the same over restarts: `direct`, or the proxy's id. */
  readonly key: string;
  /** Names it in logs and metrics: `direct`, or host and port. */
  readonly label: string;
  readonly dispatcher: Dispatcher;
}

/** Whose routes a request may take. */
export interface RouteWish {
  /** The company on whose behalf it goes. */
  readonly companyId?: string | undefined;
  /** Requests with the same word keep to one route as long as it works. */
  readonly stickTo?: string | undefined;
}

/** Whether a route is a proxy: it can fail while the service is well. */
export function isProxied({ key }: Route): boolean {
  return key !== DIRECT;
}

/** The key and label of the way without a proxy. */
export const DIRECT = 'direct';
