import { newId } from '../kernel/ids.ts';
import type { InSystem } from '../platform/db/scope.ts';
import { type TariffRows, tariffRows } from './tariffs.seed.ts';

/**
 * Puts the known rates in, where no row of the same subject and day stands: a row that staff has changed stays as it is,
 * whatever a later version of the program says. Several starts at once do no harm.
 */
export async function seedTariffs(deps: { inSystem: InSystem }, rows: TariffRows = tariffRows): Promise<void> {
  await deps.inSystem('put in the known tariffs, which belong to no company', async ({ em, now }) => {
    const base = () => [newId(), now(), now()];
    const insert = (table: string, columns: string, values: readonly unknown[][]) =>
      em.execute(
        `insert into ${table} (id, created_at, updated_at, ${columns})
         values ${values.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')} on conflict do nothing`,
        values.flat(),
      );
    await insert(
      'commission_rates',
      'category, valid_from, rate_bps, source',
      rows.commissions.map((one) => [...base(), one.category, one.validFrom, one.rateBps, one.source]),
    );
    await insert(
      'delivery_tariffs',
      'way, valid_from, tiers, source',
      rows.deliveries.map((one) => [...base(), one.way, one.validFrom, JSON.stringify(one.tiers), one.source]),
    );
    await insert(
      'tax_rates',
      'tax, city_id, valid_from, rate_bps, source',
      rows.taxes.map((one) => [...base(), one.tax, one.cityId, one.validFrom, one.rateBps, one.source]),
    );
  });
}
