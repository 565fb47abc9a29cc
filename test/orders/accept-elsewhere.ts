import type { KaspiOptions } from '../../src/integrations/kaspi/kaspi-config.ts';
import { createKaspiMarketplace } from '../../src/integrations/kaspi/kaspi-marketplace.ts';
import { systemActor } from '../../src/kernel/scope.ts';
import { acceptOrder } from '../../src/orders/index.ts';
import type { DatabaseUrls } from '../../src/platform/postgres/prepare-database.ts';
import { openDoors } from '../support/doors.ts';

/** An order that another process accepts. */
export interface Accepting {
  readonly urls: DatabaseUrls;
  readonly kaspi: KaspiOptions;
  readonly companyId: string;
  readonly orderId: string;
}

/** Opens the database and the marketplace; the task accepts the order and answers what came of it. */
export async function prepare({ urls, kaspi, companyId, orderId }: Accepting) {
  const { inCompany } = openDoors(urls);
  const marketplace = createKaspiMarketplace(kaspi);
  const bound = <T>(work: Parameters<typeof inCompany<T>>[2]) => inCompany(companyId, systemActor('test'), work);
  return async () => (await acceptOrder({ inCompany: bound, marketplace }, { orderId })).outcome;
}
