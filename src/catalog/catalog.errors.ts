import { defineErrors, type ErrorSpec } from '../kernel/errors.ts';

const productNotFound: ErrorSpec = { status: 404 };
const nameEmpty: ErrorSpec = { status: 422 };
const nameTooLong: ErrorSpec<{ max: number }> = { status: 422 };
const priceNegative: ErrorSpec = { status: 422 };
const priceFraction: ErrorSpec = { status: 422 };
const priceTooSmall: ErrorSpec<{ min: string }> = { status: 422 };
const priceTooBig: ErrorSpec<{ max: string }> = { status: 422 };
const costNegative: ErrorSpec = { status: 422 };
const weightInvalid: ErrorSpec<{ maxKg: number }> = { status: 422 };
const minAboveMax: ErrorSpec<{ min: string; max: string }> = { status: 422 };
const priceBelowMin: ErrorSpec<{ price: string; min: string }> = { status: 422 };
const priceAboveMax: ErrorSpec<{ price: string; max: string }> = { status: 422 };
const boundsNeedStore: ErrorSpec = { status: 422 };
const skuInvalid: ErrorSpec<{ max: number }> = { status: 422 };
const skuTaken: ErrorSpec<{ sku: string }> = { status: 409 };
const barcodeInvalid: ErrorSpec = { status: 422 };
const imageNotFound: ErrorSpec = { status: 404 };
const importNotFound: ErrorSpec = { status: 404 };
const importStalled: ErrorSpec = { status: 503 };
const importUnexpected: ErrorSpec = { status: 500 };

/** What can go wrong with products and imports. Money in params is written as `12 990 ₸`. */
export const catalogErrors = defineErrors('catalog', {
  productNotFound,
  nameEmpty,
  nameTooLong,
  priceNegative,
  priceFraction,
  priceTooSmall,
  priceTooBig,
  costNegative,
  weightInvalid,
  minAboveMax,
  priceBelowMin,
  priceAboveMax,
  boundsNeedStore,
  skuInvalid,
  skuTaken,
  barcodeInvalid,
  imageNotFound,
  importNotFound,
  importStalled,
  importUnexpected,
});
