import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright';
import { openStage, type PhonesStage } from './phones-visit.ts';
import { openDevice } from './scripted-linked-device.ts';

jest.setTimeout(40_000);

interface KaspiState {
  readonly cards: readonly { readonly masterSku: string; readonly offers: readonly Offer[] }[];
  readonly merchants: readonly {
    readonly email: string;
    readonly password: string;
    readonly apiToken: string;
    readonly phone: string;
  }[];
  readonly orders: readonly {
    readonly code: string;
    readonly status: string;
    readonly customer: { readonly phone: string };
  }[];
}

interface Person {
  readonly id: number;
  readonly firstName: string;
  readonly phone: string;
}

interface Offer {
  readonly merchantId: string;
  readonly price: number;
  readonly isRival: boolean;
}

describe('WhatsApp and Kaspi on the phones page', () => {
  let stage: PhonesStage;
  let page: Page;

  beforeAll(async () => {
    stage = await openStage();
    page = await stage.visit();
    await page.locator('.kaspi-row').first().waitFor();
  }, 60_000);
  afterAll(() => stage.stop());

  const kaspi = () => stage.control<KaspiState>('/kaspi/state?merchant=aigul-store');
  const tab = (name: string) => page.getByRole('tab', { name }).click();

  async function openShelf(): Promise<void> {
    await tab('Витрина');
    const back = page.locator('.device-kaspi').getByRole('button', { name: 'Назад' });
    if (await back.isVisible()) {
      await back.click();
    }
  }

  async function openFirstCard(): Promise<{ masterSku: string; rival: Offer }> {
    await openShelf();
    const { cards } = await kaspi();
    await page.locator('.kaspi-row').first().click();
    const [card] = cards;
    const rival = card?.offers.find(({ isRival }) => isRival);
    expect(rival).toBeDefined();
    return { masterSku: card?.masterSku ?? '', rival: rival as Offer };
  }

  async function priceOnKaspi(masterSku: string, merchantId: string): Promise<number | undefined> {
    const card = (await kaspi()).cards.find((known) => known.masterSku === masterSku);
    return card?.offers.find((offer) => offer.merchantId === merchantId)?.price;
  }

  const words = (tenge: number) => `${String(tenge).replaceAll(/\B(?=(\d{3})+$)/g, '\u202f')}\u202f₸`;

  it('moves a rival’s price on Kaspi by a step and by its handle', async () => {
    const { masterSku, rival } = await openFirstCard();
    const row = page.locator(`[data-merchant="${rival.merchantId}"]`);
    await row.getByRole('button', { name: 'дешевле' }).click();
    await row.getByText(words(rival.price - 100)).waitFor();
    expect(await priceOnKaspi(masterSku, rival.merchantId)).toBe(rival.price - 100);
    await page
      .locator('.timeline')
      .getByText(words(rival.price - 100))
      .waitFor();

    const moved = page.waitForResponse((response) => response.request().method() === 'PUT');
    await row.getByRole('slider').focus();
    await page.keyboard.press('ArrowRight');
    await moved;
    const now = (await priceOnKaspi(masterSku, rival.merchantId)) ?? 0;
    expect(now).toBeGreaterThan(rival.price - 100);
    await row.getByText(words(now)).waitFor();
  });

  it('adds a rival below all others, removes it, and empties the card but for us', async () => {
    const { masterSku } = await openFirstCard();
    const rows = page.locator('.offer');
    const before = await rows.count();
    await page.getByRole('button', { name: 'Добавить конкурента' }).click();
    await page.locator('.offers').getByText('Sulpak Express').waitFor();
    expect(await rows.count()).toBe(before + 1);
    await page.locator('.timeline').getByText('Sulpak Express теперь на карточке').waitFor();

    await page.getByRole('button', { name: 'Убрать: Sulpak Express' }).click();
    await page.locator('.offers').getByText('Sulpak Express').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Убрать всех' }).click();
    await page.locator('.offer:not(.is-ours)').first().waitFor({ state: 'detached' });
    expect((await kaspi()).cards.find((card) => card.masterSku === masterSku)?.offers).toHaveLength(1);
  });

  it('places an order on Kaspi and lets its buyer cancel it', async () => {
    await page.getByRole('button', { name: 'Новый заказ' }).click();
    const order = page.locator('.order').first();
    await order.getByText('новый').waitFor();
    const [placed] = (await kaspi()).orders;
    expect(await order.locator('header b').textContent()).toBe(placed?.code);

    await order.getByRole('button', { name: 'Покупатель отменил' }).click();
    await order.getByText('отменён').waitFor();
    expect((await kaspi()).orders[0]?.status).toBe('CANCELLED');
  });

  it('says plainly when the stand-in refuses', async () => {
    await page.getByRole('button', { name: 'Новый заказ' }).click();
    const order = page.locator('.order').first();
    await order.getByText('новый').waitFor();
    const code = await order.locator('header b').textContent();
    await page.route('**/advance', (route) => route.continue({ postData: JSON.stringify({ to: 'returned' }) }));
    await order.getByRole('button', { name: 'Покупатель отменил' }).click();
    await page.locator('.notice-attention').waitFor();
    await page.unroute('**/advance');
    expect((await kaspi()).orders.find((known) => known.code === code)?.status).toBe('APPROVED_BY_BANK');
  });

  it('shows the sign-in code as a notification and types it into the chat', async () => {
    await page.getByRole('button', { name: 'СТАРТ', exact: true }).click();
    const [merchant] = (await kaspi()).merchants;
    const login = { _u: merchant?.email, _p: merchant?.password, _r_d: true };
    await fetch(`${stage.sandbox.urls.kaspiId}/api/p/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0' },
      body: JSON.stringify(login),
    });
    const notice = page.locator('.mail-notice');
    const code = /\d{6}/.exec((await notice.getByText('Код входа').textContent()) ?? '')?.[0] ?? 'none';
    await notice.getByRole('button', { name: 'В чат' }).click();
    expect(await page.getByRole('textbox', { name: 'Сообщение' }).inputValue()).toBe(code);
    await notice.waitFor({ state: 'detached' });
  });

  it('types the merchant’s token into the chat', async () => {
    await tab('Магазин');
    await page.getByRole('button', { name: 'API-токен: вписать в чат' }).click();
    const field = page.getByRole('textbox', { name: 'Сообщение' });
    expect(await field.inputValue()).toBe((await kaspi()).merchants[0]?.apiToken);
  });

  it('switches a fault of Kaspi on and off', async () => {
    await tab('Сбои');
    const fault = page.getByRole('switch', { name: 'Список продавцов на карточке пуст' });
    await fault.click();
    await page.locator('[role="switch"][aria-checked="true"]', { hasText: 'Список продавцов' }).waitFor();
    expect(await stage.control('/kaspi/faults')).toMatchObject({ emptyOffers: true });
    await fault.click();
    await page.locator('[role="switch"][aria-checked="false"]', { hasText: 'Список продавцов' }).waitFor();
    expect(await stage.control('/kaspi/faults')).toMatchObject({ emptyOffers: false });
  });

  it('scans the shown code with the shop’s phone, shows what customers got, and unlinks', async () => {
    const device = await openDevice(`${stage.sandbox.url}/whatsapp`, 'scripted-device');
    await device.showCode('2@scripted-code,abc,def,1');
    const linked = device.linked();
    const whatsapp = page.locator('.device-whatsapp');
    await whatsapp.getByRole('button', { name: 'Сканировать QR' }).first().click();
    const code = whatsapp.getByRole('img', { name: 'QR-код для привязки' });
    await code.waitFor();
    expect(
      await code.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBeGreaterThan(0);
    await whatsapp.locator('.wa-camera').getByRole('button', { name: 'Сканировать QR' }).click();
    expect(await linked).toBe('77021003040');
    await whatsapp.getByText('Магазин привязан').waitFor();

    await device.send({ id: 'AAA1', to: '77015550199', body: 'Your order is accepted' });
    await whatsapp.getByRole('button', { name: 'Your order is accepted' }).click();
    await whatsapp.locator('.wa-bubble').getByRole('img', { name: 'Прочитано' }).waitFor();
    const release = Promise.withResolvers<void>();
    await page.route('**/messages', (route) => release.promise.then(() => route.continue()));
    await whatsapp.getByRole('textbox', { name: 'Сообщение' }).fill('Thank you');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    release.resolve();
    await whatsapp.getByRole('textbox', { name: 'Сообщение' }).fill('Bye');
    await page.keyboard.press('Enter');
    await whatsapp.locator('.wa-bubble-out', { hasText: 'Bye' }).waitFor();
    expect(await whatsapp.locator('.wa-bubble-out', { hasText: 'Thank you' }).count()).toBe(1);
    await page.unroute('**/messages');

    await whatsapp.getByRole('button', { name: 'Магазин привязан' }).click();
    await whatsapp.getByRole('button', { name: 'Отвязать' }).click();
    await whatsapp.getByText('Кода пока нет').waitFor();
  });

  it('gives every further newcomer a shop of their own on Kaspi', async () => {
    const choice = page.locator('.device-kaspi .bar-select');
    const before = await choice.inputValue();
    await page.getByRole('button', { name: 'Новый человек' }).click();
    await choice.locator(`option:checked:not([value="${before}"])`).waitFor({ state: 'attached' });

    const uid = await choice.inputValue();
    const { merchants, cards } = await stage.control<KaspiState>(`/kaspi/state?merchant=${uid}`);
    const personId = await page.locator('.device-telegram .bar-select').first().inputValue();
    const people = await stage.control<readonly Person[]>('/telegram/users');
    const person = people.find(({ id }) => String(id) === personId);
    expect(person?.phone).toMatch(/^\+770855501\d\d$/);
    expect(person?.firstName).toBe('Данияр');
    expect(merchants.map(({ phone }) => phone)).toEqual([person?.phone]);
    expect(cards.length).toBeGreaterThan(20);
  });

  it('shows the shop of whoever comes to Telegram, not the one that was looked at before', async () => {
    await openShelf();
    const choice = page.locator('.device-kaspi .bar-select');
    await choice.selectOption('technomart');
    await page.locator('.kaspi-row', { hasText: 'TM-1001' }).click();
    const account = page.locator('.device-telegram .bar-select').first();
    const before = await account.inputValue();
    await page.getByRole('button', { name: 'Новый человек' }).click();
    const person = account.locator(`option:checked:not([value="${before}"])`);
    await person.waitFor({ state: 'attached' });
    const number = (await person.textContent())?.slice(-4);
    await choice.locator(`option:checked[value$="-${number}"]`).waitFor({ state: 'attached' });
    await page.locator('.kaspi-row').first().waitFor();
  });

  it('promises an order of this product only while its card is in sight', async () => {
    await openShelf();
    await page.locator('.kaspi-row').first().click();
    const foot = page.locator('.kaspi-foot');
    await foot.getByText('Закажут этот товар').waitFor();
    await tab('Заказы');
    await foot.getByText('Закажут случайный товар').waitFor();
  });

  it('speaks Kazakh and English and remembers the theme', async () => {
    await page.getByRole('button', { name: 'Қаз', exact: true }).click();
    await page.getByRole('tab', { name: 'Тапсырыстар' }).waitFor();
    await page.getByRole('button', { name: 'Eng', exact: true }).click();
    await page.getByRole('tab', { name: 'Orders' }).waitFor();
    await page.getByRole('button', { name: 'Light or dark page' }).click();
    const scheme = () => page.evaluate(() => document.documentElement.style.colorScheme);
    const chosen = await scheme();
    await page.reload();
    await page.getByRole('tab', { name: 'Orders' }).waitFor();
    expect(await scheme()).toBe(chosen);
  });

  it('turns into a pager on a phone and brings the next step into sight', async () => {
    const phone = await stage.visit({ width: 390, height: 844 });
    await phone.getByRole('tab', { name: 'Kaspi' }).click();
    await phone.locator('.kaspi-row').first().click();
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await phone.locator('.coach', { hasText: 'Нажмите СТАРТ' }).click();
    await phone.getByRole('tab', { name: 'Продавец', selected: true }).waitFor();
    await phone.context().close();
  });
});
