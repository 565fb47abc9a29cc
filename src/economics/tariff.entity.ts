import { defineEntity, p } from '@mikro-orm/core';
import { baseColumns } from '../platform/db/company-owned.ts';

// Three small global tables and not one with a free-form value: a share of the price, a table of fees and a tax differ in
// what they are looked up by, and columns let the database refuse nonsense. A row is in force from its day (Kazakhstan's
// calendar) until a later row of the same subject begins; rows are never overwritten by a start, see `seedTariffs`.

/** Delivery by the marketplace that a seller pays for. */
export const deliveryWays = ['city', 'kazakhstan', 'express'] as const;

/** One of the ways of delivery that have a fee. */
export type DeliveryWay = (typeof deliveryWays)[number];

/** What there is a rate of: VAT, and the income tax of each regime. */
export const taxes = ['vat', 'simplified', 'general', 'too'] as const;

/** The global table of the marketplace's commission, as a share of the price without VAT. */
export const CommissionRateSchema = defineEntity({
  name: 'CommissionRate',
  tableName: 'commission_rates',
  uniques: [{ properties: ['category', 'validFrom'] }],
  checks: [{ name: 'commission_rates_share', expression: 'rate_bps >= 0 and rate_bps <= 5000' }],
  properties: {
    ...baseColumns,
    /** In lower case, as the marketplace names it; empty: every category that has no row of its own. */
    category: p.string().length(256),
    validFrom: p.date(),
    /** Hundredths of a percent, VAT not included. */
    rateBps: p.integer(),
    source: p.string().length(300),
  },
});

/** A commission from a day on. */
export class CommissionRate extends CommissionRateSchema.class {}
CommissionRateSchema.setClass(CommissionRate);

/** The fee for parcels up to a weight, both ends included; null: any weight. Tiyn, VAT not included. */
export interface WeightFee {
  readonly upToGrams: number | null;
  readonly feeTiyn: number;
}

/** The fees of orders from a price on, up to the next tier's. */
export interface DeliveryTier {
  readonly fromTiyn: number;
  /** Lightest first; the last one also serves what is heavier. */
  readonly fees: readonly WeightFee[];
}

/** The global table of delivery fees. A day's table of a way is one row, because the marketplace replaces it as a whole. */
export const DeliveryTariffSchema = defineEntity({
  name: 'DeliveryTariff',
  tableName: 'delivery_tariffs',
  uniques: [{ properties: ['way', 'validFrom'] }],
  properties: {
    ...baseColumns,
    way: p.enum(deliveryWays),
    validFrom: p.date(),
    tiers: p.json<DeliveryTier[]>(),
    source: p.string().length(300),
  },
});

/** A way's delivery fees from a day on. */
export class DeliveryTariff extends DeliveryTariffSchema.class {}
DeliveryTariffSchema.setClass(DeliveryTariff);

/** The global table of tax rates. */
export const TaxRateSchema = defineEntity({
  name: 'TaxRate',
  tableName: 'tax_rates',
  uniques: [{ properties: ['tax', 'cityId', 'validFrom'] }],
  checks: [{ name: 'tax_rates_share', expression: 'rate_bps >= 0 and rate_bps <= 5000' }],
  properties: {
    ...baseColumns,
    tax: p.enum(taxes),
    /** The marketplace's id of a city whose council has set a rate of its own; empty: everywhere else. */
    cityId: p.string().length(12),
    validFrom: p.date(),
    rateBps: p.integer(),
    source: p.string().length(300),
  },
});

/** A tax's rate from a day on. */
export class TaxRate extends TaxRateSchema.class {}
TaxRateSchema.setClass(TaxRate);
