import type { Language } from '../kernel/language.ts';
import { rowsOf, type Scope } from '../platform/db/scope.ts';
import type { CompanySchema, TaxRegime } from './company.entity.ts';
import { companyErrors } from './company.errors.ts';

/** What screens and messages need to know of the company. */
export interface CompanyView {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
  /** IANA zone. */
  readonly zone: string;
  /** Null: nobody said. */
  readonly taxRegime: TaxRegime | null;
  readonly isDemo: boolean;
}

/** The scope's own company. @throws company.notFound when it was deleted */
export async function findCompany(scope: Scope): Promise<CompanyView> {
  const company = await rowsOf<typeof CompanySchema>(scope)
    .selectFrom('companies')
    .select(['id', 'name', 'language', 'zone', 'taxRegime', 'isDemo'])
    .where('id', '=', scope.companyId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (!company) {
    throw companyErrors.notFound();
  }
  return company;
}
