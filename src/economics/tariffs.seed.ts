import type { DeliveryTier, DeliveryWay, taxes } from './tariff.entity.ts';

/** A row of each table as it is put in where none of its subject and day stands. */
export interface TariffRows {
  readonly commissions: readonly SeedRow<{ category: string; rateBps: number }>[];
  readonly deliveries: readonly SeedRow<{ way: DeliveryWay; tiers: readonly DeliveryTier[] }>[];
  readonly taxes: readonly SeedRow<{ tax: (typeof taxes)[number]; cityId: string; rateBps: number }>[];
}

type SeedRow<Fields> = Readonly<Fields> & { readonly validFrom: string; readonly source: string };

const NEW_CODE = '2026-01-01';
const OLD_CODE = '2025-01-01';
/** The marketplace shows its commission without VAT since this day. */
const EX_VAT = '2026-01-05';

const table = "Kaspi's commission table of 2026 without VAT, a public copy (4 126 categories, counted)";
const guide = "Kaspi's guide for sellers, delivery from 2026-01-01 without VAT, a public copy";

const grocery = 640;
const accessory = 1350;

/** Names as cabinets and the table write them; the rest of the table's rows pay the default. */
const categories: Readonly<Record<string, number>> = {
  // Groceries, medicines, food of pets
  'продукты питания': grocery,
  food: grocery,
  chocolate: grocery,
  coffee: grocery,
  tea: grocery,
  лекарства: grocery,
  medicines: grocery,
  'cat food': grocery,
  'dog food': grocery,
  'корма для кошек': grocery,
  'корма для собак': grocery,
  // Jewellery
  украшения: accessory,
  'jewelry and bijouterie': accessory,
  jewelry: accessory,
  // Accessories
  'fashion accessories': accessory,
  'аксессуары для одежды и обуви': accessory,
  'свадебные аксессуары': accessory,
  bags: accessory,
  сумки: accessory,
  backpacks: accessory,
  рюкзаки: accessory,
  wallets: accessory,
  кошельки: accessory,
  belts: accessory,
  ремни: accessory,
  umbrellas: accessory,
  зонты: accessory,
  // Phone accessories
  'аксессуары для телефонов': accessory,
  'phone cases': accessory,
  'чехлы для смартфонов': accessory,
  'phone holders': accessory,
  'phone chargers': accessory,
  'headphone cases': accessory,
  'чехлы для наушников': accessory,
};

const KG = 1_000;
const upToKg = [5, 15, 30, 60, 100, null] as const;

/** Fees in tenge: of an order of 5 000 to 9 999 ₸, then of a dearer one by weight; cheaper orders cost the same everywhere. */
function tiers(from5000: number, from10000: readonly number[]): DeliveryTier[] {
  const any = (fromTenge: number, feeTenge: number): DeliveryTier => ({
    fromTiyn: fromTenge * 100,
    fees: [{ upToGrams: null, feeTiyn: feeTenge * 100 }],
  });
  const byWeight = from10000.map((feeTenge, index) => {
    const kg = upToKg[index] ?? null;
    return { upToGrams: kg === null ? null : kg * KG, feeTiyn: feeTenge * 100 };
  });
  return [any(0, 49), any(1_000, 149), any(3_000, 199), any(5_000, from5000), { fromTiyn: 1_000_000, fees: byWeight }];
}

const ALMATY = '750000000';
const ASTANA = '710000000';
const code = 'Tax Code 214-VIII of 2025-07-18';
const before = 'Tax Code in force to 2025-12-31';

/** What is known of rates at present; a change of the outside world is a further row with its own day. */
export const tariffRows: TariffRows = {
  commissions: [
    { category: '', validFrom: EX_VAT, rateBps: 1090, source: table },
    ...Object.entries(categories).map(([category, rateBps]) => ({
      category,
      validFrom: EX_VAT,
      rateBps,
      source: table,
    })),
  ],
  deliveries: [
    { way: 'city', validFrom: NEW_CODE, source: guide, tiers: tiers(699, [1_099, 1_349, 2_299, 2_899, 4_149, 6_449]) },
    {
      way: 'kazakhstan',
      validFrom: NEW_CODE,
      source: guide,
      tiers: tiers(799, [1_299, 1_699, 3_599, 5_649, 8_549, 11_999]),
    },
    {
      way: 'express',
      validFrom: NEW_CODE,
      source: guide,
      tiers: tiers(799, [1_699, 1_849, 3_149, 3_599, 5_599, 8_449]),
    },
  ],
  taxes: [
    { tax: 'vat', cityId: '', validFrom: OLD_CODE, rateBps: 1200, source: before },
    { tax: 'vat', cityId: '', validFrom: NEW_CODE, rateBps: 1600, source: `${code}; inform.kz 2026-01-01` },
    { tax: 'simplified', cityId: '', validFrom: OLD_CODE, rateBps: 300, source: before },
    { tax: 'simplified', cityId: '', validFrom: NEW_CODE, rateBps: 400, source: `${code}; zhts.kgd.gov.kz` },
    {
      tax: 'simplified',
      cityId: ALMATY,
      validFrom: NEW_CODE,
      rateBps: 300,
      source: 'City council; tax office of Almaty',
    },
    {
      tax: 'simplified',
      cityId: ASTANA,
      validFrom: NEW_CODE,
      rateBps: 300,
      source: 'City council; tax office of Astana',
    },
    { tax: 'general', cityId: '', validFrom: OLD_CODE, rateBps: 1000, source: before },
    {
      tax: 'general',
      cityId: '',
      validFrom: NEW_CODE,
      rateBps: 1000,
      source: `${code}; 15 % only above 8 500 MCI a year`,
    },
    { tax: 'too', cityId: '', validFrom: OLD_CODE, rateBps: 2000, source: before },
    { tax: 'too', cityId: '', validFrom: NEW_CODE, rateBps: 2000, source: `${code}; grp.kz` },
  ],
};
