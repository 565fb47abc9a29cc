import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';

const listingNotFound: ErrorSpec = { status: 404 };
const storeNotFound: ErrorSpec = { status: 404 };
const priceNotFound: ErrorSpec = { status: 404 };
const ruleNotFound: ErrorSpec = { status: 404 };
const minAboveMax: ErrorSpec<{ min: string; max: string }> = { status: 422 };
const notPositive: ErrorSpec = { status: 422 };
const notWhole: ErrorSpec = { status: 422 };
const tooSmall: ErrorSpec<{ floor: string }> = { status: 422 };
const tooBig: ErrorSpec<{ limit: string }> = { status: 422 };
const belowMinimum: ErrorSpec<{ min: string }> = { status: 422 };
const aboveMaximum: ErrorSpec<{ max: string }> = { status: 422 };
const stepInvalid: ErrorSpec = { status: 422 };
const placeInvalid: ErrorSpec = { status: 422 };
const intervalInvalid: ErrorSpec = { status: 422 };
const hoursInvalid: ErrorSpec = { status: 422 };
const minimumMissing: ErrorSpec = { status: 409 };

/** What can go wrong with rules, bounds and prices. Money in params is written as `12 990 ₸`. */
export const pricingErrors = defineErrors('pricing', {
  listingNotFound,
  storeNotFound,
  priceNotFound,
  ruleNotFound,
  minAboveMax,
  notPositive,
  notWhole,
  tooSmall,
  tooBig,
  belowMinimum,
  aboveMaximum,
  stepInvalid,
  placeInvalid,
  intervalInvalid,
  hoursInvalid,
  minimumMissing,
});
