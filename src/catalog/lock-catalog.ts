import type { Scope } from '../platform/db/scope.ts';

/** Makes whoever adds products to this company wait for each other until the scope ends: skus are looked up, then taken. */
export async function lockCatalog(scope: Scope): Promise<void> {
  await scope.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`catalog:${scope.companyId}`]);
}
