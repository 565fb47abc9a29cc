import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { originOf, queryOf, readJson } from './answers.ts';
import { gate } from './gate.ts';
import { isOnSale, type Kaspi } from './kaspi.ts';
import { storeIdOf } from './merchants.ts';
import { ownMerchant } from './oauth.ts';
import { cityView } from './order-view.ts';
import type { Listing, Merchant } from './world.ts';

const largestPage = 100;

/** Serves the merchant's own offers in the cabinet: contract §3.2. */
export function mountCabinetOffers(router: Router, kaspi: Kaspi): void {
  const counted = (name: string) => gate(kaspi, { area: 'cabinet', name });
  router.get('/kaspi/cabinet/bff/offer-view/list', counted('cabinet.list'), (ctx) => list(kaspi, ctx));
  router.get('/kaspi/cabinet/bff/offer-view/details', counted('cabinet.details'), (ctx) => {
    const merchant = ownMerchant(kaspi, ctx, queryOf(ctx, 'm'));
    const listing = merchant?.listings.get(queryOf(ctx, 's') ?? '');
    if (listing) {
      ctx.body = { ...listingView(kaspi, ctx, listing), cityInfo: cityPricesOf(kaspi, listing) };
    } else if (merchant) {
      ctx.status = 404;
    }
  });
  router.get('/kaspi/cabinet/bff/offer-view/points', counted('cabinet.points'), (ctx) => {
    const merchant = ownMerchant(kaspi, ctx, queryOf(ctx, 'merchantUid'));
    if (merchant) {
      ctx.body = pointsOf(merchant);
    }
  });
  router.get('/kaspi/cabinet/offers/api/v1/offer/count', counted('cabinet.count'), (ctx) => {
    const merchant = ownMerchant(kaspi, ctx, queryOf(ctx, 'm'));
    if (merchant) {
      const all = [...merchant.listings.values()];
      ctx.body = { active: all.filter(isOnSale).length, archive: all.filter((item) => !isOnSale(item)).length };
    }
  });
  router.post('/kaspi/cabinet/offers/api/v1/offer/details', counted('cabinet.detailsBySku'), async (ctx) => {
    const merchant = ownMerchant(kaspi, ctx, queryOf(ctx, 'm'));
    const body = z.object({ sku: z.array(z.string()) }).safeParse(await readJson(ctx));
    if (!merchant) {
      return;
    }
    if (!body.success) {
      ctx.status = 400;
      return;
    }
    const found = body.data.sku.flatMap((sku) => merchant.listings.get(sku) ?? []);
    ctx.body = found.map((listing) => listingView(kaspi, ctx, listing));
  });
}

/** A merchant's pickup points as the cabinet's JSON shows them. */
export function pointsOf(merchant: Merchant): Array<Record<string, unknown>> {
  return merchant.points.map((point) => ({
    storeId: storeIdOf(merchant.uid, point),
    displayName: point.name,
    active: true,
    city: cityView(point.city),
    address: { formattedAddress: `${cityView(point.city).name}, ${point.street}` },
  }));
}

function list(kaspi: Kaspi, ctx: Context): void {
  const merchant = ownMerchant(kaspi, ctx, queryOf(ctx, 'm'));
  if (!merchant) {
    return;
  }
  const page = Number(queryOf(ctx, 'p') ?? '0');
  const size = Number(queryOf(ctx, 'l') ?? '10');
  const isSound = Number.isInteger(page) && page >= 0 && Number.isInteger(size) && size >= 1 && size <= largestPage;
  if (!isSound) {
    ctx.status = 400;
    ctx.body = { message: 'Bad Request' };
    return;
  }

  const wantsOnSale = queryOf(ctx, 'a') !== 'false';
  const text = (queryOf(ctx, 't') ?? '').toLowerCase();
  const found = [...merchant.listings.values()].filter(
    (listing) =>
      isOnSale(listing) === wantsOnSale &&
      `${listing.sku} ${listing.masterSku} ${listing.model}`.toLowerCase().includes(text),
  );
  const rows = found.slice(page * size, (page + 1) * size).map((listing) => listingView(kaspi, ctx, listing));
  ctx.body = { total: found.length, [kaspi.faults.listKey]: rows };
}

function listingView(kaspi: Kaspi, ctx: Context, listing: Listing): Record<string, unknown> {
  const card = kaspi.cards.get(listing.masterSku);
  const prices = [listing.price, ...Object.values(listing.cityPrices)];
  const isAvailable = isOnSale(listing);
  return {
    sku: listing.sku,
    masterSku: listing.masterSku,
    masterTitle: card?.title[0] ?? listing.model,
    model: listing.model,
    brand: listing.brand,
    masterCategory: listing.category,
    price: listing.price,
    minPrice: Math.min(...prices),
    maxPrice: Math.max(...prices),
    cityPrices: Object.entries(listing.cityPrices).map(([cityId, value]) => ({ cityId, value })),
    availabilities: listing.availabilities.map(({ storeId, available, preOrder, stockCount }) => ({
      storeId,
      available,
      preOrder,
      stockSpecified: stockCount !== null,
      ...(stockCount === null ? {} : { stockCount }),
    })),
    shopLink: `${card?.path ?? '/'}?c=750000000`,
    images: [`${originOf(ctx)}/kaspi/img/${listing.masterSku}.png`],
    offerId: `${listing.masterSku}-${listing.sku}`,
    available: isAvailable,
    status: isAvailable ? 'ACTIVE' : 'ARCHIVE',
    updatedAt: listing.updatedAt,
  };
}

function cityPricesOf(kaspi: Kaspi, listing: Listing): Array<Record<string, unknown>> {
  const merchants = [...kaspi.merchants.values()];
  const owner = merchants.find(({ listings }) => listings.get(listing.sku) === listing);
  return (owner?.points ?? []).map(({ city, name }) => ({
    cityId: city,
    price: listing.cityPrices[city] ?? listing.price,
    pickupPoints: listing.availabilities.filter(({ storeId }) => storeId === `${owner?.uid}_${name}`),
  }));
}
