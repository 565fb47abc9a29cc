import { badRequest, conflict, forbidden } from './errors.ts';
import type { Bot, Chat, TelegramFaults, TelegramUser, TelegramWorld } from './model.ts';
import type { WireChat, WireUser } from './wire.ts';

const firstUserId = 7_000_000_001;

/** A bot as BotFather would hand it out. */
export interface TelegramBotSeed {
  /** `<bot id>:<secret>` */
  readonly token: string;
  readonly username: string;
  readonly name: string;
}

/** A new account; the id is given out when absent. */
export type TelegramUserSeed = Omit<TelegramUser, 'id'> & { readonly id?: number | undefined };

/** The world as it is without faults. */
export const noFaults: Readonly<TelegramFaults> = {
  floodLimit: true,
  strictChatLimit: false,
  chatBurst: 60,
  unreachable: false,
  badGateway: false,
  slowMs: 0,
  duplicateUpdates: false,
  callbackTimeoutMs: 60_000,
};

/** Creates an empty world. */
export function createWorld(options: Pick<TelegramWorld, 'emit' | 'now' | 'webhookRetryMs'>): TelegramWorld {
  return {
    ...options,
    faults: { ...noFaults },
    bots: new Map(),
    users: new Map(),
    files: new Map(),
    callbackQueries: new Map(),
    violations: [],
    calls: new Map(),
  };
}

/** Registers a bot; the same token again changes nothing. @throws TelegramError on a malformed token or a taken username */
export function addBot(world: TelegramWorld, seed: TelegramBotSeed): Bot {
  const known = world.bots.get(seed.token);
  if (known) {
    return known;
  }
  const id = Number(/^(\d{3,12}):[\w-]{3,}$/.exec(seed.token)?.[1]);
  if (!id) {
    throw badRequest('a bot token looks like 123456789:secret');
  }
  if ([...world.bots.values()].some((bot) => bot.username === seed.username || bot.id === id)) {
    throw conflict(`the bot ${seed.username} (${id}) exists with another token`);
  }

  const bot: Bot = {
    ...seed,
    id,
    chats: new Map(),
    commands: new Map(),
    profileTexts: new Map(),
    menuButton: { type: 'default' },
    lastUpdateId: wireTime(world.now()),
    queue: [],
    sends: [],
  };
  world.bots.set(bot.token, bot);
  world.emit({ source: 'telegram', kind: 'bot', bot: bot.username });
  return bot;
}

/** Takes up a bot of an earlier start; ids that it gave out after it was last kept don't come again. */
export function recallBot(world: TelegramWorld, kept: Bot): void {
  world.bots.set(kept.token, { ...kept, lastUpdateId: Math.max(kept.lastUpdateId, wireTime(world.now())) });
}

/** Registers a Telegram account, or changes the one with that id. @throws TelegramError when another has the phone */
export function addUser(world: TelegramWorld, seed: TelegramUserSeed): TelegramUser {
  const id = seed.id ?? nextUserId(world);
  if ([...world.users.values()].some((user) => user.phone === seed.phone && user.id !== id)) {
    throw conflict(`another account has the phone ${seed.phone}`);
  }
  const user: TelegramUser = Object.assign(world.users.get(id) ?? {}, { ...seed, id });
  world.users.set(id, user);
  world.emit({ source: 'telegram', kind: 'user', userId: id });
  return user;
}

/** The chat of a user with a bot; it appears on first need. */
export function chatOf(bot: Bot, user: TelegramUser): Chat {
  const known = bot.chats.get(user.id);
  if (known) {
    return known;
  }

  const chat: Chat = { user, hasStarted: false, isBlocked: false, lastMessageId: 0, messages: [], sends: [] };
  bot.chats.set(user.id, chat);
  return chat;
}

/** The chat a bot names. @throws TelegramError 400 when it is no known account */
export function requestedChat(world: TelegramWorld, bot: Bot, chatId: string | undefined): Chat {
  if (!chatId) {
    throw badRequest('chat_id is empty');
  }
  const user = world.users.get(Number(chatId));
  if (!user) {
    throw badRequest('chat not found');
  }
  return chatOf(bot, user);
}

/** The chat a bot may write to. @throws TelegramError 403 before the user pressed start, or once blocked */
export function writableChat(world: TelegramWorld, bot: Bot, chatId: string | undefined): Chat {
  const chat = requestedChat(world, bot, chatId);
  if (!chat.hasStarted) {
    throw forbidden("bot can't initiate conversation with a user");
  }
  if (chat.isBlocked) {
    throw forbidden('bot was blocked by the user');
  }
  return chat;
}

/** An account on the wire. */
export function wireUser(user: TelegramUser): WireUser {
  return {
    id: user.id,
    is_bot: false,
    first_name: user.firstName,
    last_name: user.lastName,
    username: user.username,
    language_code: user.languageCode,
  };
}

/** A bot on the wire. */
export function wireBot(bot: Bot): WireUser {
  return { id: bot.id, is_bot: true, first_name: bot.name, username: bot.username };
}

/** A private chat on the wire. */
export function wireChat(user: TelegramUser): WireChat {
  return {
    id: user.id,
    type: 'private',
    first_name: user.firstName,
    last_name: user.lastName,
    username: user.username,
  };
}

/** Seconds since 1970, as the wire counts time. */
export function wireTime(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

function nextUserId(world: TelegramWorld): number {
  let id = firstUserId;
  while (world.users.has(id)) {
    id += 1;
  }
  return id;
}
