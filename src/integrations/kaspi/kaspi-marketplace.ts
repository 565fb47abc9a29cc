import type { Marketplace } from '../../stores/store.ports.ts';
import { KaspiCabinet } from './cabinet.ts';
import { completeConfig, type KaspiOptions } from './kaspi-config.ts';
import { type KaspiDeps, KaspiHttp } from './kaspi-http.ts';
import { KaspiShopApi } from './shop-api.ts';
import { KaspiStorefront } from './storefront.ts';

/** Kaspi.kz behind the marketplace port; one per process, because breakers live in it. What is shared comes as `deps`. */
export function createKaspiMarketplace(options: KaspiOptions, deps: KaspiDeps = {}): Marketplace {
  const config = completeConfig(options);
  const http = new KaspiHttp(config, deps);
  return {
    shopApi: new KaspiShopApi(http, config),
    cabinet: new KaspiCabinet(http, config),
    storefront: new KaspiStorefront(http, config),
  };
}
