import { z } from 'zod';
import { tenge } from '../../kernel/money.ts';

// Kaspi leaves fields out, sends null, and changes number to text; a field that cannot be read is absent, never an error.

/** Any value; unlike bare `z.unknown()`, the key itself may be missing from the object. */
export const anything = z.unknown().optional();

/** Text, or a number as text; blank is absent. */
export const looseText = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim() || undefined)
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);

/** A number, or its text form such as `2.0`. */
export const looseNumber = z
  .union([z.number(), z.string()])
  .transform((value) => (value === '' ? Number.NaN : Number(value)))
  .nullish()
  .catch(undefined)
  .transform((value) => (value !== null && Number.isFinite(value) ? value : undefined));

/** Tenge (often a float on the wire) as tiyn; a sum too great to be counted is absent. */
export const looseTiyn = looseNumber.transform((value) => {
  const tiyn = value === undefined ? undefined : tenge(value);
  return Number.isSafeInteger(tiyn) ? tiyn : undefined;
});

const spoken = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  ['yes', true],
  [false, false],
  ['false', false],
  ['no', false],
]);

/** True or false when it says so (`true`, `"true"`, `"yes"` and their opposites), absent otherwise. */
export const looseChoice = anything.transform((value) => spoken.get(value));

/** True only when it says so. */
export const looseFlag = looseChoice.transform((value) => value ?? false);

/** The last instant with a year of four digits. */
const LAST_MILLIS = 253_402_300_799_999;

/** An instant from Unix milliseconds. */
export const looseMillis = looseNumber.transform((value) =>
  value === undefined || value <= 0 || value > LAST_MILLIS ? undefined : new Date(value),
);

/** An instant from text; a text without a zone is Almaty time (UTC+5), as Kaspi writes it. */
export const looseLocalTime = looseText.transform((value) => {
  if (value === undefined) {
    return undefined;
  }

  const instant = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(value) || !value.includes('T') ? value : `${value}+05:00`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
});

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
