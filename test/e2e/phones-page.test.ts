import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright';
import { barriersOf, openStage, type PhonesStage } from './phones-visit.ts';
import type { BotUpdate } from './scripted-bot.ts';

jest.setTimeout(40_000);

describe('the seller’s Telegram on the phones page', () => {
  let stage: PhonesStage;
  let page: Page;
  const heard: BotUpdate[] = [];
  const waiting = new Set<(update: BotUpdate) => void>();

  beforeAll(async () => {
    stage = await openStage();
    await stage.bot.call('setMyCommands', { commands: [command('menu'), command('cancel')] });
    stage.bot.listen(async (update) => {
      heard.push(update);
      await answer(update);
      for (const tell of waiting) {
        tell(update);
      }
    });
    page = await stage.visit();
  }, 60_000);
  afterAll(() => stage.stop());

  function command(name: string) {
    return { command: name, description: `description of ${name}` };
  }

  /** Resolves with the next update that fits, once the bot has handled it. */
  function nextUpdate(fits: (update: BotUpdate) => boolean): Promise<BotUpdate> {
    return new Promise((resolve) => {
      const tell = (update: BotUpdate) => {
        if (fits(update)) {
          waiting.delete(tell);
          resolve(update);
        }
      };
      waiting.add(tell);
    });
  }

  async function answer({ message, callback_query: query }: BotUpdate): Promise<void> {
    const chat = message?.chat.id ?? query?.message.chat.id;
    const say = (text: string, markup?: object) =>
      stage.bot.call('sendMessage', { chat_id: chat, text, parse_mode: 'HTML', reply_markup: markup });
    if (message?.text?.startsWith('/start')) {
      const row = ['toast', 'alert', 'hold', 'edit', 'delete'].map((data) => ({ text: data, callback_data: data }));
      await say(`<b>Hello</b> ${message.text}`, { inline_keyboard: [row] });
    } else if (message?.text === 'keyboard') {
      const rows = [[{ text: 'Share my phone', request_contact: true }], [{ text: 'Skip' }]];
      await say('Your phone?', { keyboard: rows, resize_keyboard: true });
    } else if (message?.text === 'typing') {
      await stage.bot.call('sendChatAction', { chat_id: chat, action: 'typing' });
    } else if (query) {
      await answerTap(query);
    }
  }

  async function answerTap({ id, data, message }: NonNullable<BotUpdate['callback_query']>): Promise<void> {
    if (data === 'hold') {
      return;
    }
    await stage.bot.call('answerCallbackQuery', { callback_query_id: id, text: data, show_alert: data === 'alert' });
    const place = { chat_id: message.chat.id, message_id: message.message_id };
    if (data === 'edit') {
      await stage.bot.call('editMessageText', { ...place, text: 'Edited in place' });
    }
    if (data === 'delete') {
      await stage.bot.call('deleteMessage', place);
    }
  }

  /** A person who was never in this chat presses START. */
  async function startAnew(): Promise<void> {
    const account = page.locator('select.bar-select').first();
    const before = await account.inputValue();
    await page.getByRole('button', { name: 'Новый человек' }).click();
    // Until then the button would be the one of whoever was here before.
    await page.waitForFunction((former) => document.querySelector('select')?.value !== former, before);
    await page.getByRole('button', { name: 'СТАРТ', exact: true }).click();
    await page.getByText('Hello /start').waitFor();
  }

  function write(text: string): Promise<void> {
    return page.getByRole('textbox', { name: 'Сообщение' }).fill(text);
  }

  it('starts an empty chat with START and shows the answer with its markup', async () => {
    await startAnew();
    expect(await page.locator('.tg-bubble-in b').textContent()).toBe('Hello');
    expect(await page.getByRole('button', { name: 'СТАРТ', exact: true }).count()).toBe(0);
  });

  it('carries the payload of a start link to the bot', async () => {
    const guest = await stage.visit({ path: '?start=invite_42' });
    await guest.getByRole('button', { name: 'СТАРТ', exact: true }).click();
    await guest.getByText('Hello /start invite_42').waitFor();
    await guest.context().close();
  });

  it('shows an answer to a tap as a toast, or as a window when the bot wants one', async () => {
    await startAnew();
    await page.getByRole('button', { name: 'toast' }).click();
    await page.locator('.tg-toast', { hasText: 'toast' }).waitFor();
    await page.getByRole('button', { name: 'alert' }).click();
    await page.getByRole('alertdialog', { name: 'alert' }).waitFor();
    await page.locator('[role=alertdialog]:focus, [role=alertdialog] :focus').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  });

  it('keeps a tapped button busy until the bot answers', async () => {
    await startAnew();
    const held = nextUpdate(({ callback_query }) => callback_query?.data === 'hold');
    await page.getByRole('button', { name: 'hold' }).click();
    const busy = page.locator('.tg-inline-button[aria-busy="true"]');
    const update = await held;
    await busy.waitFor();
    await stage.bot.call('answerCallbackQuery', { callback_query_id: update.callback_query?.id });
    await busy.waitFor({ state: 'detached' });
  });

  it('changes an edited message in its place and takes a deleted one away', async () => {
    await startAnew();
    const messages = page.locator('article[data-message-id]');
    const before = await messages.count();
    await page.getByRole('button', { name: 'edit' }).click();
    await page.getByText('Edited in place').waitFor();
    await page.getByText('изменено').waitFor();
    expect(await messages.count()).toBe(before);

    await startAnew();
    await page.getByRole('button', { name: 'delete' }).click();
    await page.getByText('Hello /start').waitFor({ state: 'detached' });
  });

  it('asks before the phone number goes to the bot', async () => {
    await startAnew();
    await write('keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Share my phone' }).click();
    await page.getByRole('button', { name: 'Отмена' }).click();
    expect(heard.some(({ message }) => message?.contact)).toBe(false);

    const shared = nextUpdate(({ message }) => message?.contact !== undefined);
    await page.getByRole('button', { name: 'Share my phone' }).click();
    await page.getByRole('button', { name: 'Поделиться', exact: true }).click();
    expect((await shared).message?.contact?.phone_number).toMatch(/^77\d{9}$/);
    await page.locator('.tg-bubble-out .tg-file').waitFor();
  });

  it('sends a sample picture with the typed words under it', async () => {
    await startAnew();
    await write('Blue mug');
    const sent = nextUpdate(({ message }) => message?.photo !== undefined);
    await page.getByRole('button', { name: 'Прикрепить' }).click();
    await page.getByRole('button', { name: 'Отправить готовое фото 2' }).click();
    expect((await sent).message?.caption).toBe('Blue mug');
    const picture = page.getByRole('img', { name: 'Blue mug' });
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
  });

  it('sends a file of the visitor as a document', async () => {
    await startAnew();
    const sent = nextUpdate(({ message }) => message?.document !== undefined);
    await page.getByRole('button', { name: 'Прикрепить' }).click();
    const file = { name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from('sku;price') };
    await page.locator('.tg-attach input').nth(1).setInputFiles(file);
    expect((await sent).message?.document?.file_name).toBe('prices.csv');
    await page.getByText('prices.csv').waitFor();
  });

  it('lists the commands that begin as typed and sends the chosen one', async () => {
    await startAnew();
    await write('/');
    expect(await page.getByRole('menuitem').count()).toBe(2);
    await write('/ca');
    expect(await page.getByRole('menuitem').count()).toBe(1);
    const chosen = nextUpdate(({ message }) => message?.text === '/cancel');
    await page.getByRole('menuitem').click();
    await chosen;
    expect(await page.getByRole('textbox', { name: 'Сообщение' }).inputValue()).toBe('');
  });

  it('sends once on two quick presses of Enter, and puts a refused text back', async () => {
    await startAnew();
    const release = Promise.withResolvers<void>();
    await page.route('**/messages', (route) => release.promise.then(() => route.continue()));
    await write('once');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Отправить', exact: true }).click();
    release.resolve();
    await page.locator('.tg-bubble-out', { hasText: 'once' }).waitFor();
    await page.unroute('**/messages');

    await page.route('**/messages', (route) => route.fulfill({ status: 409, json: { error: 'refused' } }));
    await write('again');
    await page.keyboard.press('Enter');
    await page.locator('.notice-attention').waitFor();
    expect(await page.getByRole('textbox', { name: 'Сообщение' }).inputValue()).toBe('again');
    await page.unroute('**/messages');
    await page.keyboard.press('Enter');
    await page.locator('.tg-bubble-out', { hasText: 'again' }).waitFor();
    expect(await page.locator('.tg-bubble-out', { hasText: 'once' }).count()).toBe(1);
  });

  it('shows that the bot is typing until it has written', async () => {
    await startAnew();
    await write('typing');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'печатает…' }).waitFor();
    await stage.bot.call('sendMessage', { chat_id: heard.at(-1)?.message?.chat.id, text: 'Written' });
    await page.getByText('Written').waitFor();
    await page.getByRole('img', { name: 'печатает…' }).waitFor({ state: 'detached' });
  });

  it.each([
    ['light', 1440],
    ['dark', 390],
  ] as const)('stands in nobody’s way: %s, %i px', async (colorScheme, width) => {
    const visitor = await stage.visit({ colorScheme, width });
    const kaspi = visitor.locator('.device-kaspi');
    await visitor.getByRole('button', { name: 'СТАРТ', exact: true }).click();
    await visitor.getByText('Hello /start').waitFor();
    await visitor.getByRole('button', { name: 'Прикрепить' }).click();
    await kaspi.locator('.kaspi-row').first().waitFor();
    expect(await barriersOf(visitor)).toEqual([]);
    await kaspi.locator('.kaspi-row').first().click();
    await kaspi.locator('.offer').first().waitFor();
    expect(await barriersOf(visitor)).toEqual([]);
    for (const name of ['Заказы', 'Магазин', 'Сбои']) {
      await kaspi.getByRole('tab', { name }).click();
      expect(await barriersOf(visitor)).toEqual([]);
    }
    await visitor.context().close();
  });

  it('keeps the keyboard where it was: into a screen, and back to what opened it', async () => {
    const visitor = await stage.visit();
    const focused = (selector: string) =>
      visitor.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
    await visitor.locator('.kaspi-row').first().focus();
    await visitor.keyboard.press('Enter');
    await focused('.device-kaspi .card-head .icon-button');
    await visitor.keyboard.press('Enter');
    await focused('.kaspi-row');
    await visitor.locator('.device-whatsapp .bar-button').focus();
    await visitor.keyboard.press('Enter');
    await visitor.locator('.device-whatsapp .wa-head .icon-button').focus();
    await visitor.keyboard.press('Enter');
    await focused('.device-whatsapp .bar-button');
    await visitor.getByRole('button', { name: 'СТАРТ', exact: true }).click();
    const attach = visitor.getByRole('button', { name: 'Прикрепить' });
    await attach.focus();
    await visitor.keyboard.press('Enter');
    await focused('.tg-attach');
    await visitor.keyboard.press('Escape');
    await visitor.locator('.tg-attach').waitFor({ state: 'detached' });
    await focused('[aria-label="Прикрепить"]');
    await visitor.context().close();
  });

  it('tells the bot the language that the person chose in Telegram', async () => {
    await startAnew();
    await page.getByRole('combobox', { name: 'Язык Telegram' }).selectOption('kk');
    const saved = await page.waitForResponse((response) => response.url().includes('/chats/'));
    expect(await saved.json()).toMatchObject({ user: { languageCode: 'kk' } });
  });
});
