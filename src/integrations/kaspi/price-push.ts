import { TIYN } from '../../kernel/money.ts';
import { marketplaceErrors, type RefusalReason } from '../../stores/marketplace.errors.ts';
import type { PointAvailability, PricePush, PushReceipt } from '../../stores/store.ports.ts';
import { type KaspiReply, readJson } from './answers.ts';
import { isObject, listOf, looseText } from './loose-fields.ts';

/** Kaspi takes no price below 10 tenge (contract 3.3). */
const MIN_TENGE = 10;

/** A price change in the shape of the wire. @throws marketplace.refused (`bad-price`) unless whole tenge, at least 10 */
export function writePush(push: PricePush): Record<string, unknown> {
  const { merchantUid, sku, model, availabilities } = push;
  const price = push.cityPrices
    ? { cityPrices: push.cityPrices.map(({ cityId, priceTiyn }) => ({ cityId, value: wholeTenge(priceTiyn) })) }
    : { price: wholeTenge(push.priceTiyn) };
  return {
    merchantUid,
    sku,
    model,
    ...price,
    ...(availabilities && { availabilities: availabilities.map(writeAvailability) }),
  };
}

/** Lets pass what is no plain no to the change itself. @throws marketplace.refused for 400, 404 and 422 */
export function refusePush({ status }: KaspiReply): void {
  const reason = refusals[status];
  if (reason) {
    throw marketplaceErrors.refused({ reason, title: String(status) });
  }
}

const refusals: Readonly<Record<number, RefusalReason>> = { 400: 'bad-price', 404: 'not-found', 422: 'bad-price' };

/** The number of a queued change. @throws marketplace.badAnswer when the answer carries none */
export function readReceipt(reply: KaspiReply): PushReceipt {
  const answer = readJson(reply);
  const holder = Array.isArray(answer) ? listOf(answer)[0] : answer;
  const pushId = isObject(holder) ? looseText.parse(holder.id) : undefined;
  if (pushId === undefined) {
    throw marketplaceErrors.badAnswer({ endpoint: reply.endpoint });
  }

  return { pushId };
}

function wholeTenge(tiyn: number): number {
  const price = tiyn / TIYN;
  if (!Number.isInteger(price) || price < MIN_TENGE) {
    throw marketplaceErrors.refused({ reason: 'bad-price', title: String(price) });
  }

  return price;
}

function writeAvailability(point: PointAvailability): Record<string, unknown> {
  const { storeId, isAvailable, preOrderDays, stockCount } = point;
  return {
    available: isAvailable ? 'yes' : 'no',
    storeId,
    ...(preOrderDays && { preOrder: preOrderDays }),
    ...(stockCount !== undefined && { stockCount }),
  };
}
