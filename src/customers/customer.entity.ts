import { defineEntity, p } from '@mikro-orm/core';
import { languages } from '../kernel/language.ts';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import { companyReference } from '../platform/db/references.ts';

/** The table of customers. */
export const CustomerSchema = defineEntity({
  name: 'Customer',
  tableName: 'customers',
  ...companyOwned,
  uniques: [companyKey],
  properties: {
    ...companyColumns,
    name: p.string().length(200),
    /** Known only when the customer has shown it; the company's language serves otherwise. */
    language: p.enum(languages).nullable(),
    deletedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** A buyer of a company: one record with many addresses. */
export class Customer extends CustomerSchema.class {}
CustomerSchema.setClass(Customer);

/** Kinds of address a customer is known by. */
export const addressKinds = ['phone', 'kaspi', 'whatsapp_lid', 'telegram'] as const;

/** The table of customers' addresses. */
export const CustomerAddressSchema = defineEntity({
  name: 'CustomerAddress',
  tableName: 'customer_addresses',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'kind', 'value'] }],
  indexes: [{ properties: ['companyId', 'customerId'] }],
  properties: {
    ...companyColumns,
    customerId: () => companyReference(Customer, 'customer_id'),
    kind: p.enum(addressKinds),
    /** E.164 for a phone, the marketplace's customer id, WhatsApp's privacy id, or a Telegram user id. */
    value: p.string().length(120),
  },
});

/** One address a customer is known by. */
export class CustomerAddress extends CustomerAddressSchema.class {}
CustomerAddressSchema.setClass(CustomerAddress);
