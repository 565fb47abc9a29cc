import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { ownValue } from '../own.ts';
import { queryOf, readJson } from './answers.ts';
import { pointsOf } from './cabinet-offers.ts';
import { gate } from './gate.ts';
import type { Kaspi } from './kaspi.ts';
import { cities } from './names.seed.ts';
import { signedInMerchant } from './oauth.ts';
import { cityView } from './order-view.ts';
import type { Merchant } from './world.ts';

const bodySchema = z.looseObject({ query: z.string() });

const operations: Readonly<Record<string, (merchant: Merchant) => Record<string, unknown>>> = {
  getMerchant: ({ uid, name, rating }) => ({ merchant: { id: uid, uid, name, rating } }),
  getPointList: (merchant) => ({ merchant: { points: pointsOf(merchant) } }),
  getCities: () => ({ cities: cities.map(([code]) => cityView(code)) }),
  getTokenApi: ({ apiToken }) => ({ merchant: { token: apiToken } }),
};

/** Serves the basic operations of the cabinet's GraphQL: contract §3.4. The answers' inner shape is our reckoning. */
export function mountGraphql(router: Router, kaspi: Kaspi): void {
  const counted = gate(kaspi, { area: 'cabinet', name: 'cabinet.graphql' });
  router.post('/kaspi/cabinet/mc/facade/graphql', counted, async (ctx: Context) => {
    const merchant = signedInMerchant(kaspi, ctx);
    const body = bodySchema.safeParse(await readJson(ctx));
    if (!merchant) {
      return;
    }
    const operation = ownValue(operations, queryOf(ctx, 'opName') ?? '');
    if (!body.success || !operation) {
      ctx.status = 400;
      ctx.body = { errors: [{ message: 'Bad Request' }] };
      return;
    }
    ctx.body = { data: operation(merchant) };
  });
}
