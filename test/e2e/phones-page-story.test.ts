import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright';
import { browser, type KaspiDoor, signIn } from '../sandbox/kaspi-bench.ts';
import { pngOf } from '../sandbox/telegram-bench.ts';
import { openStage, type PhonesStage } from './phones-visit.ts';
import { openDevice, type ScriptedDevice } from './scripted-linked-device.ts';

jest.setTimeout(40_000);

const menu = { inline_keyboard: [[{ text: 'Menu', callback_data: 'menu' }]] };

describe('the strip that names the next step of the story', () => {
  let stage: PhonesStage;
  let page: Page;
  let seller = 0;
  let cabinet = '';
  let device: ScriptedDevice;

  beforeAll(async () => {
    stage = await openStage();
    page = await stage.visit();
    const account = page.locator('.device-telegram .bar-select').first();
    await account.locator('option:checked', { hasText: 'Айгүл' }).waitFor({ state: 'attached' });
    seller = Number(await account.inputValue());
  }, 60_000);
  afterAll(() => stage.stop());

  const strip = (words: string) => page.locator('.coach', { hasText: words }).waitFor();
  const say = (message: object) => stage.control(`/telegram/chats/${seller}/messages`, message);
  const answer = (text: string, markup?: object) =>
    stage.bot.call('sendMessage', { chat_id: seller, text, reply_markup: markup });
  const put = (path: string, body: object) =>
    fetch(`${stage.sandbox.url}/_control${path}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const door = (): KaspiDoor => ({
    url: stage.sandbox.url,
    demo: stage.sandbox.demo,
    control: (method, path) => fetch(`${stage.sandbox.url}/_control/kaspi${path}`, { method }),
  });
  const push = async (price: number) => {
    const { merchants } = await stage.control<State>('/kaspi/state?merchant=aigul-store');
    const { sku, model } = merchants[0]?.listings[0] ?? {};
    const pushed = await fetch(`${stage.sandbox.urls.kaspiCabinet}/pricefeed/upload/merchant/process`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cabinet },
      body: JSON.stringify({ merchantUid: 'aigul-store', sku, model, price }),
    });
    expect(pushed.status).toBe(200);
  };

  interface State {
    readonly merchants: readonly { readonly listings: readonly { readonly sku: string; readonly model: string }[] }[];
  }

  it('asks for the company’s name after the contact, until the bot has taken one', async () => {
    await strip('Нажмите СТАРТ');
    await say({ start: true });
    await answer('Language?', menu);
    await strip('Ответьте боту');
    await say({ contact: true });
    await answer('The name of your company?');
    await strip('Напишите боту, как называется ваша компания');
    await say({ text: '!' });
    await answer('That is no name.');
    await say({ text: '/menu' });
    await strip('Напишите боту, как называется ваша компания');
    await say({ text: 'Aigul Store' });
    await answer('Founded', menu);
    await strip('Подключите магазин');
  });

  it('names the product, then the price, then WhatsApp, then the order', async () => {
    cabinet = await signIn(door(), stage.sandbox.demo.aigulStore);
    await strip('Добавьте товар с фото');
    const contentBase64 = pngOf(100, 100).toString('base64');
    await say({ photo: { name: 'case.png', contentBase64 } });
    await strip('Задайте правило цены');
    await put('/kaspi/faults', { ignorePushes: true, priceApplyDelayMs: 1_000 });
    await push(4_900);
    await strip('Новая цена в пути');
    await strip('Задайте правило цены');
    await put('/kaspi/faults', { ignorePushes: false, priceApplyDelayMs: 50 });
    await push(5_000);
    await strip('Подключите WhatsApp');
    device = await openDevice(`${stage.sandbox.url}/whatsapp`, 'story-device');
    await device.showCode('2@story-code,abc,def,1');
    await strip('отсканируйте QR');
    await stage.control('/whatsapp/scan', { qr: '2@story-code,abc,def,1', phone: '77021003040' });
    await device.linked();
    await strip('Нажмите «Новый заказ»');
  });

  it('asks for another order when the buyer cancels the only one', async () => {
    const { code } = await stage.control<{ code: string }>('/kaspi/orders', { merchantUid: 'aigul-store' });
    await strip('Примите заказ');
    await stage.control(`/kaspi/orders/${code}/advance`, { to: 'cancelled' });
    await strip('Нажмите «Новый заказ»');
  });

  it('asks to unblock the bot while it is blocked', async () => {
    await put(`/telegram/chats/${seller}`, { blocked: true });
    await strip('Разблокируйте бота');
    await put(`/telegram/chats/${seller}`, { blocked: false });
    await strip('Нажмите «Новый заказ»');
  });

  it('ends with the way to the web admin', async () => {
    const customer = { firstName: 'Daniyar', lastName: 'S.', phone: '+77015550177' };
    const order = { merchantUid: 'aigul-store', customer, deliveryMode: 'DELIVERY_PICKUP' };
    const { code, id } = await stage.control<{ code: string; id: string }>('/kaspi/orders', order);
    await strip('Примите заказ');
    const accepted = await fetch(`${stage.sandbox.urls.kaspi}/shop/api/v2/orders`, {
      method: 'POST',
      headers: {
        'user-agent': browser,
        'x-auth-token': stage.sandbox.demo.aigulStore.apiToken,
        'content-type': 'application/vnd.api+json',
      },
      body: JSON.stringify({ data: { type: 'orders', id, attributes: { code, status: 'ACCEPTED_BY_MERCHANT' } } }),
    });
    expect(accepted.status).toBe(200);
    await strip('Посмотрите, что покупатель получил');
    await device.send({ id: 'S1', to: '77015550177', body: code });
    await strip('отправьте боту /web');
    await answer('http://127.0.0.1:3000/admin/sign-in?token=abc');
    await strip('История сыграна');
  });
});
