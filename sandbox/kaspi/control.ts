import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { readControl } from '../control-body.ts';
import { queryOf } from './answers.ts';
import { stateView } from './control-view.ts';
import { faultsPatch, nextFailureSchema } from './faults.ts';
import { pollFeeds } from './feed.ts';
import type { Kaspi } from './kaspi.ts';
import { openMerchant, productsFromCards } from './merchants.ts';
import { newOrderSchema } from './order.ts';
import { advanceOrder, advanceSchema } from './order-advance.ts';
import { placeOrder } from './orders.ts';
import type { Merchant } from './world.ts';

const root = '/_control/kaspi';
const merchantSchema = z.strictObject({
  uid: z.string().regex(/^[\w-]+$/),
  name: z.string(),
  email: z.email().optional(),
  password: z.string().optional(),
  phone: z
    .string()
    .regex(/^\+7\d{10}$/)
    .optional(),
  apiToken: z.string().optional(),
  /** Cards to sell, by master sku; none by default. */
  masterSkus: z.array(z.string()).default([]),
});

/** Serves what tests, the phones page and the smoke run steer Kaspi with. */
export function mountControl(router: Router, kaspi: Kaspi): void {
  router.get(`${root}/state`, (ctx) => {
    ctx.body = stateView(kaspi, queryOf(ctx, 'merchant'));
  });
  router.post(`${root}/merchants`, async (ctx) => addMerchant(kaspi, ctx));
  router.post(`${root}/orders`, async (ctx) => {
    const wanted = await readControl(ctx, newOrderSchema);
    const { code, id } = orRefuse(ctx, () => placeOrder(kaspi, wanted));
    ctx.status = 201;
    ctx.body = { code, id };
  });
  router.post(`${root}/orders/:code/advance`, async (ctx) => {
    const { to } = await readControl(ctx, advanceSchema);
    const order = kaspi.orders.get(ctx.params.code ?? '') ?? ctx.throw(404, 'no such order');
    orRefuse(ctx, () => advanceOrder(kaspi, order, to));
    ctx.body = { code: order.code, state: order.state, status: order.status };
  });
  router.get(`${root}/mailbox`, (ctx) => {
    const login = queryOf(ctx, 'login');
    ctx.body = kaspi.mailbox.filter(({ to }) => login === undefined || to === login);
  });
  router.get(`${root}/pushes`, (ctx) => {
    const merchant = queryOf(ctx, 'merchant');
    ctx.body = kaspi.pushes.filter(({ merchantUid }) => merchant === undefined || merchantUid === merchant);
  });
  mountFaults(router, kaspi);
  mountFeeds(router, kaspi);
}

function mountFaults(router: Router, kaspi: Kaspi): void {
  router.get(`${root}/faults`, (ctx) => {
    ctx.body = kaspi.faults;
  });
  router.put(`${root}/faults`, async (ctx) => {
    const { sessionExpired, ...patch } = await readControl(ctx, faultsPatch);
    Object.assign(kaspi.faults, patch);
    if (sessionExpired) {
      kaspi.sessions.expireAll();
    }
    kaspi.emit('faults.changed', {});
    ctx.body = kaspi.faults;
  });
  router.post(`${root}/faults/next`, async (ctx) => {
    const failure = await readControl(ctx, nextFailureSchema);
    if (!kaspi.endpoints.has(failure.endpoint)) {
      ctx.throw(400, `no endpoint ${failure.endpoint}; there are ${[...kaspi.endpoints].toSorted().join(', ')}`);
    }
    kaspi.nextFailures.push(failure);
    ctx.status = 201;
    ctx.body = kaspi.nextFailures;
  });
  router.delete(`${root}/limits`, (ctx) => {
    kaspi.limits.clear();
    ctx.status = 204;
  });
  router.get(`${root}/stats`, (ctx) => {
    ctx.body = kaspi.stats.report();
  });
  router.delete(`${root}/stats`, (ctx) => {
    kaspi.stats.reset();
    ctx.status = 204;
  });
}

function mountFeeds(router: Router, kaspi: Kaspi): void {
  router.put(`${root}/merchants/:uid/feed`, async (ctx) => {
    const { url } = await readControl(ctx, z.strictObject({ url: z.url().nullable() }));
    const uid = ctx.params.uid ?? '';
    if (!kaspi.merchants.has(uid)) {
      ctx.throw(404, 'no such merchant');
    }
    if (url === null) {
      kaspi.feedUrls.delete(uid);
    } else {
      kaspi.feedUrls.set(uid, url);
    }
    ctx.body = { url };
  });
  router.post(`${root}/feeds/poll`, async (ctx) => {
    ctx.body = await pollFeeds(kaspi);
  });
}

async function addMerchant(kaspi: Kaspi, ctx: Context): Promise<void> {
  const { masterSkus, ...wanted } = await readControl(ctx, merchantSchema);
  if (kaspi.merchants.has(wanted.uid)) {
    ctx.throw(409, 'the merchant exists');
  }
  const cards = masterSkus.map((masterSku) => kaspi.cards.get(masterSku) ?? ctx.throw(404, `no card ${masterSku}`));
  const merchant = openMerchant({
    uid: wanted.uid,
    name: wanted.name,
    email: wanted.email ?? `${wanted.uid}@demo.sauda.kz`.toLowerCase(),
    password: wanted.password ?? `${wanted.uid}-2026`,
    phone: wanted.phone ?? `+7701${kaspi.random.between(1_000_000, 9_999_999)}`,
    apiToken: wanted.apiToken ?? newToken(kaspi),
    products: productsFromCards(wanted.uid, cards),
  });
  refuseTaken(kaspi, ctx, merchant);
  kaspi.merchants.set(merchant.uid, merchant);
  kaspi.emit('merchant.added', { merchantUid: merchant.uid });
  const { uid, name, email, password, phone, apiToken } = merchant;
  ctx.status = 201;
  ctx.body = { uid, name, email, password, phone, apiToken, skus: [...merchant.listings.keys()] };
}

/** A token opens one shop; one account may have several shops, but only with its own password. */
function refuseTaken(kaspi: Kaspi, ctx: Context, { apiToken, email, password }: Merchant): void {
  for (const known of kaspi.merchants.values()) {
    if (known.apiToken === apiToken) {
      ctx.throw(409, `${known.uid} has this token`);
    }
    if (known.email === email && known.password !== password) {
      ctx.throw(409, `${known.uid} has this e-mail with another password`);
    }
  }
}

function newToken(kaspi: Kaspi): string {
  return Buffer.from(Array.from({ length: 32 }, () => kaspi.random.between(0, 255))).toString('base64');
}

function orRefuse<T>(ctx: Context, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return ctx.throw(409, (error as Error).message);
  }
}
