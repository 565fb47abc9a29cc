import { openKeepsake } from '../keepsake.ts';
import type { EmitEvent, StandIn, StandInOptions } from '../stand-in.ts';
import { createBotApi } from './bot-api.ts';
import { telegramControl } from './control.ts';
import { maxDownloadBytes } from './files.ts';
import type { Bot, StoredFile, TelegramUser, TelegramWorld } from './model.ts';
import { botApiFetch, botApiRoutes } from './routes.ts';
import { addBot, addUser, createWorld, recallBot, type TelegramBotSeed, type TelegramUserSeed } from './world.ts';

export type { TelegramUser } from './model.ts';
export type { TelegramBotSeed, TelegramUserSeed } from './world.ts';

const webhookRetryMs = { demo: 1000, test: 50 };

/** How Telegram's stand-in starts. */
export interface TelegramStandInOptions extends StandInOptions {
  readonly bots?: readonly TelegramBotSeed[];
  readonly users?: readonly TelegramUserSeed[];
  /** Where it is remembered what happened, for the next start; nothing is by default. */
  readonly keepFile?: string | undefined;
}

/** What Telegram remembers between starts. */
type Kept = Pick<TelegramWorld, 'users' | 'files' | 'bots'>;

/** Telegram's stand-in. */
export interface TelegramStandIn extends StandIn {
  /** Reaches the Bot API in this process without a socket; for a client that takes its own fetch. */
  readonly fetch: typeof fetch;
  addBot(seed: TelegramBotSeed): void;
  addUser(seed: TelegramUserSeed): TelegramUser;
}

/** Creates a stand-in for api.telegram.org (https://core.telegram.org/bots/api) with private chats only. */
export function createTelegramStandIn(options: TelegramStandInOptions): TelegramStandIn {
  const keepsake = openKeepsake<Kept>(options.keepFile, () => remembered(world));
  const emit: EmitEvent = (event) => {
    keepsake.touch();
    options.emit(event);
  };
  const world: TelegramWorld = createWorld({
    emit,
    now: options.now ?? (() => new Date()),
    webhookRetryMs: webhookRetryMs[options.pace ?? 'demo'],
  });
  recall(world, keepsake.kept);
  for (const bot of options.bots ?? []) {
    addBot(world, bot);
  }
  for (const user of keepsake.kept ? [] : (options.users ?? [])) {
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
      keepsake.stop();
    },
  };
}

/** Connections, timers and tempers are not remembered: a bot sets its webhook again when it starts. */
function remembered({ users, files, bots }: TelegramWorld): Kept {
  const still = [...bots].map(([token, { webhook, wake, terminatePoll, ...bot }]): [string, Bot] => [token, bot]);
  return {
    users,
    files: new Map([...files].map(([id, file]) => [id, withoutLargeContent(file)])),
    bots: new Map(still),
  };
}

/** No bot can download more, so nobody misses the bytes. */
function withoutLargeContent(file: StoredFile): StoredFile {
  return file.size > maxDownloadBytes ? { ...file, content: undefined } : file;
}

function recall(world: TelegramWorld, kept: Kept | undefined): void {
  for (const [id, user] of kept?.users ?? []) {
    world.users.set(id, user);
  }
  for (const [id, file] of kept?.files ?? []) {
    world.files.set(id, file);
  }
  for (const bot of kept?.bots.values() ?? []) {
    recallBot(world, bot);
  }
}
