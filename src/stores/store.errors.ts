import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';
import type { ReauthReason } from './store.entity.ts';

const notFound: ErrorSpec = { status: 404 };
const nameEmpty: ErrorSpec = { status: 422 };
const tokenMalformed: ErrorSpec = { status: 422 };
const tokenInUse: ErrorSpec<{ store: string }> = { status: 409 };
const tokenMissing: ErrorSpec = { status: 409 };
const loginMalformed: ErrorSpec = { status: 422 };
const phoneUnreadable: ErrorSpec = { status: 422 };
const signInBusy: ErrorSpec = { status: 409 };
const codeNotAwaited: ErrorSpec = { status: 409 };
const codeTooLate: ErrorSpec = { status: 409 };
const otherMerchant: ErrorSpec<{ store: string }> = { status: 409 };
const merchantNotFound: ErrorSpec = { status: 404 };
const cabinetMissing: ErrorSpec = { status: 409 };
const needsReauth: ErrorSpec<{ reason: ReauthReason }> = { status: 409 };

/** What can go wrong with a store's connection; what the marketplace itself says is in `marketplaceErrors`. */
export const storeErrors = defineErrors('store', {
  notFound,
  nameEmpty,
  tokenMalformed,
  tokenInUse,
  tokenMissing,
  loginMalformed,
  phoneUnreadable,
  signInBusy,
  codeNotAwaited,
  codeTooLate,
  otherMerchant,
  merchantNotFound,
  cabinetMissing,
  needsReauth,
});
