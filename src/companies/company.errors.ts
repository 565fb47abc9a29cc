import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';

const notFound: ErrorSpec = { status: 404 };
const nameEmpty: ErrorSpec = { status: 422 };
const nameTooLong: ErrorSpec<{ max: number }> = { status: 422 };

/** What can go wrong with a company. */
export const companyErrors = defineErrors('company', { notFound, nameEmpty, nameTooLong });
