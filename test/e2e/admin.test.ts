import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { ListingPrice } from '#src/catalog/listing-price.entity.ts';
import { Message } from '#src/messaging/message.entity.ts';
import { aFullShop } from '../api/full-shop.ts';
import { aCompany } from '../support/company.ts';
import { type AdminStage, openAdmin } from './admin-visit.ts';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('the admin', () => {
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

  it('signs in by a link once, and says clearly when the link was used', async () => {
    const token = await stage.api.link(shop, 'owner');
    const page = await stage.open(`/admin/sign-in?token=${token}`);
    await page.getByText('Чехол iPhone 15 прозрачный').waitFor();
    expect(page.url()).toBe(`${stage.api.url}/admin/prices`);
    const second = await stage.open(`/admin/sign-in?token=${token}`);
    await second.getByText('Ссылка уже использована').waitFor();
    await page.context().close();
    await second.context().close();
  });

  it('tells somebody without a sign-in where to get one, and a visitor from another company shows nothing of ours', async () => {
    const nobody = await stage.open('/admin/orders');
    await nobody.getByText('/web').waitFor();
    const stranger = await aCompany({ database: shop.database, name: 'Other' });
    const page = await stage.visit(stranger, 'owner');
    await page.getByText('Цен пока нет').waitFor();
    await page.goto(`${stage.api.url}/admin/orders/${things.orderId}`);
    await page.getByRole('alert').waitFor();
    expect(await page.textContent('body')).not.toContain('790686780');
    await nobody.context().close();
    await page.context().close();
  });

  it('shows prices with reasons, and a change arrives without a reload', async () => {
    const page = await stage.visit(shop, 'owner');
    await page.getByText('MobiShop просит 4 991 ₸').waitFor();
    await shop.run(async ({ em, emit }) => {
      const price = await em.findOneOrFail(ListingPrice, {});
      price.currentTiyn = 488_800;
      emit('price.moved', {
        ...{ listingId: things.listingId, listingPriceId: price.id, decisionId: price.id },
        ...{ fromTiyn: 499_000, toTiyn: 488_800, reason: 'undercut_rival' as const },
      });
    });
    await page.getByText('4\u202f888\u00a0₸').first().waitFor();
    await page.getByRole('link', { name: 'Чехол iPhone 15 прозрачный' }).click();
    await page.getByText('5\u202f090\u00a0₸ → 4\u202f990\u00a0₸').waitFor();
    await page.context().close();
  });

  it('raises the ticks of an order’s message as receipts come', async () => {
    const page = await stage.visit(shop, 'owner');
    await page.getByRole('link', { name: 'Заказы' }).click();
    await page.getByText('не отправлено').waitFor();
    await shop.run(async ({ em, emit }) => {
      const message = await em.findOneOrFail(Message, { id: things.messageId });
      message.raise('read', new Date());
      emit('message.raised', {
        ...{ messageId: message.id, subjectId: things.orderId, channel: 'whatsapp' as const, state: 'read' as const },
      });
    });
    await page.getByText('прочитано').waitFor();
    await page.context().close();
  });

  it('speaks three languages and remembers the choice', async () => {
    const page = await stage.visit(shop, 'owner');
    await rows(page).first().waitFor();
    await page.getByRole('button', { name: 'Профиль и настройки вида' }).click();
    await page.getByText('Қазақша').click();
    await page.getByText('MobiShop бағасы').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Бағалар' }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('kk');
    await page.context().close();
  });

  it('opens for a cashier what the role may read, and refuses the rest in words', async () => {
    const page = await stage.visit(shop, 'cashier');
    await page.getByText('790686780').waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['🧾Заказы']);
    await page.goto(`${stage.api.url}/admin/products`);
    await page.getByText('Раздел закрыт для вашей роли').waitFor();
    await page.context().close();
  });

  it('leaves for the doorstep when the sign-in ends elsewhere', async () => {
    const page = await stage.visit(shop, 'owner');
    await rows(page).first().waitFor();
    const cookies = await page.context().cookies();
    const cookie = cookies.find(({ name }) => name === 'sauda_sign_in')?.value ?? '';
    expect((await stage.api.call('/api/v1/sign-out', { method: 'POST', cookie })).status).toBe(200);
    await page.getByRole('heading', { name: 'Вход в Sauda' }).waitFor();
    await page.context().close();
  });

  it('finds by a part of the name and says when nothing was found', async () => {
    const page = await stage.visit(shop, 'owner');
    await page.getByRole('link', { name: 'Товары' }).click();
    await expectCount(page, 3);
    await page.getByRole('searchbox').fill('кабель');
    await expectCount(page, 1);
    await page.getByRole('searchbox').fill('самовар');
    await page.getByText('Ничего не нашлось').waitFor();
    await page.context().close();
  });

  async function expectCount(page: Page, count: number): Promise<void> {
    await page.waitForFunction((wanted) => document.querySelectorAll('table tbody tr').length === wanted, count);
  }

  it('speaks the language chosen in the chat where the browser has no choice of its own', async () => {
    const page = await stage.visit(shop, 'owner', { locale: 'en-US' });
    await page.getByRole('heading', { name: 'Цены' }).waitFor();
    await page.context().close();
  });

  it('takes somebody who is signed in past a link that was used', async () => {
    const token = await stage.api.link(shop, 'owner');
    const page = await stage.open(`/admin/sign-in?token=${token}`);
    await rows(page).first().waitFor();
    await page.goto(`${stage.api.url}/admin/sign-in?token=${token}`);
    await rows(page).first().waitFor();
    expect(page.url()).toBe(`${stage.api.url}/admin/prices`);
    await page.context().close();
  });

  it.each([
    ['light', 1440],
    ['dark', 360],
  ] as const)(
    'is accessible and fits the screen: %s, %i px',
    async (colorScheme, width) => {
      const page = await stage.visit(shop, 'owner', { colorScheme, viewport: { width, height: 800 } });
      await rows(page).first().waitFor();
      for (const path of ['prices', `prices/${things.listingId}`, 'products', 'orders', `orders/${things.orderId}`]) {
        await page.goto(`${stage.api.url}/admin/${path}`);
        await page.locator('table, .columns').first().waitFor();
        // The page's policy forbids foreign scripts, so this one comes in through the browser itself.
        await page.evaluate(axeSource);
        const { violations } = await page.evaluate<AxeResults>('axe.run()');
        expect(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html}`)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
          0,
        );
      }
      await page.context().close();
    },
    60_000,
  );

  it('weighs at most 200 kB on the first visit, compressed', async () => {
    const page = await readFile(join(stage.builtDir, 'index.html'), 'utf8');
    const first = [...page.matchAll(/\/admin\/(assets\/[^"]+)"/g)].map((match) => String(match[1]));
    const chunks = (await readdir(join(stage.builtDir, 'assets'))).filter((file) =>
      /^(prices-page|list|page-head)/.test(file),
    );
    const files = new Set([...first, ...chunks.map((file) => `assets/${file}`)]);
    const sizes = await Promise.all(
      [...files].map(async (file) => gzipSync(await readFile(join(stage.builtDir, file))).byteLength),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(200 * 1024);
  });

  it('keeps hashed files for ever and never takes a page for a script', async () => {
    const [file] = await readdir(join(stage.builtDir, 'assets'));
    const hashed = await stage.api.call(`/admin/assets/${file}`);
    expect(hashed.headers.get('cache-control')).toContain('immutable');
    expect((await stage.api.call('/admin/assets/gone-1234.js')).status).toBe(404);
    expect((await stage.api.call('/admin/assets/..%2f..%2fpackage.json')).status).toBe(404);
    const page = await stage.api.call('/admin/prices');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('cache-control')).toBe('no-cache');
  });
});
