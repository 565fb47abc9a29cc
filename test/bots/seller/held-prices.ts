import type { Language } from '#src/kernel/language.ts';
import { tenge } from '#src/kernel/money.ts';
import { pointingAt } from '#src/platform/db/references.ts';
import { enableRule, listPrices, type PriceRow, setBounds, setPricingRule } from '#src/pricing/index.ts';
import { PriceDecision } from '#src/pricing/moves/price-decision.entity.ts';
import type { SeenMessage, TestChat } from '../../support/chat.ts';
import { aWorkingShop, eventually, type WorkingShop } from './operations.ts';
import { type SellerWorld, sellerBot, speaking } from './seller-world.ts';

/** A working shop whose rule is always first, with prices that rivals can pull. */
export interface HeldShop extends WorkingShop {
  row(index: number): Promise<PriceRow>;
  /** One rival at this share of our price, and a minimum of half of it; answers ours and what the rule wants, tenge. */
  pull(index: number, share: number): Promise<{ own: number; wanted: number }>;
  /** The same for the first prices of the shelf, in one breath. */
  pullAll(shares: readonly number[]): Promise<{ listingId: string; own: number; wanted: number }[]>;
  /** What the rival asks on this card from now on, tenge. */
  rival(index: number, price: number): Promise<unknown>;
  decisions(index: number): Promise<PriceDecision[]>;
}

/** Starts one; nothing is pulled yet. */
export async function aHeldShop(language: Language): Promise<HeldShop> {
  const shop = await aWorkingShop(language);
  const { world, storeId } = shop;
  const { kaspi, inFirstCompany } = world;
  const onShelf = () => inFirstCompany((scope) => listPrices(scope, { limit: 100 }));
  await eventually(async () => (await onShelf()).prices.length === kaspi.seller.products.length);
  await inFirstCompany(async (scope) => {
    await setPricingRule(scope, { storeId, strategy: 'always_first' });
    await enableRule(scope, { storeId });
  });
  const row = async (index: number) => {
    const { id: listingId } = await shop.listing(index);
    const { prices } = await inFirstCompany((scope) => listPrices(scope, { listingId }));
    return prices[0] as PriceRow;
  };
  const rival = async (index: number, price: number) =>
    kaspi.control('PUT', `/cards/${(await row(index)).masterSku}/offers`, {
      offers: [{ merchantId: 'mobi', merchantName: 'MobiShop', price }],
    });
  const pullAll = async (shares: readonly number[]) => {
    const pulled = await Promise.all(
      shares.map(async (share, index) => {
        const { currentTiyn, listingId } = await row(index);
        const own = currentTiyn / 100;
        const asked = Math.round(own * share);
        await rival(index, asked);
        return { listingId, own, wanted: asked - 1 };
      }),
    );
    await inFirstCompany(async (scope) => {
      for (const { listingId, own } of pulled) {
        await setBounds(scope, { listingId, minTiyn: tenge(Math.round(own / 2)) });
      }
    });
    return pulled;
  };
  return {
    ...shop,
    row,
    rival,
    pullAll,
    pull: async (index, share) => {
      const { currentTiyn, listingId } = await row(index);
      const own = currentTiyn / 100;
      const asked = Math.round(own * share);
      await rival(index, asked);
      await inFirstCompany((scope) => setBounds(scope, { listingId, minTiyn: tenge(Math.round(own / 2)) }));
      return { own, wanted: asked - 1 };
    },
    decisions: async (index) => {
      const { id } = await row(index);
      return inFirstCompany((scope) =>
        scope.em.find(PriceDecision, { listingPriceId: pointingAt(scope, id) }, { orderBy: { id: 'asc' } }),
      );
    },
  };
}

/** Messages of the bot that contain the text, oldest first. */
export function messagesWith(chat: TestChat, text: string): SeenMessage[] {
  return chat.messages().filter((message) => message.from === 'bot' && message.text?.includes(text));
}

/** The labels under a message. */
export function labelsOf(message: SeenMessage | undefined): string[] {
  return (message?.inlineKeyboard ?? []).flat().map(({ text }) => text);
}

/** The callback data behind a label of a message. */
export function dataOf(message: SeenMessage | undefined, label: string): string {
  const found = (message?.inlineKeyboard ?? []).flat().find(({ text }) => text === label)?.data;
  if (found === undefined) {
    throw new Error(`No button «${label}» under: ${message?.text}`);
  }

  return found;
}

/** Somebody else who works for the first company, in front of the same bot. */
export async function aColleague(world: SellerWorld, options: { name: string; phone: string }): Promise<TestChat> {
  const say = speaking('ru');
  const chat = await world.aSeller({ languageCode: 'ru', phone: options.phone });
  await chat.start();
  await chat.tap(say('access-language-ru-btn'));
  await chat.contact();
  await world.inFirstCompany(async (scope) => {
    await scope.em.execute(
      `insert into members (id, created_at, updated_at, company_id, person_id, name, role, version)
         select gen_random_uuid(), ?, ?, ?, person_id, ?, 'manager', 1 from telegram_identities where telegram_user_id = ?`,
      [scope.now(), scope.now(), scope.companyId, options.name, String(chat.userId)],
    );
  });
  return chat;
}

/** Taps a button that does not stand in the chat any more, or never did: an old client still shows it. */
export async function tapOld({ world }: Pick<HeldShop, 'world'>, chat: TestChat, data: string): Promise<void> {
  await fetch(`${world.telegram.apiUrl}/bot${sellerBot.token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ chat_id: chat.userId, text: 'old' },
      reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: data }]] },
    }),
  });
  await chat.tap('x');
}
