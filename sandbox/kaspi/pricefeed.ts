import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { queryOf, readJson } from './answers.ts';
import { gate } from './gate.ts';
import type { Kaspi } from './kaspi.ts';
import { ownMerchant, signedInMerchant } from './oauth.ts';
import { changeSchema, type OfferChange, queueChange } from './price-push.ts';
import { hexId } from './sessions.ts';

const root = '/kaspi/cabinet/pricefeed';
const checkSchema = z.object({ merchantUid: z.string(), skuList: z.array(z.string()) });

/** Serves changes of prices and availability: contract §3.3, with the limits of §4.2. */
export function mountPricefeed(router: Router, kaspi: Kaspi): void {
  const counted = (name: string) => gate(kaspi, { area: 'cabinet', name });
  router.post(`${root}/upload/merchant/process`, counted('pricefeed.process'), async (ctx) => {
    const change = changeSchema.safeParse(await readJson(ctx));
    if (mayPush(kaspi, ctx, change.success ? [change.data] : undefined) && change.success) {
      ctx.body = { id: queueChange(kaspi, change.data) };
    }
  });
  router.post(`${root}/upload/merchant/process/process/batch`, counted('pricefeed.batch'), async (ctx) => {
    const changes = z
      .array(changeSchema)
      .min(1)
      .safeParse(await readJson(ctx));
    if (mayPush(kaspi, ctx, changes.data) && changes.success) {
      for (const change of changes.data) {
        queueChange(kaspi, change);
      }
      ctx.body = { id: hexId() };
    }
  });
  router.post(`${root}/upload/merchant/upload/configuration`, counted('pricefeed.configuration'), (ctx) => {
    if (ownMerchant(kaspi, ctx, queryOf(ctx, 'merchantUid'))) {
      ctx.set('x-principal-type', '2');
      ctx.body = {};
    }
  });
  router.post(`${root}/protocol/merchant/offer/list/s`, counted('pricefeed.protocol'), async (ctx) => {
    const body = checkSchema.safeParse(await readJson(ctx));
    if (!body.success) {
      ctx.status = signedInMerchant(kaspi, ctx) ? 400 : 401;
    } else if (ownMerchant(kaspi, ctx, body.data.merchantUid)) {
      ctx.body = body.data.skuList.flatMap((sku) => protocolOf(kaspi, body.data.merchantUid, sku));
    }
  });
}

/** Checks the sign-in, the body and the limits in this order and answers 401, 403, 400 or 429 itself. */
function mayPush(kaspi: Kaspi, ctx: Context, changes: readonly OfferChange[] | undefined): boolean {
  if (!signedInMerchant(kaspi, ctx)) {
    return false;
  }
  const [first] = changes ?? [];
  if (!changes || !first) {
    return answer(ctx, 400, 'Bad Request');
  }
  const merchant = ownMerchant(kaspi, ctx, first.merchantUid);
  if (!merchant) {
    return false;
  }
  if (changes.some(({ merchantUid }) => merchantUid !== merchant.uid)) {
    return answer(ctx, 403, 'Forbidden');
  }
  kaspi.stats.pushed(merchant.uid);
  const { pushBan, pushesPerSecond, changesPer30Minutes } = kaspi.faults;
  const use = { changes: changes.length, perSecond: pushesPerSecond, per30Minutes: changesPer30Minutes };
  const isRefused = pushBan || kaspi.limits.push(merchant.uid, use) !== undefined;
  return isRefused ? answer(ctx, 429, 'Too Many Requests') : true;
}

function answer(ctx: Context, status: number, message: string): false {
  ctx.status = status;
  ctx.body = { message };
  return false;
}

function protocolOf(kaspi: Kaspi, merchantUid: string, sku: string): Array<Record<string, unknown>> {
  const last = kaspi.pushes.findLast((push) => push.merchantUid === merchantUid && push.sku === sku);
  if (!last) {
    return [];
  }
  const statuses = { queued: 'IN_PROGRESS', applied: 'APPLIED', ignored: 'ERROR', lost: 'IN_PROGRESS' } as const;
  return [{ sku, id: last.id, status: statuses[last.state], uploadedAt: last.at }];
}
