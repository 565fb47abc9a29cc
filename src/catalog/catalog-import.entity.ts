import { defineEntity, p } from '@mikro-orm/core';
import { companyColumns, companyKey, companyOwned } from '../platform/db/company-owned.ts';
import { companyReference } from '../platform/db/references.ts';
import { Store } from '../stores/store.entity.ts';

/** How far an import got. */
export const importStates = ['queued', 'running', 'done', 'failed'] as const;

/** How far an import got. */
export type ImportState = (typeof importStates)[number];

/** The table of imports; a store has at most one that is not over. */
export const CatalogImportSchema = defineEntity({
  name: 'CatalogImport',
  tableName: 'catalog_imports',
  ...companyOwned,
  uniques: [
    companyKey,
    {
      name: 'catalog_imports_active_unique',
      expression:
        'create unique index "catalog_imports_active_unique" on "catalog_imports" ("company_id", "store_id") where "state" in (\'queued\', \'running\')',
    },
  ],
  indexes: [{ properties: ['companyId', 'storeId'] }],
  properties: {
    ...companyColumns,
    storeId: () => companyReference(Store, 'store_id'),
    state: p.enum(importStates).default('queued'),
    /** Listings read so far, and how many the marketplace says there are. */
    received: p.integer().default(0),
    total: p.integer().nullable(),
    created: p.integer().default(0),
    updated: p.integer().default(0),
    /** Listings that are no longer on sale on the marketplace. */
    removed: p.integer().default(0),
    /** Code of the error that ended it. */
    failure: p.string().length(100).nullable(),
    failureParams: p
      .json<Record<string, string | number>>()
      .defaultRaw("'{}'")
      .onCreate(() => ({})),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    version: p.integer().version(),
  },
});

/** One reading of a store's whole shelf. State changes only through its methods. */
export class CatalogImport extends CatalogImportSchema.class {
  /** Begins from the first page, also after an attempt that broke off; what that one created stays counted. */
  begin(at: Date): void {
    this.state = 'running';
    this.received = 0;
    this.total = null;
    this.updated = 0;
    this.startedAt = at;
  }

  /** Counts one page; a second look at the shelf begins anew, but what was received stays received. */
  count(page: { received: number; total: number; created: number; updated: number }): void {
    this.received = Math.max(this.received, page.received);
    this.total = page.total;
    this.created += page.created;
    this.updated += page.updated;
  }

  /** Ends well. */
  finish(at: Date, removed: number): void {
    this.state = 'done';
    this.removed = removed;
    this.finishedAt = at;
  }

  /** Ends badly; what was imported stays. */
  fail(at: Date, failure: { code: string; params: Record<string, string | number> }): void {
    this.state = 'failed';
    this.failure = failure.code;
    this.failureParams = failure.params;
    this.finishedAt = at;
  }

  /** Whether it is still to come or under way. */
  isActive(): boolean {
    return this.state === 'queued' || this.state === 'running';
  }
}
CatalogImportSchema.setClass(CatalogImport);
