import { badRequest } from '../errors.ts';
import { maxDownloadBytes } from '../files.ts';
import { type Call, flagParam, integerParam, type Method, textParam } from '../params.ts';
import { requestedChat, wireBot, wireChat, wireUser } from '../world.ts';

const maxAnswerLength = 200;

/** The methods about chats, their people, files and taps. */
export const chatMethods: Readonly<Record<string, Method>> = {
  getChat: ({ world, bot, params }) => ({
    ...wireChat(requestedChat(world, bot, textParam(params, 'chat_id')).user),
    accent_color_id: 0,
    max_reaction_count: 11,
  }),
  getChatMember,
  getFile: ({ world, bot, params }) => {
    const file = world.files.get(textParam(params, 'file_id') ?? '');
    if (file?.botId !== bot.id) {
      throw badRequest('invalid file_id');
    }
    if (file.size > maxDownloadBytes) {
      throw badRequest('file is too big');
    }
    return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
  },
  answerCallbackQuery,
};

function getChatMember({ world, bot, params }: Call): unknown {
  const { user } = requestedChat(world, bot, textParam(params, 'chat_id'));
  const userId = integerParam(params, 'user_id');
  if (userId === bot.id) {
    return { user: wireBot(bot), status: 'member' };
  }
  const member = userId === undefined ? undefined : world.users.get(userId);
  if (!member) {
    throw badRequest('invalid user_id specified');
  }
  return { user: wireUser(member), status: member.id === user.id ? 'member' : 'left' };
}

function answerCallbackQuery({ world, bot, params }: Call): true {
  const query = world.callbackQueries.get(textParam(params, 'callback_query_id') ?? '');
  const ageMs = query ? world.now().getTime() - query.askedAt.getTime() : 0;
  if (query?.botId !== bot.id || query.answer || ageMs > world.faults.callbackTimeoutMs) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  const text = textParam(params, 'text');
  if (text && text.length > maxAnswerLength) {
    throw badRequest('MESSAGE_TOO_LONG');
  }

  query.answer = { text: text || undefined, showAlert: flagParam(params, 'show_alert'), url: textParam(params, 'url') };
  world.emit({
    source: 'telegram',
    kind: 'callbackAnswered',
    bot: bot.username,
    userId: query.userId,
    callbackQueryId: query.id,
    ...query.answer,
  });
  return true;
}
