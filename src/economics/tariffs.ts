import type { TaxRegime } from '../companies/index.ts';
import { type DeliveryTier, type DeliveryWay, deliveryWays, type taxes } from './tariff.entity.ts';

/** The rates of one day, plain and ready to be looked up; shares in hundredths of a percent. */
export interface Tariffs {
  /** VAT, which comes on top of every fee of the marketplace. */
  readonly vatBps: number;
  /** The commission of a category without a rate of its own, VAT not included. */
  readonly commissionBps: number;
  /** By category in lower case, VAT not included. */
  readonly categoryBps: Readonly<Record<string, number>>;
  /** Cheapest orders first. */
  readonly delivery: Readonly<Record<DeliveryWay, readonly DeliveryTier[]>>;
  readonly tax: Readonly<Record<TaxRegime, CityRates>>;
}

/** A tax's rate, and where it is another. */
export interface CityRates {
  readonly rateBps: number;
  readonly cityBps: Readonly<Record<string, number>>;
}

/** Rows of all days, as the three tables keep them. */
export interface DatedRates {
  readonly commissions: readonly { category: string; validFrom: string; rateBps: number }[];
  readonly deliveries: readonly { way: DeliveryWay; validFrom: string; tiers: readonly DeliveryTier[] }[];
  readonly taxes: readonly { tax: (typeof taxes)[number]; cityId: string; validFrom: string; rateBps: number }[];
}

/**
 * The rates in force on a day (`2026-01-31`). Before the first row of something that every sale needs, its earliest row
 * stands in; a category or a city has a rate of its own only from its row's day on.
 * @throws Error when a table has no row for something that every sale needs, or a delivery tariff no fee
 */
export function tariffsOn(rates: DatedRates, day: string): Tariffs {
  const commissions = inForce(rates.commissions, day, ({ category }) => category);
  const cities = inForce(rates.taxes, day, ({ tax, cityId }) => `${tax} ${cityId}`);
  const taxOf = (tax: (typeof taxes)[number]): CityRates => ({
    rateBps: needed(
      rates.taxes.filter((row) => row.tax === tax && row.cityId === ''),
      day,
      tax,
    ).rateBps,
    cityBps: Object.fromEntries(
      cities.filter((row) => row.tax === tax && row.cityId !== '').map(({ cityId, rateBps }) => [cityId, rateBps]),
    ),
  });
  const everywhere = rates.commissions.filter(({ category }) => category === '');
  return {
    vatBps: taxOf('vat').rateBps,
    commissionBps: needed(everywhere, day, 'commission').rateBps,
    categoryBps: Object.fromEntries(
      commissions.filter(({ category }) => category !== '').map(({ category, rateBps }) => [category, rateBps]),
    ),
    delivery: deliveryOn(rates, day),
    tax: { simplified: taxOf('simplified'), general: taxOf('general'), too: taxOf('too') },
  };
}

function deliveryOn({ deliveries }: DatedRates, day: string): Tariffs['delivery'] {
  const tiersOf = (way: DeliveryWay) => {
    const ofWay = deliveries.filter((row) => row.way === way);
    const { tiers } = needed(ofWay, day, `delivery ${way}`);
    // Nothing known is not nothing to pay.
    if (tiers.length === 0 || tiers.some(({ fees }) => fees.length === 0)) {
      throw new Error(`A tariff of delivery (${way}) on ${day} has no fees.`);
    }

    return tiers
      .map(({ fromTiyn, fees }) => ({ fromTiyn, fees: fees.toSorted(byWeight) }))
      .sort((one, other) => one.fromTiyn - other.fromTiyn);
  };
  const [city, kazakhstan, express] = deliveryWays;
  return { city: tiersOf(city), kazakhstan: tiersOf(kazakhstan), express: tiersOf(express) };
}

function byWeight(one: { upToGrams: number | null }, other: { upToGrams: number | null }): number {
  return one.upToGrams === other.upToGrams ? 0 : (one.upToGrams ?? Infinity) - (other.upToGrams ?? Infinity);
}

interface Dated {
  readonly validFrom: string;
}

/** Of each subject the row that began last. */
function inForce<Row extends Dated>(rows: readonly Row[], day: string, subject: (row: Row) => string): Row[] {
  const begun = rows.filter(({ validFrom }) => validFrom <= day).toSorted(byDay);
  return [...new Map(begun.map((row) => [subject(row), row])).values()];
}

function needed<Row extends Dated>(rows: readonly Row[], day: string, what: string): Row {
  const dated = rows.toSorted(byDay);
  const row = dated.findLast(({ validFrom }) => validFrom <= day) ?? dated[0];
  if (!row) {
    throw new Error(`No tariff is known: ${what}. Every start puts them in.`);
  }

  return row;
}

function byDay(one: Dated, other: Dated): number {
  return one.validFrom < other.validFrom ? -1 : Number(one.validFrom > other.validFrom);
}
