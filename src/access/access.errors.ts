import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';

const notYourContact: ErrorSpec = { status: 422 };
const phoneUnreadable: ErrorSpec = { status: 422 };
const linkInvalid: ErrorSpec = { status: 410 };
const notSignedIn: ErrorSpec = { status: 401 };
const noCompany: ErrorSpec = { status: 409 };

/** What can go wrong while somebody signs in. */
export const accessErrors = defineErrors('access', {
  notYourContact,
  phoneUnreadable,
  linkInvalid,
  notSignedIn,
  noCompany,
});
