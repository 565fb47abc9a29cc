import { LockMode } from '@mikro-orm/core';
import type { Scope } from '../platform/db/scope.ts';
import { Store } from './store.entity.ts';
import { storeErrors } from './store.errors.ts';

/** The store, locked until the scope ends. @throws store.notFound */
export async function lockStore(scope: Scope, storeId: string): Promise<Store> {
  const store = await scope.em.findOne(Store, { id: storeId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!store) {
    throw storeErrors.notFound();
  }

  return store;
}

/** Makes whoever connects accounts of this company wait for each other until the scope ends. */
export async function lockCompanyStores(scope: Scope): Promise<void> {
  await scope.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`stores:${scope.companyId}`]);
}
