import type { Api } from 'grammy';
import { dialogueVersion } from '../../bots/telegram/dialogue-version.ts';
import { type BotHost, createBotHost } from '../../bots/telegram/host.ts';
import type { Delivery } from '../../bots/telegram/introduce-bot.ts';
import { botIdOf } from '../../bots/telegram/kit.ts';
import { createSellerNotices } from '../../bots/telegram/seller/messaging/index.ts';
import { createSellerFeatures, SELLER_HOME } from '../../bots/telegram/seller/seller-bot.ts';
import { resolveVisitor } from '../access/index.ts';
import type { MessageGateway } from '../messaging/index.ts';
import { deriveSecret } from '../platform/secrets/secret-box.ts';
import type { House } from './house.ts';
import type { WhatsApp } from './whatsapp.ts';

/** The bots of this process. */
export interface Bots {
  readonly host: BotHost;
  /** Tells members things in the seller bot. */
  readonly notices: MessageGateway;
  api(botId: string): Api;
}

/** Builds the seller bot and its host; nothing runs before the host starts. */
export function buildBots(house: House, whatsApp: WhatsApp): Bots {
  const { config, world, data, words, logger, clock, marketplace, media, enqueue } = house;
  const { inCompany, inSystem } = data.database;
  let host: BotHost | undefined;
  const api = (botId: string) => {
    if (!host) {
      throw new Error('The bot was asked for before it was built.');
    }
    return host.api(botId);
  };
  const deps = {
    inCompany,
    inSystem,
    marketplace,
    enqueue,
    publicUrl: () => house.publicUrl(),
    media,
    words,
    clock,
    api,
    whatsApp,
    isDemo: config.mode === 'demo',
  };
  host = createBotHost({
    bots: [
      {
        token: world.botToken,
        features: createSellerFeatures(deps),
        home: SELLER_HOME,
        dialogueVersion: dialogueVersion(),
      },
    ],
    delivery: deliveryOf(house),
    apiUrl: world.urls.telegramApi,
    inCompany,
    inSystem,
    signalsUrl: data.urls.systemUrl,
    sealer: data.secrets,
    words,
    logger,
    resolveVisitor: resolveVisitor({ inSystem }),
  });
  return { host, api, notices: createSellerNotices({ ...deps, botId: botIdOf(world.botToken) }) };
}

function deliveryOf({ config, publicUrl, key }: House): Delivery {
  return config.telegram.updates === 'polling'
    ? { mode: 'polling' }
    : {
        mode: 'webhook',
        publicUrl: publicUrl(),
        secretOf: (botId) => deriveSecret(key, `telegram-webhook:${botId}`),
      };
}
