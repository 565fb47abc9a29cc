import { assertCan } from '../companies/index.ts';
import { pointingAt } from '../platform/db/references.ts';
import type { Scope } from '../platform/db/scope.ts';
import { findStore, storeErrors } from '../stores/index.ts';
import { catalogErrors } from './catalog.errors.ts';
import './catalog.events.ts';
import { CatalogImport } from './catalog-import.entity.ts';
import { type ImportView, viewImport } from './catalog-import.queries.ts';
import { lockCatalog } from './lock-catalog.ts';

/** An import that has not moved for this long lost its worker. */
const STALLED_MS = 15 * 60_000;

/**
 * Asks for an import of everything a store sells on the marketplace; while one waits or runs, that one is answered.
 * @throws store.notFound, store.cabinetMissing, store.needsReauth, permission.forbidden
 */
export async function startImport(scope: Scope, input: { readonly storeId: string }): Promise<ImportView> {
  assertCan(scope, 'catalog.edit');
  const store = await findStore(scope, input.storeId);
  if (store.reauthReason) {
    throw storeErrors.needsReauth({ reason: store.reauthReason });
  }

  if (store.authenticatedAt === null || store.merchantUid === null || !store.isActive) {
    throw storeErrors.cabinetMissing();
  }

  await lockCatalog(scope);
  const present = await scope.em.findOne(CatalogImport, {
    storeId: pointingAt(scope, store.id),
    state: { $in: ['queued', 'running'] },
  });
  if (present && scope.now().getTime() - present.updatedAt.getTime() < STALLED_MS) {
    return viewImport(present);
  }

  if (present) {
    present.fail(scope.now(), catalogErrors.importStalled());
    // The index lets a store have one active import only, and rows are inserted before rows are updated.
    await scope.em.flush();
  }

  const started = scope.em.create(CatalogImport, {
    storeId: store.id,
    state: 'queued',
    received: 0,
    created: 0,
    updated: 0,
    removed: 0,
    failureParams: {},
  });
  scope.emit('catalog.importRequested', { storeId: store.id, importId: started.id });
  return viewImport(started);
}
