import type Router from '@koa/router';
import type { Context } from 'koa';
import { answerJsonApi, refuse } from './answers.ts';
import { gate } from './gate.ts';
import type { Kaspi } from './kaspi.ts';
import { cities } from './names.seed.ts';
import { idOf, type Order, textOf } from './order.ts';
import { cityView, entryView } from './order-view.ts';
import { merchantByToken, ownOrder, shopApiPath } from './shop-api.ts';
import type { Merchant } from './world.ts';

/** Serves entries, products, points and cities of the official Shop API: contract §1.5. */
export function mountShopLookups(router: Router, kaspi: Kaspi): void {
  const counted = (name: string) => gate(kaspi, { area: 'shopApi', name });
  router.get(`${shopApiPath}/orderentries/:id`, counted('entries.get'), (ctx) => {
    const found = entryOf(kaspi, ctx);
    if (found) {
      const { order, index, line } = found;
      answerJsonApi(ctx, { data: entryView(order, line, index), included: [] });
    }
  });
  router.get(`${shopApiPath}/orderentries/:id/product`, counted('entries.product'), (ctx) => {
    const found = entryOf(kaspi, ctx);
    if (found) {
      answerProduct(kaspi, ctx, found.line.masterSku);
    }
  });
  router.get(`${shopApiPath}/orderentries/:id/deliveryPointOfService`, counted('entries.point'), (ctx) => {
    const found = entryOf(kaspi, ctx);
    const merchant = found && kaspi.merchants.get(found.order.merchantUid);
    if (found && merchant) {
      answerPoint(ctx, merchant, found.order.pointName);
    }
  });
  router.get(`${shopApiPath}/masterproducts/:id`, counted('products.get'), (ctx) => {
    if (merchantByToken(kaspi, ctx)) {
      answerProduct(kaspi, ctx, textOf(String(ctx.params.id)));
    }
  });
  router.get(`${shopApiPath}/masterproducts/:id/merchantProduct`, counted('products.merchant'), (ctx) =>
    answerMerchantProduct(kaspi, ctx),
  );
  router.get(`${shopApiPath}/pointofservices/:id`, counted('points.get'), (ctx) => {
    const merchant = merchantByToken(kaspi, ctx);
    if (merchant) {
      answerPoint(ctx, merchant, textOf(String(ctx.params.id)).slice(merchant.uid.length + 1));
    }
  });
  router.get(`${shopApiPath}/cities`, counted('cities.list'), (ctx) => {
    if (merchantByToken(kaspi, ctx)) {
      const rows = cities.map(([code]) => resource('cities', idOf(code), cityView(code)));
      answerJsonApi(ctx, { data: rows, included: [], meta: { pageCount: 1, totalCount: rows.length } });
    }
  });
}

function entryOf(
  kaspi: Kaspi,
  ctx: Context,
): { order: Order; index: number; line: Order['lines'][number] } | undefined {
  const [code = '', number = ''] = textOf(String(ctx.params.id)).split('##');
  const order = ownOrder(kaspi, ctx, idOf(code));
  const line = order?.lines[Number(number)];
  if (order && !line) {
    refuse(ctx, 404, 'Entry not found');
  }
  return order && line ? { order, index: Number(number), line } : undefined;
}

function answerProduct(kaspi: Kaspi, ctx: Context, masterSku: string): void {
  const card = kaspi.cards.get(masterSku);
  if (!card) {
    refuse(ctx, 404, 'Product not found');
    return;
  }
  const attributes = {
    code: masterSku,
    name: card.title[0],
    manufacturer: card.brand,
    category: { code: `Master - ${card.category}`, title: card.category },
  };
  answerJsonApi(ctx, { data: resource('masterproducts', idOf(masterSku), attributes), included: [] });
}

function answerMerchantProduct(kaspi: Kaspi, ctx: Context): void {
  const merchant = merchantByToken(kaspi, ctx);
  if (!merchant) {
    return;
  }
  const masterSku = textOf(String(ctx.params.id));
  const listing = [...merchant.listings.values()].find((known) => known.masterSku === masterSku);
  if (!listing) {
    refuse(ctx, 404, 'Product not found');
    return;
  }
  const attributes = { code: listing.sku, name: listing.model };
  answerJsonApi(ctx, { data: resource('merchantproducts', idOf(listing.sku), attributes), included: [] });
}

function answerPoint(ctx: Context, merchant: Merchant, name: string): void {
  const point = merchant.points.find((known) => known.name === name);
  if (!point) {
    refuse(ctx, 404, 'Point of service not found');
    return;
  }
  const town = cityView(point.city);
  const attributes = {
    displayName: point.name,
    address: { streetName: point.street, town: town.name, formattedAddress: `${town.name}, ${point.street}` },
  };
  const data = {
    ...resource('pointofservices', idOf(`${merchant.uid}_${point.name}`), attributes),
    relationships: { city: { data: { type: 'cities', id: town.id } } },
  };
  answerJsonApi(ctx, { data, included: [] });
}

function resource(type: string, id: string, attributes: unknown): Record<string, unknown> {
  return { type, id, attributes };
}
