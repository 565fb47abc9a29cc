import type { StandIn, StandInOptions } from '../stand-in.ts';
import { createBotApi } from './bot-api.ts';
import { telegramControl } from './control.ts';
import type { TelegramUser } from './model.ts';
import { botApiFetch, botApiRoutes } from './routes.ts';
import { addBot, addUser, createWorld, type TelegramBotSeed, type TelegramUserSeed } from './world.ts';

export type { TelegramUser } from './model.ts';
export type { TelegramBotSeed, TelegramUserSeed } from './world.ts';

const webhookRetryMs = { demo: 1000, test: 50 };

/** How Telegram's stand-in starts. */
export interface TelegramStandInOptions extends StandInOptions {
  readonly bots?: readonly TelegramBotSeed[];
  readonly users?: readonly TelegramUserSeed[];
}

/** Telegram's stand-in. */
export interface TelegramStandIn extends StandIn {
  /** Reaches the Bot API in this process without a socket; for a client that takes its own fetch. */
  readonly fetch: typeof fetch;
  addBot(seed: TelegramBotSeed): void;
  addUser(seed: TelegramUserSeed): TelegramUser;
}

/** Creates a stand-in for api.telegram.org (https://core.telegram.org/bots/api) with private chats only. */
export function createTelegramStandIn(options: TelegramStandInOptions): TelegramStandIn {
  const world = createWorld({
    emit: options.emit,
    now: options.now ?? (() => new Date()),
    webhookRetryMs: webhookRetryMs[options.pace ?? 'demo'],
  });
  for (const bot of options.bots ?? []) {
    addBot(world, bot);
  }
  for (const user of options.users ?? []) {
    addUser(world, user);
  }

  const api = createBotApi(world);
  return {
    routes: botApiRoutes(world, api),
    control: telegramControl(world),
    fetch: botApiFetch(world, api),
    addBot: (seed) => void addBot(world, seed),
    addUser: (seed) => addUser(world, seed),
    stop: async () => {
      for (const bot of world.bots.values()) {
        bot.webhook?.abort.abort();
        bot.wake?.();
      }
    },
  };
}
