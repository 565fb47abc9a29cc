import { defineErrors, type ErrorSpec } from '../../kernel/errors.ts';

const invalid: ErrorSpec = { status: 422 };
const malformed: ErrorSpec = { status: 400 };
const tooLarge: ErrorSpec = { status: 413 };
const notFound: ErrorSpec = { status: 404 };
const methodNotAllowed: ErrorSpec = { status: 405 };
const notSignedIn: ErrorSpec = { status: 401 };
const forbidden: ErrorSpec = { status: 403 };
const foreignOrigin: ErrorSpec = { status: 403 };
const unexpected: ErrorSpec<{ incident: string }> = { status: 500 };

/** What can go wrong with a request before a feature sees it. */
export const httpErrors = defineErrors('http', {
  invalid,
  malformed,
  tooLarge,
  notFound,
  methodNotAllowed,
  notSignedIn,
  forbidden,
  foreignOrigin,
  unexpected,
});
