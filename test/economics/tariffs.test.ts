import { describe, expect, it } from '@jest/globals';
import { costsOf, loadTariffs, seedTariffs } from '#src/economics/index.ts';
import { CommissionRate, DeliveryTariff, TaxRate } from '#src/economics/tariff.entity.ts';
import { tariffRows } from '#src/economics/tariffs.seed.ts';
import { type DatedRates, tariffsOn } from '#src/economics/tariffs.ts';
import { tenge } from '#src/kernel/money.ts';
import type { Database } from '#src/platform/db/database.ts';
import { aCompany } from '../support/company.ts';
import { cloneDatabase, templateName } from '../support/postgres.ts';
import { openTestDatabase } from '../support/test-database.ts';

const ALMATY = '750000000';
const sale = {
  priceTiyn: tenge(20_000),
  costTiyn: tenge(10_000),
  category: null,
  weightGrams: 900,
  taxRegime: 'simplified',
  cityId: null,
} as const;

const today = tariffsOn(tariffRows, '2026-11-21');

/** A database of its own and a clock that the test moves. */
async function aWorld() {
  let at = new Date('2026-11-21T06:00:00Z');
  const database = openTestDatabase(await cloneDatabase(templateName), { clock: { now: () => at } });
  const shop = await aCompany({ database });
  return {
    database,
    load: (when?: Date) => shop.run((scope) => loadTariffs(scope, when)),
    wait: (seconds: number) => {
      at = new Date(at.getTime() + seconds * 1_000);
    },
  };
}

const rowsIn = (database: Database) =>
  database.inSystem('look at every tariff', async ({ em }) => ({
    commissions: await em.count(CommissionRate),
    deliveries: await em.count(DeliveryTariff),
    taxes: await em.count(TaxRate),
  }));

const setDefault = (database: Database, rateBps: number) =>
  database.inSystem('change a tariff as staff would', ({ em }) =>
    em.nativeUpdate(CommissionRate, { category: '' }, { rateBps }),
  );

describe('tariffs', () => {
  it('are put in once, however many starts there are at once', async () => {
    const { database } = await aWorld();
    const { commissions, deliveries, taxes } = tariffRows;
    const expected = { commissions: commissions.length, deliveries: deliveries.length, taxes: taxes.length };
    expect(await rowsIn(database)).toEqual(expected);
    await database.inSystem('empty a table, as before the first start', ({ em }) => em.nativeDelete(TaxRate, {}));
    await Promise.all(Array.from({ length: 5 }, () => seedTariffs(database)));
    expect(await rowsIn(database)).toEqual(expected);
  });

  it('that staff changed stay changed after the next start', async () => {
    const { database, load } = await aWorld();
    await setDefault(database, 1_111);
    await seedTariffs(database);
    expect((await load()).commissionBps).toBe(1_111);
  });

  it('are kept for a moment, and a change counts within a minute', async () => {
    const { database, load, wait } = await aWorld();
    const first = await load();
    expect(first).toEqual(today);
    await setDefault(database, 1_200);
    wait(20);
    expect(await load()).toBe(first);
    wait(39);
    expect((await load()).commissionBps).toBe(1_200);
  });

  it('of one database are not mistaken for those of another', async () => {
    const [one, other] = [await aWorld(), await aWorld()];
    await setDefault(other.database, 999);
    expect((await one.load()).commissionBps).toBe(1_090);
    expect((await other.load()).commissionBps).toBe(999);
  });

  it('are those of the day in Kazakhstan, where a year begins five hours before UTC', async () => {
    const { load } = await aWorld();
    expect(await load(new Date('2025-12-31T18:59:59Z'))).toMatchObject({
      vatBps: 1_200,
      tax: { simplified: { rateBps: 300 } },
    });
    expect(await load(new Date('2025-12-31T19:00:00Z'))).toMatchObject({
      vatBps: 1_600,
      tax: { simplified: { rateBps: 400 } },
    });
  });

  it('refuse a share that is none', async () => {
    const { database } = await aWorld();
    await expect(setDefault(database, 5_001)).rejects.toThrow('commission_rates_share');
  });
});

describe('the tariffs of a day', () => {
  it('are the last ones that have begun, city by city', () => {
    expect(tariffsOn(tariffRows, '2025-06-01').tax).toMatchObject({
      simplified: { rateBps: 300, cityBps: {} },
      general: { rateBps: 1_000 },
      too: { rateBps: 2_000 },
    });
    expect(today.tax.simplified).toEqual({ rateBps: 400, cityBps: { [ALMATY]: 300, '710000000': 300 } });
    const later: DatedRates = {
      ...tariffRows,
      taxes: [{ tax: 'simplified', cityId: ALMATY, validFrom: '2027-01-01', rateBps: 250 }, ...tariffRows.taxes],
      deliveries: [
        { way: 'city', validFrom: '2027-01-01', tiers: [{ fromTiyn: 0, fees: [{ upToGrams: null, feeTiyn: 100 }] }] },
        ...tariffRows.deliveries,
      ],
    };
    expect(tariffsOn(later, '2026-12-31')).toEqual(today);
    expect(tariffsOn(later, '2027-01-01').tax.simplified.cityBps[ALMATY]).toBe(250);
    expect(tariffsOn(later, '2027-01-01').delivery.city).toHaveLength(1);
  });

  it('before all rows are the earliest ones, and without any row a bug', () => {
    expect(tariffsOn(tariffRows, '2020-01-01')).toMatchObject({ vatBps: 1_200, commissionBps: 1_090, categoryBps: {} });
    expect(() => tariffsOn({ ...tariffRows, deliveries: [] }, '2026-01-01')).toThrow('delivery');
    const empty = tariffRows.deliveries.map((row) => ({ ...row, tiers: [{ fromTiyn: 0, fees: [] }] }));
    expect(() => tariffsOn({ ...tariffRows, deliveries: empty }, '2026-01-01')).toThrow('no fees');
  });
});

describe('a sale', () => {
  it('pays the commission of its category with VAT, and the default one where the category is unknown', () => {
    const commission = (category: string | null) => costsOf(today, { ...sale, category }).commissionTiyn;
    const standard = 252_880; // 20 000 × 10.9 % × 1.16
    expect(commission(null)).toBe(standard);
    expect(commission('Kettles')).toBe(standard);
    expect(commission('constructor')).toBe(standard);
    expect(commission('Coffee')).toBe(148_480);
    expect(commission(' Master - Phone cases ')).toBe(313_200);
    expect(commission('Украшения')).toBe(313_200);
  });

  it('pays delivery by price, then by weight, and across the country unless told otherwise', () => {
    const fee = (facts: object) => costsOf(today, { ...sale, ...facts }).deliveryTiyn;
    const withVat = (amount: number) => Math.ceil((amount * 100 * 116) / 100);
    expect(fee({ priceTiyn: tenge(999) })).toBe(withVat(49));
    expect(fee({ priceTiyn: tenge(1_000) })).toBe(withVat(149));
    expect(fee({ priceTiyn: tenge(9_999), delivery: 'city' })).toBe(withVat(699));
    expect(fee({})).toBe(withVat(1_299));
    expect(fee({ weightGrams: null })).toBe(withVat(1_299));
    expect(fee({ weightGrams: 5_001 })).toBe(withVat(1_699));
    expect(fee({ weightGrams: 200_000, delivery: 'express' })).toBe(withVat(8_449));
    expect(fee({ delivery: 'own' })).toBe(0);
  });

  it('pays tax by regime: of the price, or of what is left; in Almaty less', () => {
    const tax = (facts: object) => costsOf(today, { ...sale, ...facts }).taxTiyn;
    expect(tax({})).toBe(tenge(800));
    expect(tax({ cityId: ALMATY })).toBe(tenge(600));
    const left = tenge(10_000) - 252_880 - 150_684;
    expect(tax({ taxRegime: 'general' })).toBe(Math.ceil(left / 10));
    expect(tax({ taxRegime: 'too' })).toBe(Math.ceil(left / 5));
    expect(tax({ taxRegime: 'too', costTiyn: tenge(30_000) })).toBe(0);
    expect(tax({ taxRegime: null })).toBe(Math.ceil(left / 5));
    expect(tax({ taxRegime: null, costTiyn: tenge(15_000) })).toBe(tenge(800));
  });
});
