import { z } from 'zod';
import { isOnSale, type Kaspi, type PricePush } from './kaspi.ts';
import { storeIdOf } from './merchants.ts';
import { hexId } from './sessions.ts';
import type { Availability, Listing, Merchant } from './world.ts';

const wholeTenge = z.int().min(10);
const availabilitySchema = z.object({
  storeId: z.string(),
  available: z.enum(['yes', 'no']),
  preOrder: z.int().min(0).max(30).nullish(),
  /** A wrong count isn't refused: the offer goes off sale (contract §3.3). */
  stockCount: z.unknown().optional(),
});

/** One change of one offer: contract §3.3. */
export const changeSchema = z
  .object({
    merchantUid: z.string(),
    sku: z.string(),
    model: z.string(),
    price: wholeTenge.optional(),
    cityPrices: z.array(z.object({ cityId: z.string(), value: wholeTenge })).optional(),
    availabilities: z.array(availabilitySchema).optional(),
  })
  .refine((change) => change.price === undefined || change.cityPrices === undefined, {
    error: 'price and cityPrices exclude each other',
  });

/** A change of an offer as the cabinet sends it. */
export type OfferChange = z.infer<typeof changeSchema>;

/** Queues a change; it is applied, ignored or lost later. Returns the queue's id. */
export function queueChange(kaspi: Kaspi, change: OfferChange): string {
  const push: PricePush = {
    id: hexId(),
    at: kaspi.now().toISOString(),
    merchantUid: change.merchantUid,
    sku: change.sku,
    price: change.price ?? null,
    cityPrices: Object.fromEntries((change.cityPrices ?? []).map(({ cityId, value }) => [cityId, value])),
    state: 'queued',
    reason: null,
    settledAt: null,
  };
  kaspi.pushes.push(push);
  kaspi.queuedChanges.set(push.id, change);
  kaspi.emit('push.queued', { merchantUid: push.merchantUid, sku: push.sku, price: push.price });
  settleLater(kaspi, push, change);
  return push.id;
}

/** Takes up the changes that were still queued when the stand-in stopped. */
export function resumePushes(kaspi: Kaspi): void {
  for (const push of kaspi.pushes.filter(({ state }) => state === 'queued')) {
    settleLater(kaspi, push, changeSchema.parse(kaspi.queuedChanges.get(push.id)));
  }
}

function settleLater(kaspi: Kaspi, push: PricePush, change: OfferChange): void {
  kaspi.later(kaspi.faults.priceApplyDelayMs, () => settle(kaspi, push, change));
}

function settle(kaspi: Kaspi, push: PricePush, change: OfferChange): void {
  kaspi.queuedChanges.delete(push.id);
  const merchant = kaspi.merchants.get(change.merchantUid);
  const listing = merchant?.listings.get(change.sku);
  const reason = reasonToIgnore(kaspi, { merchant, listing, change });
  push.settledAt = kaspi.now().toISOString();
  push.reason = reason ?? null;
  if (kaspi.faults.losePushes) {
    push.state = 'lost';
  } else if (reason || !merchant || !listing) {
    push.state = 'ignored';
  } else {
    apply(kaspi, { merchant, listing, change });
    push.state = 'applied';
  }
  const { merchantUid, sku, state } = push;
  kaspi.emit(`push.${state}`, { merchantUid, sku, price: push.price, reason: push.reason });
}

interface Target {
  readonly merchant: Merchant;
  readonly listing: Listing;
  readonly change: OfferChange;
}

function reasonToIgnore(
  kaspi: Kaspi,
  target: { [K in keyof Target]: Target[K] | undefined } & Pick<Target, 'change'>,
): string | undefined {
  const { merchant, listing, change } = target;
  if (kaspi.faults.ignorePushes) {
    return 'fault';
  }
  if (!merchant || !listing) {
    return 'unknown sku';
  }
  if (change.model !== listing.model) {
    return 'wrong model';
  }
  const known = merchant.points.map((point) => storeIdOf(merchant.uid, point));
  const isKnown = (change.availabilities ?? []).every(({ storeId }) => known.includes(storeId));
  return isKnown ? undefined : 'unknown point';
}

function apply(kaspi: Kaspi, { merchant, listing, change }: Target): void {
  if (change.price !== undefined) {
    listing.price = change.price;
    listing.cityPrices = {};
  }
  for (const { cityId, value } of change.cityPrices ?? []) {
    listing.cityPrices[cityId] = value;
  }
  if (change.availabilities) {
    listing.availabilities = availabilitiesAfter(merchant, change.availabilities);
  }
  listing.updatedAt = kaspi.now().toISOString();
  kaspi.emit('listing.changed', {
    merchantUid: merchant.uid,
    sku: listing.sku,
    masterSku: listing.masterSku,
    price: listing.price,
    isOnSale: isOnSale(listing),
  });
}

/** A point that is left out stops selling; one wrong stock count takes the whole offer off sale (contract §3.3). */
function availabilitiesAfter(merchant: Merchant, sent: NonNullable<OfferChange['availabilities']>): Availability[] {
  const isCountWrong = sent.some(({ stockCount }) => !isStockCount(stockCount));
  return merchant.points.map((point) => {
    const storeId = storeIdOf(merchant.uid, point);
    const given = sent.find((availability) => availability.storeId === storeId);
    return {
      storeId,
      available: isCountWrong ? 'no' : (given?.available ?? 'no'),
      preOrder: given?.preOrder ?? 0,
      stockCount: typeof given?.stockCount === 'number' && !isCountWrong ? given.stockCount : null,
    };
  });
}

function isStockCount(value: unknown): boolean {
  return value === undefined || value === null || (Number.isInteger(value) && Number(value) >= 0);
}
