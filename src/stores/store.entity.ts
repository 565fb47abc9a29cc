import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import type { MarketplacePoint } from './store.ports.ts';

/** Kinds of order source; only Kaspi has a marketplace behind it by now. */
export const storeKinds = ['kaspi'] as const;

/** Why a store's cabinet needs its seller. */
export const reauthReasons = ['code_required', 'invalid_credentials', 'credentials_missing'] as const;

/** One of the reasons why a store's cabinet needs its seller. */
export type ReauthReason = (typeof reauthReasons)[number];

/** The table of stores. Secrets are sealed; see `SecretBox`. */
export const StoreSchema = defineEntity({
  name: 'Store',
  tableName: 'stores',
  ...companyOwned,
  uniques: [companyKey, { properties: ['companyId', 'kind', 'merchantUid'] }],
  properties: {
    ...companyColumns,
    kind: p.enum(storeKinds),
    name: p.string().length(120),
    isActive: p.boolean().default(true),
    /** The marketplace's id of the seller; known once the cabinet was entered. */
    merchantUid: p.string().length(100).nullable(),
    cityId: p.string().length(12).default('750000000'),
    points: p.json<MarketplacePoint[]>().default('[]'),
    apiToken: p.text().nullable(),
    apiTokenRejectedAt: p.datetime().nullable(),
    cabinetLogin: p.text().nullable(),
    cabinetPassword: p.text().nullable(),
    cabinetSession: p.text().nullable(),
    /** A sign-in that waits for the code Kaspi sent; survives a restart. */
    cabinetPending: p.text().nullable(),
    cabinetAuthenticatedAt: p.datetime().nullable(),
    reauthReason: p.enum(reauthReasons).nullable(),
    ordersPolledAt: p.datetime().nullable(),
    nextOrderPollAt: p.datetime().nullable(),
    nextPriceCycleAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** One marketplace account of a company. State changes only through its methods. */
export class Store extends StoreSchema.class {}
StoreSchema.setClass(Store);
