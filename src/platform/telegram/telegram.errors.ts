import { defineErrors, type ErrorSpec } from '../../kernel/errors.ts';

const noCompany: ErrorSpec = { status: 409 };
const forbidden: ErrorSpec = { status: 403 };

/** What can go wrong in a chat before any feature is asked. */
export const botErrors = defineErrors('bot', { noCompany, forbidden });
