import { assertCan } from '../companies/index.ts';
import { pointingAt } from '../platform/db/references.ts';
import type { Scope } from '../platform/db/scope.ts';
import { catalogErrors } from './catalog.errors.ts';
import { CatalogImport, type ImportState } from './catalog-import.entity.ts';

/** An import as screens and the API show it. */
export interface ImportView {
  readonly id: string;
  readonly storeId: string;
  readonly state: ImportState;
  readonly received: number;
  /** Unknown before the first page. */
  readonly total: number | null;
  readonly created: number;
  readonly updated: number;
  readonly removed: number;
  /** Code of the error that ended it, with its facts. */
  readonly failure: string | null;
  readonly failureParams: Record<string, string | number>;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** One import. @throws catalog.importNotFound, permission.forbidden */
export async function findImport(scope: Scope, importId: string): Promise<ImportView> {
  assertCan(scope, 'catalog.read');
  const found = await scope.em.findOne(CatalogImport, { id: importId });
  if (!found) {
    throw catalogErrors.importNotFound();
  }

  return viewImport(found);
}

/** The newest import of a store; undefined before the first. @throws permission.forbidden */
export async function findLastImport(scope: Scope, storeId: string): Promise<ImportView | undefined> {
  assertCan(scope, 'catalog.read');
  const [last] = await scope.em.find(
    CatalogImport,
    { storeId: pointingAt(scope, storeId) },
    { orderBy: { id: 'desc' }, limit: 1 },
  );
  return last && viewImport(last);
}

/** What of an import is shown. */
export function viewImport(row: CatalogImport): ImportView {
  return {
    id: row.id,
    storeId: row.storeId,
    state: row.state,
    received: row.received,
    total: row.total ?? null,
    created: row.created,
    updated: row.updated,
    removed: row.removed,
    failure: row.failure ?? null,
    failureParams: row.failureParams,
    startedAt: row.startedAt ?? null,
    finishedAt: row.finishedAt ?? null,
  };
}
