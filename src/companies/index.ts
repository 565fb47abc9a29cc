export { assertCan } from './assert-can.ts';
export { Company, CompanySchema, type TaxRegime, taxRegimes } from './company.entity.ts';
export { companyErrors } from './company.errors.ts';
export * from './company.queries.ts';
export { createCompany, type NewCompany } from './create-company.ts';
export { Member, MemberSchema } from './member.entity.ts';
export { type Action, actions, isAllowed, type Role, roles } from './permissions.ts';
export { setTaxRegime } from './set-tax-regime.ts';
