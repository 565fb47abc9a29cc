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
const ratingInvalid: ErrorSpec = { status: 422 };
const deliveryInvalid: ErrorSpec = { status: 422 };
const profitInvalid: ErrorSpec = { status: 422 };
const marginInvalid: ErrorSpec = { status: 422 };
const climbInvalid: ErrorSpec = { status: 422 };
const stockInvalid: ErrorSpec = { status: 422 };
const windowsInvalid: ErrorSpec = { status: 422 };
const cityUnknown: ErrorSpec<{ cityId: string }> = { status: 422 };
const minimumMissing: ErrorSpec = { status: 409 };
const limitInvalid: ErrorSpec<{ from: number; to: number }> = { status: 422 };
const moveNotFound: ErrorSpec = { status: 404 };
const moveNotHeld: ErrorSpec<{ state: string }> = { status: 409 };
const feedNotFound: ErrorSpec = { status: 404 };
const feedMerchantMissing: ErrorSpec = { status: 422 };
const feedMerchantInvalid: ErrorSpec = { status: 422 };
const feedPointsMissing: ErrorSpec = { status: 422 };
const feedPointInvalid: ErrorSpec<{ point: string }> = { status: 422 };
const shrinkNotAsked: ErrorSpec = { status: 409 };
const feedEmpty: ErrorSpec = { status: 503 };
const feedShrunk: ErrorSpec<{ from: number; to: number }> = { status: 503 };
const periodInvalid: ErrorSpec = { status: 422 };
const simulationTooLong: ErrorSpec<{ seconds: number }> = { status: 422 };
const simulationTooMany: ErrorSpec<{ count: number; limit: number }> = { status: 422 };
const moveChanged: ErrorSpec<{ price: string }> = { status: 409 };
const massNotAsked: ErrorSpec = { status: 409 };

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
  ratingInvalid,
  deliveryInvalid,
  profitInvalid,
  marginInvalid,
  climbInvalid,
  stockInvalid,
  windowsInvalid,
  cityUnknown,
  minimumMissing,
  limitInvalid,
  moveNotFound,
  moveNotHeld,
  feedNotFound,
  feedMerchantMissing,
  feedMerchantInvalid,
  feedPointsMissing,
  feedPointInvalid,
  shrinkNotAsked,
  feedEmpty,
  feedShrunk,
  periodInvalid,
  simulationTooLong,
  simulationTooMany,
  moveChanged,
  massNotAsked,
});
