import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { botIdOf } from '../../../bots/telegram/kit.ts';
import { createSellerNotices } from '../../../bots/telegram/seller/messaging/index.ts';
import { Listing, startImport } from '../../../src/catalog/index.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import type { Language } from '../../../src/kernel/language.ts';
import {
  demoMessagingSettings,
  type MessageGateway,
  messagingReactions,
  type OutgoingMessage,
} from '../../../src/messaging/index.ts';
import { Message } from '../../../src/messaging/message.entity.ts';
import { demoOrderSettings, orderReactions, ordersJobs } from '../../../src/orders/index.ts';
import { demoPricingSettings, pricingJobs, pricingReactions, silentPricingMeter } from '../../../src/pricing/index.ts';
import {
  connectShopToken,
  createCabinetAccess,
  startCabinetSignIn,
  submitCabinetCode,
} from '../../../src/stores/index.ts';
import type { TestChat } from '../../support/chat.ts';
import { silentLogger } from '../../support/test-database.ts';
import { aSellerWorld, type ExtraWork, type SellerWorld, sellerBot, signUp, words } from './seller-world.ts';

/** A seller in front of the bot with prices, orders and messages at work; WhatsApp is a road that keeps what it was given. */
export interface WorkingShop {
  readonly world: SellerWorld;
  readonly chat: TestChat;
  readonly storeId: string;
  /** What went out by WhatsApp. */
  readonly whatsApp: readonly OutgoingMessage[];
  /** A buyer orders; answers the number. */
  order(more?: object): Promise<string>;
  /** The listing and product of the merchant's product of this index. */
  listing(index: number): Promise<{ id: string; productId: string }>;
  /** A receipt comes for everything that went out by WhatsApp. */
  receipts(rung: 'delivered' | 'read'): Promise<void>;
}

/** How often the tests' order poll looks. */
const POLL_SECONDS = 1;

/** Signs a seller up, connects the store and loads its shelf. */
export async function aWorkingShop(language: Language): Promise<WorkingShop> {
  const sent: OutgoingMessage[] = [];
  const road: MessageGateway = {
    channel: 'whatsapp',
    send: async (message) => {
      sent.push(message);
      return { id: `wa-${message.id}`, certainty: 'accepted' };
    },
  };
  const world = await aSellerWorld(operationsOver(road));
  const chat = await world.aSeller({ languageCode: language });
  await signUp(chat, language);
  // Rules of a demo company work round the clock, whatever the hour of the test.
  await world.inFirstCompany(({ em }) => em.execute('update companies set is_demo = true'));
  const storeId = await connectStore(world);
  const { kaspi, inFirstCompany } = world;
  const skuAt = (index: number) => kaspi.seller.products[index]?.sku ?? '';
  const find = (index: number) => inFirstCompany(({ em }) => em.findOne(Listing, { sku: skuAt(index) }));
  await eventually(async () => (await find(0)) !== null);
  return {
    ...{ world, chat, storeId, whatsApp: sent },
    order: async (more = {}) =>
      (await kaspi.control<{ code: string }>('POST', '/orders', { merchantUid: kaspi.seller.uid, ...more })).code,
    listing: async (index) => {
      const listing = await find(index);
      return { id: String(listing?.id), productId: String(listing?.productId) };
    },
    receipts: async (rung) => {
      const onTheirWay = () =>
        inFirstCompany(({ em }) => em.count(Message, { channel: 'whatsapp', state: ['queued', 'sending'] }));
      await eventually(async () => (await onTheirWay()) === 0);
      await inFirstCompany(async (scope) => {
        for (const message of await scope.em.find(Message, { channel: 'whatsapp', state: ['sent', 'delivered'] })) {
          message.raise(rung, scope.now());
          const { id, subjectId, channel, state } = message;
          scope.emit('message.raised', { messageId: id, subjectId, channel, state });
        }
      });
    },
  };
}

function operationsOver(road: MessageGateway): ExtraWork {
  return (deps) => {
    const { marketplace, enqueue } = deps;
    const notices = createSellerNotices({ ...deps, botId: botIdOf(sellerBot.token) });
    const pricing = {
      ...{ marketplace, enqueue, logger: silentLogger, clock: systemClock },
      cabinets: createCabinetAccess(marketplace),
      settings: demoPricingSettings,
      meter: silentPricingMeter,
    };
    return {
      jobs: [
        ...pricingJobs(pricing),
        ...ordersJobs({
          ...{ marketplace, enqueue, logger: silentLogger },
          settings: { ...demoOrderSettings, pollSeconds: POLL_SECONDS },
        }),
      ],
      delivery: { gateways: [notices, road], logger: silentLogger, settings: demoMessagingSettings },
      reactions: [
        ...orderReactions,
        ...pricingReactions,
        ...messagingReactions({ words, settings: demoMessagingSettings }),
      ],
    };
  };
}

async function connectStore({ kaspi, inFirstCompany }: SellerWorld): Promise<string> {
  const { apiToken, email, password } = kaspi.seller;
  const deps = { inCompany: inFirstCompany, marketplace: kaspi.client() };
  const { id: storeId } = await connectShopToken(deps, { token: apiToken });
  const step = await startCabinetSignIn(deps, { storeId, login: { email, password } });
  if (step.kind === 'code-needed') {
    await submitCabinetCode(deps, { storeId, code: await kaspi.newestCode(email) });
  }
  await inFirstCompany((scope) => startImport(scope, { storeId }));
  return storeId;
}

/** Waits until it is so; at most fifteen seconds. */
export async function eventually(isSo: () => Promise<boolean> | boolean): Promise<void> {
  const until = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > until) {
      throw new Error('It never came to be.');
    }

    await pause(50);
  }
}

/** What Telegram may refuse: edits that change nothing count as done, and somebody may have blocked the bot. */
const harmless = /message is not modified|bot was blocked by the user/;

/** Ends a shop's world; Telegram must have refused nothing else. */
export async function leave(shop: WorkingShop | undefined): Promise<void> {
  const violations = (await shop?.world.telegram.violations()) ?? [];
  await shop?.world.close();
  expect(violations.filter(({ description }) => !harmless.test(description))).toEqual([]);
}
