import type { Context } from 'koa';
import { queryOf } from './answers.ts';
import { type Order, orderStates, orderStatuses } from './order.ts';

const longestWindowMs = 14 * 86_400_000;
const largestPage = 100;
const deliveryFilters: Readonly<Record<string, (order: Order) => boolean>> = {
  PICKUP: (order) => order.deliveryMode.endsWith('PICKUP'),
  DELIVERY: (order) => !order.deliveryMode.endsWith('PICKUP'),
  DELIVERY_PICKUP: (order) => order.deliveryMode === 'DELIVERY_PICKUP',
  DELIVERY_LOCAL: (order) => order.deliveryMode === 'DELIVERY_LOCAL',
};

/** A checked question for orders. */
export interface OrderQuery {
  readonly page: number;
  readonly size: number;
  readonly include: 'user' | 'entries' | undefined;
  matches(order: Order): boolean;
}

/** A question that Kaspi refuses, with the title it gives. */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';
}

/** Reads the parameters of GET /orders by the rules of contract §1.2. @throws BadQuery */
export function readOrderQuery(ctx: Context, now: Date): OrderQuery {
  const include = oneOf(ctx, 'include[orders]', ['user', 'entries'] as const);
  const code = filterOf(ctx, 'code');
  if (code !== undefined) {
    return { page: 0, size: largestPage, include, matches: (order) => order.code === code };
  }

  const page = wholeNumber(ctx, 'page[number]');
  const size = wholeNumber(ctx, 'page[size]');
  if (size < 1 || size > largestPage) {
    throw new BadQuery(`page[size] must be from 1 to ${largestPage}`);
  }
  const isInWindow = readWindow(ctx, now);
  const tests = [isInWindow, ...readFilters(ctx)];
  return { page, size, include, matches: (order) => tests.every((test) => test(order)) };
}

function readWindow(ctx: Context, now: Date): (order: Order) => boolean {
  const from = bound(ctx, ['$ge', '$gt']);
  if (from === undefined) {
    throw new BadQuery('filter[orders][creationDate][$ge] is required');
  }
  const to = bound(ctx, ['$le', '$lt']) ?? Number(now);
  if (to - from > longestWindowMs) {
    throw new BadQuery('The period between creationDate $ge and $le must be at most 14 days');
  }
  if (to < from) {
    throw new BadQuery('filter[orders][creationDate][$le] is before [$ge]');
  }
  return (order) => order.createdAt >= from && order.createdAt <= to;
}

function readFilters(ctx: Context): Array<(order: Order) => boolean> {
  const state = oneOf(ctx, 'filter[orders][state]', orderStates);
  const status = oneOf(ctx, 'filter[orders][status]', orderStatuses);
  const signature = oneOf(ctx, 'filter[orders][signatureRequired]', ['true', 'false'] as const);
  const delivery = filterOf(ctx, 'deliveryType');
  if (signature !== undefined && state === 'SIGN_REQUIRED') {
    throw new BadQuery('signatureRequired is not allowed with state SIGN_REQUIRED');
  }
  if (delivery !== undefined && !Object.hasOwn(deliveryFilters, delivery)) {
    throw new BadQuery(`Unknown deliveryType ${delivery}`);
  }

  return [
    (order) => (state === undefined ? order.state !== 'ARCHIVE' : order.state === state),
    (order) => status === undefined || order.status === status,
    (order) => signature === undefined || order.signatureRequired === (signature === 'true'),
    (order) => delivery === undefined || deliveryFilters[delivery]?.(order) === true,
  ];
}

function bound(ctx: Context, operators: readonly [string, string]): number | undefined {
  const [inclusive, exclusive] = operators;
  const plain = queryOf(ctx, `filter[orders][creationDate][${inclusive}]`);
  const strict = queryOf(ctx, `filter[orders][creationDate][${exclusive}]`);
  const value = plain ?? strict;
  if (value === undefined || value === '') {
    return undefined;
  }
  if (!/^\d+$/.test(value)) {
    throw new BadQuery('creationDate must be Unix milliseconds');
  }
  const nudge = exclusive === '$gt' ? 1 : -1;
  return Number(value) + (plain === undefined ? nudge : 0);
}

function wholeNumber(ctx: Context, name: string): number {
  const value = queryOf(ctx, name);
  if (value === undefined || value === '') {
    throw new BadQuery(`${name} is required`);
  }
  if (!/^\d+$/.test(value)) {
    throw new BadQuery(`${name} must be a whole number from 0`);
  }
  return Number(value);
}

function filterOf(ctx: Context, name: string): string | undefined {
  return queryOf(ctx, `filter[orders][${name}]`);
}

function oneOf<T extends string>(ctx: Context, name: string, allowed: readonly T[]): T | undefined {
  const value = queryOf(ctx, name);
  if (value === undefined) {
    return undefined;
  }
  const known = allowed.find((item) => item === value);
  if (known === undefined) {
    throw new BadQuery(`Unknown value of ${name}: ${value}`);
  }
  return known;
}
