import { newId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import { systemActor } from '../kernel/scope.ts';
import type { InCompany } from '../platform/db/scope.ts';
import { Company } from './company.entity.ts';
import { companyErrors } from './company.errors.ts';
import './company.events.ts';
import { Member } from './member.entity.ts';

const MAX_NAME = 120;

/** Who founds a company and what it is called. */
export interface NewCompany {
  readonly name: string;
  readonly language: Language;
  readonly owner: { readonly personId: string; readonly name: string };
  readonly isDemo?: boolean;
}

/** Founds a company with its owner; returns both ids. @throws company.nameEmpty, company.nameTooLong */
export async function createCompany(
  deps: { inCompany: InCompany },
  input: NewCompany,
): Promise<{ companyId: string; memberId: string }> {
  const name = readCompanyName(input.name);
  const companyId = newId();
  return deps.inCompany(companyId, systemActor('companies.create'), async (scope) => {
    scope.em.create(Company, { id: companyId, name, language: input.language, isDemo: input.isDemo ?? false });
    const owner = scope.em.create(Member, { personId: input.owner.personId, name: input.owner.name, role: 'owner' });
    scope.emit('company.created', { companyId });
    return { companyId, memberId: owner.id };
  });
}

/** The name as it will be kept: trimmed, inner spaces folded. @throws company.nameEmpty, company.nameTooLong */
export function readCompanyName(text: string): string {
  const name = text.trim().replaceAll(/\s+/g, ' ');
  if (name === '') {
    throw companyErrors.nameEmpty();
  }

  if ([...name].length > MAX_NAME) {
    throw companyErrors.nameTooLong({ max: MAX_NAME });
  }
  return name;
}
