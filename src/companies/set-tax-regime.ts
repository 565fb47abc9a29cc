import { LockMode } from '@mikro-orm/core';
import type { Scope } from '../platform/db/scope.ts';
import { assertCan } from './assert-can.ts';
import { Company, type TaxRegime } from './company.entity.ts';
import { companyErrors } from './company.errors.ts';

/**
 * Says how the scope's own company is taxed; null takes back what was said. Prices follow from their next check on.
 * @throws company.notFound when it was deleted, permission.forbidden
 */
export async function setTaxRegime(scope: Scope, input: { readonly taxRegime: TaxRegime | null }): Promise<void> {
  assertCan(scope, 'companies.edit');
  const own = { id: scope.companyId, deletedAt: null };
  const company = await scope.em.findOne(Company, own, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!company) {
    throw companyErrors.notFound();
  }

  company.taxRegime = input.taxRegime;
}
