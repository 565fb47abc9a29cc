import type { KaspiOptions } from '../../src/integrations/kaspi/kaspi-config.ts';
import { createKaspiMarketplace } from '../../src/integrations/kaspi/kaspi-marketplace.ts';
import { databaseLanes } from '../../src/platform/pace/database-lanes.ts';
import { createPace } from '../../src/platform/pace/pace.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { createProxySource } from '../../src/stores/index.ts';
import type { CabinetSession, PricePush } from '../../src/stores/store.ports.ts';
import { openDoors, testSecrets } from '../support/doors.ts';

/** What another process asks of Kaspi, over lanes and proxies that it shares. */
export interface Paced {
  readonly urls: DatabaseUrls;
  readonly kaspi: KaspiOptions;
  /** A look at the offers of this card. */
  readonly masterSku?: string;
  /** Or a price push. */
  readonly push?: { readonly session: CabinetSession; readonly push: PricePush };
}

/** Opens the database and the marketplace; the task is one request. */
export async function prepare({ urls, kaspi, masterSku, push }: Paced) {
  const { inSystem } = openDoors(urls);
  const shared = { pace: createPace(databaseLanes(inSystem)), proxies: createProxySource(inSystem, testSecrets) };
  const { storefront, cabinet } = createKaspiMarketplace(kaspi, shared);
  return async () => {
    if (push) {
      return (await cabinet.pushPrice(push.session, push.push)).pushId;
    }
    return (await storefront.listOffers({ masterSku: masterSku ?? '', cityId: '750000000' })).length;
  };
}
