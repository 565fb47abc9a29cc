import { describe, expect, it } from '@jest/globals';
import { customerErrors } from '#src/customers/index.ts';
import { messageIdOf } from '#src/kernel/errors.ts';
import { languages } from '#src/kernel/language.ts';
import type { Actor } from '#src/kernel/scope.ts';
import { listSubjectMessages, messagingErrors } from '#src/messaging/index.ts';
import {
  countOrdersByStatus,
  findOrderByCode,
  listOrders,
  type OrderView,
  orderCard,
  orderErrors,
} from '#src/orders/index.ts';
import { pollStore } from '#src/orders/poll-store.ts';
import { words } from '../messaging/post-office.ts';
import { aCompany } from '../support/company.ts';
import { aShop, startKaspiForFile } from './shop.ts';

const { kaspi } = startKaspiForFile();

async function aBusyShop() {
  const shop = await aShop(kaspi());
  const codes: string[] = [];
  for (let minute = 0; minute < 7; minute += 1) {
    const createdAt = new Date(Date.now() - minute * 60_000).toISOString();
    codes.push(await shop.order({ createdAt }));
  }
  await shop.advance(codes[6] ?? '', 'cancelled');
  await pollStore(shop.deps, shop.storeId);
  return { shop, codes };
}

describe('orders in lists', () => {
  it('come newest first, in pages that neither miss nor repeat one', async () => {
    const { shop, codes } = await aBusyShop();
    const listed: OrderView[] = [];
    let after: string | undefined;
    do {
      const page = await shop.company.run((scope) => listOrders(scope, { limit: 2, after }));
      listed.push(...page.orders);
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(listed.map(({ code }) => code)).toEqual(codes);
  });

  it('are counted and listed by status', async () => {
    const { shop, codes } = await aBusyShop();
    const counts = await shop.company.run(countOrdersByStatus);
    expect(counts).toMatchObject({ new: 6, cancelled: 1, accepted: 0, returned: 0 });
    const { orders } = await shop.company.run((scope) => listOrders(scope, { statuses: ['cancelled'] }));
    expect(orders.map(({ code }) => code)).toEqual([codes[6]]);
    expect((await shop.company.run((scope) => listOrders(scope, { statuses: [] }))).orders).toEqual([]);
  });

  it('are hidden from strangers and from those who may not read them', async () => {
    const { shop, codes } = await aBusyShop();
    const order = await shop.company.run((scope) => findOrderByCode(scope, codes[0] ?? ''));
    const stranger = await aCompany();
    expect((await stranger.run((scope) => listOrders(scope))).orders).toEqual([]);
    expect(await stranger.run((scope) => findOrderByCode(scope, codes[0] ?? ''))).toBeUndefined();
    expect(await stranger.run((scope) => listSubjectMessages(scope, order?.id ?? ''))).toEqual([]);
    await expect(stranger.run((scope) => orderCard(scope, order?.id ?? ''))).rejects.toMatchObject({
      code: 'order.notFound',
    });
    const nobody: Actor = { kind: 'member', id: 'x', can: () => false };
    await expect(shop.company.run((scope) => orderCard(scope, order?.id ?? ''), nobody)).rejects.toMatchObject({
      code: 'permission.forbidden',
    });
  });

  it('tie their lines to our own listings by sku', async () => {
    const shop = await aShop(kaspi());
    const code = await shop.order();
    const seen = await kaspi().control<{ orders: { code: string; lines: { sku: string }[] }[] }>(
      'GET',
      `/state?merchant=${shop.merchantUid}`,
    );
    const sku = seen.orders.find((order) => order.code === code)?.lines[0]?.sku ?? '';
    await shop.company.run(async ({ em, companyId }) => {
      await em.execute(
        `with p as (insert into products (id, created_at, updated_at, company_id, sku, name_ru, price_tiyn, version)
           values (gen_random_uuid(), now(), now(), ?, ?, 'x', 1, 1) returning id)
         insert into listings (id, created_at, updated_at, company_id, product_id, store_id, sku, model, version)
           select gen_random_uuid(), now(), now(), ?, p.id, ?, ?, 'm', 1 from p`,
        [companyId, sku, companyId, shop.storeId, sku],
      );
    });
    await pollStore(shop.deps, shop.storeId);
    const card = await shop.company.run(async (scope) =>
      orderCard(scope, (await findOrderByCode(scope, code))?.id ?? ''),
    );
    expect(card.lines.map((line) => [line.sku, typeof line.listingId])).toEqual([[sku, 'string']]);
  });
});

describe('every failure of orders, customers and messages', () => {
  it('has its sentence in every language', () => {
    const codes = [
      ...Object.keys(orderErrors).map((key) => `order.${key}`),
      ...Object.keys(customerErrors).map((key) => `customer.${key}`),
      ...Object.keys(messagingErrors).map((key) => `messaging.${key}`),
    ];
    const missing = languages.flatMap((language) =>
      codes.filter((code) => !words.has(language, messageIdOf(code))).map((code) => `${language} ${code}`),
    );
    expect(missing).toEqual([]);
  });
});
