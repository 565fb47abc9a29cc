import { isRecord } from '../../body.ts';
import { badRequest } from '../errors.ts';
import type { Bot } from '../model.ts';
import { type Call, jsonParam, type Method, type Params, textParam } from '../params.ts';
import type { BotCommand } from '../wire.ts';
import { requestedChat, wireBot } from '../world.ts';

const maxCommands = 100;
const maxTextLengths = { name: 64, description: 512, short_description: 120 };
const scopesWithoutChat = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];

/** The methods about the bot itself: identity, commands, menu button, name and descriptions. */
export const profileMethods: Readonly<Record<string, Method>> = {
  getMe: ({ bot }) => ({
    ...wireBot(bot),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
  setMyCommands,
  getMyCommands: (call) => call.bot.commands.get(commandsKey(call)) ?? [],
  deleteMyCommands: (call) => {
    call.bot.commands.delete(commandsKey(call));
    return tellCommands(call);
  },
  setChatMenuButton,
  getChatMenuButton: ({ world, bot, params }) => {
    const chatId = textParam(params, 'chat_id');
    return (chatId && requestedChat(world, bot, chatId).menuButton) || bot.menuButton;
  },
  setMyName: (call) => setText(call, 'name'),
  getMyName: (call) => ({ name: getText(call, 'name') || call.bot.name }),
  setMyDescription: (call) => setText(call, 'description'),
  getMyDescription: (call) => ({ description: getText(call, 'description') }),
  setMyShortDescription: (call) => setText(call, 'short_description'),
  getMyShortDescription: (call) => ({ short_description: getText(call, 'short_description') }),
};

/** The commands a user sees: the narrowest scope, in their language first. */
export function commandsFor(bot: Bot, user: { id: number; languageCode?: string | undefined }): readonly BotCommand[] {
  const language = user.languageCode?.slice(0, 2) ?? '';
  for (const scope of [`chat:${user.id}`, 'all_private_chats', 'default']) {
    const commands = bot.commands.get(`${scope}|${language}`) ?? bot.commands.get(`${scope}|`);
    if (commands) {
      return commands;
    }
  }
  return [];
}

function setMyCommands(call: Call): true {
  const given = jsonParam(call.params, 'commands');
  if (!Array.isArray(given)) {
    throw badRequest("can't parse commands JSON object");
  }
  if (given.length > maxCommands) {
    throw badRequest('BOT_COMMANDS_TOO_MUCH');
  }

  const key = commandsKey(call);
  call.bot.commands.set(key, given.map(readCommand));
  return tellCommands(call);
}

function readCommand(given: unknown): BotCommand {
  const { command, description } = Object(given) as Partial<Record<string, unknown>>;
  if (typeof command !== 'string' || !/^[a-z0-9_]{1,32}$/.test(command)) {
    throw badRequest('BOT_COMMAND_INVALID');
  }
  if (typeof description !== 'string' || description.length < 1 || description.length > 256) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  return { command, description };
}

function commandsKey(call: Call): string {
  return `${scopeOf(call)}|${languageOf(call.params)}`;
}

function scopeOf({ world, bot, params }: Call): string {
  const scope = jsonParam(params, 'scope');
  if (scope === undefined) {
    return 'default';
  }
  const { type, chat_id } = Object(scope) as { type?: string; chat_id?: unknown };
  if (type === 'chat') {
    return `chat:${requestedChat(world, bot, String(chat_id ?? '')).user.id}`;
  }
  if (!type || !scopesWithoutChat.includes(type)) {
    throw badRequest("can't parse BotCommandScope: unsupported type specified");
  }
  return type;
}

function languageOf(params: Params): string {
  const language = textParam(params, 'language_code') ?? '';
  if (!/^([a-z]{2})?$/.test(language)) {
    throw badRequest('LANG_CODE_INVALID');
  }
  return language;
}

function tellCommands({ world, bot }: Call): true {
  world.emit({ source: 'telegram', kind: 'commands', bot: bot.username });
  return true;
}

function setChatMenuButton(call: Call): true {
  const { world, bot, params } = call;
  const button = jsonParam(params, 'menu_button') ?? { type: 'default' };
  if (!isRecord(button) || !['commands', 'default', 'web_app'].includes(String(button.type))) {
    throw badRequest("can't parse MenuButton: unsupported type specified");
  }

  const chatId = textParam(params, 'chat_id');
  if (chatId) {
    requestedChat(world, bot, chatId).menuButton = button;
  } else {
    bot.menuButton = button;
  }
  return tellCommands(call);
}

function setText({ bot, params }: Call, name: keyof typeof maxTextLengths): true {
  const text = textParam(params, name) ?? '';
  if (text.length > maxTextLengths[name]) {
    throw badRequest(`bot ${name.replaceAll('_', ' ')} is too long`);
  }
  bot.profileTexts.set(`${name}|${languageOf(params)}`, text);
  return true;
}

function getText({ bot, params }: Call, name: string): string {
  return bot.profileTexts.get(`${name}|${languageOf(params)}`) ?? bot.profileTexts.get(`${name}|`) ?? '';
}
