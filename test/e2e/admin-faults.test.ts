import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright';
import { newId } from '#src/kernel/ids.ts';
import { aFullShop } from '../api/full-shop.ts';
import { aCompany } from '../support/company.ts';
import { type AdminStage, openAdmin } from './admin-visit.ts';

const refusal = { status: 500, contentType: 'application/problem+json', body: '{"detail":"Временно не работает."}' };

describe('the admin, when something does not come', () => {
  let stage: AdminStage;
  let shop: Awaited<ReturnType<typeof aCompany>>;
  let things: Awaited<ReturnType<typeof aFullShop>>;

  beforeAll(async () => {
    shop = await aCompany({ name: 'TechnoMart' });
    things = await aFullShop(shop);
    stage = await openAdmin(shop);
  }, 90_000);
  afterAll(() => stage.stop());

  const rows = (page: Page) => page.locator('table tbody tr');
  const changeOrder = () =>
    shop.run(async ({ emit }) => emit('order.statusChanged', { orderId: things.orderId, from: 'new', to: 'accepted' }));

  const failPrice = () =>
    shop.run(async ({ emit }) => {
      const ids = { listingId: things.listingId, listingPriceId: newId(), decisionId: newId() };
      emit('price.failed', { ...ids, toTiyn: 499_000, failure: 'marketplace.unreachable' });
    });

  it.each([
    { what: 'order', path: () => `orders/${things.orderId}`, reads: '**/api/v1/orders/*', happen: () => changeOrder() },
    {
      what: 'price',
      path: () => `prices/${things.listingId}`,
      reads: '**/api/v1/prices/*/history',
      happen: () => failPrice(),
    },
  ])('keeps showing the $what after a background read that failed', async ({ path, reads, happen }) => {
    const page = await stage.visit(shop, 'owner');
    await rows(page).first().waitFor();
    await page.goto(`${stage.api.url}/admin/${path()}`);
    await page.locator('.columns').waitFor();
    let refused = 0;
    const lastTry = new Promise<void>((resolve) => {
      void page.route(reads, async (route) => {
        await route.fulfill(refusal);
        refused += 1;
        if (refused === 3) {
          resolve();
        }
      });
    });
    await happen();
    await lastTry;
    // Two frames later React has shown what came of it.
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.locator('.columns').count()).toBe(1);
    await page.context().close();
  });

  it('keeps the table while a search is on its way', async () => {
    const page = await stage.visit(shop, 'owner');
    await page.getByRole('link', { name: 'Товары' }).click();
    await rows(page).nth(2).waitFor();
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    await page.route('**/api/v1/products?*search=*', async (route) => {
      asked.resolve();
      await answer.promise;
      await route.continue();
    });
    await page.getByRole('searchbox').fill('кабель');
    await asked.promise;
    expect(await rows(page).count()).toBe(3);
    answer.resolve();
    await page.waitForFunction(() => document.querySelectorAll('table tbody tr').length === 1);
    await page.context().close();
  });

  it('says so when more rows could not be had, and gets them on the next try', async () => {
    const page = await stage.visit(shop, 'owner');
    await rows(page).first().waitFor();
    let isDown = true;
    await page.route('**/api/v1/products?*', async (route) => {
      if (!route.request().url().includes('after=')) {
        const reply = await route.fetch();
        const list = (await reply.json()) as object;
        await route.fulfill({ json: { ...list, next: '0193f3c1-7c1e-7c55-9d1a-2f6f0d7f4b10' } });
      } else {
        await (isDown ? route.fulfill(refusal) : route.fulfill({ json: { items: [], next: null } }));
      }
    });
    await page.getByRole('link', { name: 'Товары' }).click();
    await page.getByRole('button', { name: 'Показать ещё' }).click();
    await page.getByRole('alert').filter({ hasText: 'Временно не работает.' }).waitFor();
    expect(await rows(page).count()).toBe(3);
    isDown = false;
    await page.getByRole('button', { name: 'Попробовать снова' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('loads itself anew when a part of it has been replaced by a newer build', async () => {
    const page = await stage.visit(shop, 'owner');
    await rows(page).first().waitFor();
    await page.route('**/assets/orders-page-*.js', (route) => route.abort(), { times: 1 });
    await page.getByRole('link', { name: 'Заказы' }).click();
    await page.getByText('790686780').waitFor();
    await page.context().close();
  });

  it('says what to do when a part stays away, and the other pages still open', async () => {
    const page = await stage.visit(shop, 'owner');
    await rows(page).first().waitFor();
    // React writes what a boundary caught to the console.
    page.removeAllListeners('console').removeAllListeners('pageerror');
    await page.route('**/assets/orders-page-*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Заказы' }).click();
    await page.getByRole('button', { name: 'Обновить страницу' }).waitFor();
    await page.getByRole('link', { name: 'Товары' }).click();
    await rows(page).first().waitFor();
    await page.context().close();
  });

  it('says in words on a phone that it is connecting anew', async () => {
    const page = await stage.open('/admin/', { viewport: { width: 360, height: 740 } });
    await page.route('**/api/v1/stream', (route) => route.abort());
    await page.goto(`${stage.api.url}/admin/sign-in?token=${await stage.api.link(shop, 'owner')}`);
    const status = page.getByRole('status').filter({ hasText: 'Переподключаемся' });
    await status.waitFor();
    expect(await status.evaluate((shown) => Number.parseFloat(getComputedStyle(shown).fontSize))).toBeGreaterThan(10);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
