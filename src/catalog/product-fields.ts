import { formatTenge, TIYN, tenge } from '../kernel/money.ts';
import { catalogErrors } from './catalog.errors.ts';

const MAX_NAME = 1024;
const MAX_SKU = 64;
const MAX_WEIGHT_KG = 1_000;
const MIN_PRICE = tenge(10);
const MAX_PRICE = tenge(100_000_000);

/** A product's prices in tiyn; what is absent is not set. */
export interface ProductMoney {
  readonly priceTiyn: number;
  readonly costTiyn?: number | undefined;
  readonly minTiyn?: number | undefined;
  readonly maxTiyn?: number | undefined;
}

/** The name as it will be kept: trimmed, inner spaces folded. @throws catalog.nameEmpty, catalog.nameTooLong */
export function readProductName(text: string): string {
  const name = text.trim().replaceAll(/\s+/g, ' ');
  if (name === '') {
    throw catalogErrors.nameEmpty();
  }

  if (name.length > MAX_NAME) {
    throw catalogErrors.nameTooLong({ max: MAX_NAME });
  }

  return name;
}

/** The sku as it will be kept. @throws catalog.skuInvalid */
export function readSku(text: string): string {
  const sku = text.trim();
  if (!/^[^\s\p{C}]+$/u.test(sku) || sku.length > MAX_SKU) {
    throw catalogErrors.skuInvalid({ max: MAX_SKU });
  }

  return sku;
}

/** The barcode's digits (EAN-8 to GTIN-14). @throws catalog.barcodeInvalid */
export function readBarcode(text: string): string {
  const digits = text.replaceAll(/[\s-]/g, '');
  if (!/^\d{8,14}$/.test(digits)) {
    throw catalogErrors.barcodeInvalid();
  }

  return digits;
}

/** The weight as it will be kept: whole grams, up to a tonne. @throws catalog.weightInvalid */
export function readWeight(grams: number): number {
  if (!Number.isInteger(grams) || grams < 1 || grams > MAX_WEIGHT_KG * 1_000) {
    throw catalogErrors.weightInvalid({ maxKg: MAX_WEIGHT_KG });
  }

  return grams;
}

/**
 * Lets only prices pass that fit each other: whole tenge from 10 ₸ to 100 million, minimum ≤ price ≤ maximum, cost not
 * negative. @throws catalog.priceNegative, catalog.priceFraction, catalog.priceTooSmall, catalog.priceTooBig,
 * catalog.costNegative, catalog.minAboveMax, catalog.priceBelowMin, catalog.priceAboveMax
 */
export function assertMoney({ priceTiyn, costTiyn, minTiyn, maxTiyn }: ProductMoney): void {
  for (const amount of [priceTiyn, minTiyn, maxTiyn]) {
    assertPrice(amount ?? MIN_PRICE);
  }

  if (costTiyn !== undefined && !(costTiyn >= 0 && Number.isSafeInteger(costTiyn))) {
    throw catalogErrors.costNegative();
  }

  assertBounds({ priceTiyn, minTiyn, maxTiyn });
}

function assertBounds({ priceTiyn, minTiyn, maxTiyn }: ProductMoney): void {
  if (minTiyn !== undefined && maxTiyn !== undefined && minTiyn > maxTiyn) {
    throw catalogErrors.minAboveMax({ min: formatTenge(minTiyn), max: formatTenge(maxTiyn) });
  }

  if (minTiyn !== undefined && priceTiyn < minTiyn) {
    throw catalogErrors.priceBelowMin({ price: formatTenge(priceTiyn), min: formatTenge(minTiyn) });
  }

  if (maxTiyn !== undefined && priceTiyn > maxTiyn) {
    throw catalogErrors.priceAboveMax({ price: formatTenge(priceTiyn), max: formatTenge(maxTiyn) });
  }
}

function assertPrice(tiyn: number): void {
  if (tiyn < 0) {
    throw catalogErrors.priceNegative();
  }

  if (!Number.isInteger(tiyn / TIYN)) {
    throw catalogErrors.priceFraction();
  }

  if (tiyn < MIN_PRICE) {
    throw catalogErrors.priceTooSmall({ min: formatTenge(MIN_PRICE) });
  }

  if (tiyn > MAX_PRICE) {
    throw catalogErrors.priceTooBig({ max: formatTenge(MAX_PRICE) });
  }
}
