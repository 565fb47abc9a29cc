import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Locator, type Page } from 'playwright';
import { formatTenge, tenge } from '#src/kernel/money.ts';
import { findChromium } from '#src/platform/browser/chromium.ts';
import { createWords, type WordParams } from '#src/platform/words/words.ts';
import { controlOf, type KaspiState } from '../../scripts/story/control.ts';
import { MESSAGE_FACTS } from '../../scripts/story/messages.ts';
import { emptyFolder, type Product, removeData, startProduct } from '../../scripts/story/product-process.ts';
import { fixedParts } from '../../scripts/story/tale.ts';
import { until } from '../../scripts/story/until.ts';
import { refusedCalls } from '../../scripts/story/violations.ts';
import { builtAdmin } from '../support/built-admin.ts';

const words = createWords(fileURLToPath(new URL('../../locales', import.meta.url)));
const say = (id: string, params?: WordParams) => words.t('ru', id, params).replaceAll(/<\/?\w+>/g, '');
/** A sentence up to its first fact. */
const opening = (id: string, facts: readonly string[], known: WordParams = {}) =>
  say(id, { ...Object.fromEntries(facts.map((fact) => [fact, '|'])), ...known }).split('|')[0] ?? '';
const firstLine = (text: string) => text.split('\n')[0] ?? text;
const money = (amount: number) => formatTenge(tenge(amount));

/** Where the pictures of the journey go: a folder that was asked for, or one that is thrown away. */
const asked = process.env.SAUDA_SCREENSHOTS;

let folder: string;
let pictures: string;
let product: Product;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  problems = [];
  folder = await emptyFolder('sauda-journey-');
  pictures = asked ?? (await mkdtemp(join(tmpdir(), 'sauda-pictures-')));
  await mkdir(pictures, { recursive: true });
  product = startProduct({ dataDir: folder, by: 'node', env: { ADMIN_DIST: await builtAdmin() } });
  await product.ready();
  const found = await findChromium({ chromiumPath: process.env.CHROMIUM_PATH, dataDir: folder, env: process.env });
  const args = [...found.args, '--no-sandbox'];
  browser = await chromium.launch({ executablePath: found.executablePath, args, env: { ...found.env } });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ru-KZ' });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(product.address('Phones'));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await removeData(folder, product);
  await (asked === undefined ? rm(pictures, { recursive: true, force: true }) : undefined);
});

const telegram = () => page.locator('.device-telegram');
const whatsapp = () => page.locator('.device-whatsapp');
const kaspi = () => page.locator('.device-kaspi');
const tab = (name: string) => kaspi().getByRole('tab', { name }).click();
const world = () => controlOf(product.address('Phones').replace(/\/sandbox$/, ''));
const shop = () => world().get<KaspiState>('/kaspi/state?merchant=aigul-store');

/** The newest bubble with these words. */
async function sees(text: string): Promise<Locator> {
  const bubble = telegram()
    .locator('.tg-row-in', { hasText: firstLine(text) })
    .last();
  await bubble.waitFor();
  return bubble;
}

async function tap(label: string): Promise<void> {
  await telegram().getByRole('button', { name: label, exact: true }).last().click();
}

async function send(text: string): Promise<void> {
  await telegram().getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
}

/** Takes a value from the shop's page on Kaspi into the chat and sends it. */
async function sendFromShop(what: string): Promise<void> {
  await tab('Магазин');
  await kaspi()
    .getByRole('button', { name: `${what}: вписать в чат` })
    .click();
  await telegram().getByRole('button', { name: 'Отправить', exact: true }).click();
}

async function picture(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

describe('a newcomer on the phones page', () => {
  it('signs up in Russian', async () => {
    await page.getByRole('button', { name: 'СТАРТ', exact: true }).click();
    await tap(say('access-language-ru-btn'));
    await sees(say('access-contact-question'));
    await picture('1-sign-up');
    await tap(say('bot-contact-btn'));
    await page.getByRole('button', { name: 'Поделиться', exact: true }).click();
    await sees(say('companies-name-question'));
    await page.locator('.coach', { hasText: 'как называется ваша компания' }).waitFor();
    await send('Aigul Store');
    await page.locator('.coach', { hasText: 'Подключите магазин' }).waitFor();
    await sees(say('companies-founded', { name: 'Aigul Store' }));
  }, 60_000);

  it('connects Kaspi with what its page shows, and sees the shelf come over', async () => {
    await tap(say('stores-connect-btn'));
    await sendFromShop('API-токен');
    await sees(say('stores-token-taken'));
    await tap(say('stores-login-email-btn'));
    await sendFromShop('E-mail');
    await sees(say('stores-password-question', { email: (await shop()).merchants[0]?.email ?? '' }));
    await sendFromShop('Пароль');
    await sees(say('stores-code-question-email'));
    await page.locator('.mail-notice').getByRole('button', { name: 'В чат' }).click();
    await telegram().getByRole('button', { name: 'Отправить', exact: true }).click();
    await sees(say('catalog-import-done', { received: 25, created: 25, updated: 0, removed: 0 }));
    await picture('2-connected');
  }, 60_000);

  it('adds a product with one of the sample pictures', async () => {
    await page.locator('.coach', { hasText: 'Добавьте товар с фото' }).waitFor();
    await tap(say('catalog-products-btn'));
    await tap(say('catalog-add-btn'));
    await sees(say('catalog-ask-photo'));
    await telegram().getByRole('button', { name: 'Прикрепить' }).click();
    await page.getByRole('button', { name: 'Отправить готовое фото 1' }).click();
    for (const [question, answer] of [
      ['catalog-ask-name', 'Чехол iPhone 15'],
      ['catalog-ask-price', '4 990'],
      ['catalog-ask-cost', '2500'],
      ['catalog-ask-min', '3900'],
      ['catalog-ask-max', '6500'],
    ] as const) {
      await sees(say(question));
      await send(answer);
    }
    await sees(say('catalog-preview'));
    await tap(say('catalog-save-btn'));
    await sees(say('catalog-added', { name: 'Чехол iPhone 15' }));
    await picture('3-product');
  }, 60_000);

  it('sets a rule, adds a rival on Kaspi, and sees the price follow and why', async () => {
    const listing = (await shop()).merchants[0]?.listings[0];
    const price = listing?.price ?? 0;
    await tap(say('bot-back-btn'));
    await tap(say('catalog-search-btn'));
    await send(listing?.sku ?? '');
    await sees(say('catalog-list-search', { search: listing?.sku ?? '' }));
    await tap('1');
    await tap(say('pricing-card-rule-btn'));
    await tap(say('pricing-set-btn'));
    await tap(say('pricing-strategy-always-first-btn'));
    await tap(money(10));
    await sees(say('pricing-ask-min', { price: money(price) }));
    await send(String(Math.round(price * 0.6)));
    await sees(say('pricing-ask-max', { price: money(price) }));
    await send(String(Math.round(price * 1.3)));
    await sees(say('pricing-preview'));
    await tap(say('pricing-turn-on-btn'));
    await sees(say('pricing-rule-on-now'));

    await tab('Витрина');
    await kaspi()
      .locator('.kaspi-row', { hasText: listing?.model ?? '' })
      .first()
      .click();
    await page.getByRole('button', { name: 'Добавить конкурента' }).click();
    await kaspi().locator('.offers').getByText('Sulpak Express').waitFor();
    const ours = await until({ what: 'our offer below the new rival' }, async () =>
      ourPriceIfFirst(listing?.masterSku),
    );
    await kaspi()
      .locator('.offer.is-ours', { hasText: money(ours) })
      .waitFor();
    await tap(say('bot-back-btn'));
    await tap(say('pricing-card-history-btn'));
    await sees(opening('pricing-history-title', ['name']).trim());
    const facts = ['rivalPrice', 'step', 'target'];
    await sees(opening('pricing-reason-undercut_rival', facts, { rival: 'Sulpak Express' }));
    await picture('4-price');
  }, 60_000);

  async function ourPriceIfFirst(masterSku: string | undefined): Promise<number | undefined> {
    const { cards } = await shop();
    const [first] = cards.find((card) => card.masterSku === masterSku)?.offers ?? [];
    return first?.merchantId === 'aigul-store' ? first.price : undefined;
  }

  it('links WhatsApp by the code that the chat shows', async () => {
    await send('/menu');
    await tap(say('messaging-home-btn'));
    await tap(say('messaging-connect-btn'));
    await sees(say('messaging-qr-caption'));
    await whatsapp().getByRole('button', { name: 'Сканировать QR' }).first().click();
    await whatsapp().getByRole('img', { name: 'QR-код для привязки' }).waitFor();
    await picture('5-qr');
    await whatsapp().locator('.wa-camera').getByRole('button', { name: 'Сканировать QR' }).click();
    await sees(opening('messaging-whatsapp-ready', ['phone']).trim());
  }, 90_000);

  it('gets an order, accepts it by a button, and the customer reads both messages', async () => {
    await page.getByRole('button', { name: 'Новый заказ' }).click();
    const code = await until({ what: 'the order on Kaspi' }, async () => (await shop()).orders[0]?.code);
    await sees(say('orders-card-title', { code, status: say('orders-status-new') }));
    await whatsapp().getByRole('button', { name: code }).first().click();
    await whatsapp().locator('.wa-bubble', { hasText: code }).first().waitFor();
    await sees(say('orders-told-order-approved'));
    await picture('6-order');
    await tap(say('orders-accept-btn'));
    await sees(say('orders-card-title', { code, status: say('orders-status-accepted') }));
    await kaspi().getByText('принят').first().waitFor();
    const [accepted = ''] = fixedParts('ru', 'messaging-template-order_accepted', MESSAGE_FACTS);
    await whatsapp().locator('.wa-bubble', { hasText: accepted }).waitFor();
    expect((await shop()).orders[0]?.status).toBe('ACCEPTED_BY_MERCHANT');
    await page.locator('.coach', { hasText: '/web' }).waitFor();
    await send('/web');
    await page.locator('.coach', { hasText: 'История сыграна' }).waitFor();
    await whatsapp().getByRole('img', { name: 'Прочитано' }).nth(1).waitFor();
    await telegram()
      .locator('.tg-row-in', { hasText: /✓✓.*\n?.*✓✓/s })
      .last()
      .waitFor();
    await tab('Витрина');
    await kaspi().locator('.offers').scrollIntoViewIfNeeded();
    await picture('7-accepted');
  }, 90_000);

  it('reads the same story on a phone, each device a page of its own', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const [name, device] of [
      ['Продавец', '.device-telegram'],
      ['Покупатель', '.device-whatsapp'],
      ['Kaspi', '.device-kaspi'],
    ] as const) {
      await page.getByRole('tab', { name, exact: true }).click();
      await page.getByRole('tab', { name, exact: true, selected: true }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await page.waitForFunction(
        (device) => document.querySelector(device)?.getBoundingClientRect().left === 0,
        device,
      );
      await picture(`8-phone-${name}`);
    }
    expect(problems).toEqual([]);
  }, 60_000);

  it('has not made Telegram refuse a single call', async () => {
    expect(await refusedCalls(world())).toEqual([]);
  });
});
