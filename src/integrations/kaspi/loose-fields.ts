import { z } from 'zod';
import { tenge } from '../../kernel/money.ts';

// Kaspi leaves fields out, sends null, and changes number to text; a field that cannot be read is absent, never an error.

/** Any value; unlike bare `z.unknown()`, the key itself may be missing from the object. */
export const anything = z.unknown().optional();

/** Text, or a number as text; blank is absent. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value.trim() || undefined;
  }

  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** A number, or its text form such as `2.0`. */
export function readNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Tenge (often a float on the wire) as tiyn; a sum too great to be counted is absent. */
export function readTiyn(value: unknown): number | undefined {
  const amount = readNumber(value);
  const tiyn = amount === undefined ? undefined : tenge(amount);
  return Number.isSafeInteger(tiyn) ? tiyn : undefined;
}

const spoken = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  ['yes', true],
  [false, false],
  ['false', false],
  ['no', false],
]);

/** True only when it says so (`true`, `"true"`, `"yes"`). */
export function readFlag(value: unknown): boolean {
  return spoken.get(value) ?? false;
}

/** An instant from text; a text without a zone is Almaty time (UTC+5), as Kaspi writes it. */
export function readLocalTime(value: unknown): Date | undefined {
  const text = readText(value);
  if (text === undefined) {
    return undefined;
  }

  const instant = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes('T') ? text : `${text}+05:00`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** As `readText`, for an object's field. */
export const looseText = anything.transform(readText);

/** As `readNumber`, for an object's field. */
export const looseNumber = anything.transform(readNumber);

/** As `readTiyn`, for an object's field. */
export const looseTiyn = anything.transform(readTiyn);

/** True or false when it says so (`true`, `"true"`, `"yes"` and their opposites), absent otherwise. */
export const looseChoice = anything.transform((value) => spoken.get(value));

/** As `readFlag`, for an object's field. */
export const looseFlag = anything.transform(readFlag);

/** The last instant with a year of four digits. */
const LAST_MILLIS = 253_402_300_799_999;

/** An instant from Unix milliseconds. */
export const looseMillis = looseNumber.transform((value) =>
  value === undefined || value <= 0 || value > LAST_MILLIS ? undefined : new Date(value),
);

/** As `readLocalTime`, for an object's field. */
export const looseLocalTime = anything.transform(readLocalTime);

/** The object, or one with every field absent. */
export function looseObject<Shape extends z.ZodRawShape>(shape: Shape) {
  const schema = z.object(shape);
  return anything.transform((value) => schema.parse(isObject(value) ? value : {}));
}

/** The items that are objects; anything that is not a list counts as an empty one. */
export function looseList<Item extends z.ZodType>(item: Item) {
  return anything.transform((value) => listOf(value).map((each) => item.parse(each)));
}

/** The items of a list that are objects. */
export function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whether a value from outside has fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text behind Base64 with or without padding; absent when it is not printable ASCII. */
export function readBase64(value: string | undefined): string | undefined {
  const text = value === undefined ? '' : Buffer.from(value, 'base64').toString('latin1');
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}
