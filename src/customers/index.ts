export { customerErrors } from './customer.errors.ts';
export { type CustomerView, findCustomer, isKnownPhone } from './customer.queries.ts';
export { type SeenCustomer, upsertCustomer } from './upsert-customer.ts';
