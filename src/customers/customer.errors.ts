import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';

const notFound: ErrorSpec = { status: 404 };

/** What can go wrong with a customer. */
export const customerErrors = defineErrors('customer', { notFound });
