import type { Marketplace } from '../../stores/store.ports.ts';
import { KaspiCabinet } from './cabinet.ts';
import { completeConfig, type KaspiOptions } from './kaspi-config.ts';
import { type KaspiFetch, KaspiHttp, type KaspiLogger } from './kaspi-http.ts';
import { KaspiShopApi } from './shop-api.ts';
import { KaspiStorefront } from './storefront.ts';

/** Kaspi.kz behind the marketplace port; one per process, because pacing and breakers live in it. */
export function createKaspiMarketplace(
  options: KaspiOptions,
  deps: { readonly logger?: KaspiLogger; readonly fetch?: KaspiFetch } = {},
): Marketplace {
  const config = completeConfig(options);
  const http = new KaspiHttp(config, deps);
  return {
    shopApi: new KaspiShopApi(http, config),
    cabinet: new KaspiCabinet(http, config),
    storefront: new KaspiStorefront(http, config),
  };
}
