import { badRequest } from '../errors.ts';
import { formattedParam, messageCaption, messageText } from '../formatted-text.ts';
import { markupParam } from '../keyboards.ts';
import { takeSendSlot } from '../limits.ts';
import { documentParam, type Media, mediaGroupParam, photoParam } from '../media.ts';
import { findMessage, type Place, postFromBot } from '../messages.ts';
import { type Call, integerParam, jsonParam, type Method, type Params, textParam } from '../params.ts';
import type { Message, MessageContent } from '../wire.ts';
import { writableChat } from '../world.ts';

const actionSeconds = 5;
const actions = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];

/** The methods that put something new into a chat. */
export const sendMethods: Readonly<Record<string, Method>> = {
  sendMessage: (call) => {
    const { text, entities } = formattedParam(call.params, messageText);
    if (text === '') {
      throw badRequest('message text is empty');
    }
    return send(call, { text, ...nonEmpty('entities', entities) });
  },
  sendPhoto: async (call) => {
    const place = placeOf(call);
    return send(call, { photo: await photoParam(call, 'photo'), ...captionOf(call.params) }, place);
  },
  sendDocument: async (call) => {
    const place = placeOf(call);
    return send(call, { document: await documentParam(call, 'document'), ...captionOf(call.params) }, place);
  },
  sendMediaGroup,
  sendChatAction: (call) => {
    const { world, bot, chat } = placeOf(call);
    const name = textParam(call.params, 'action') ?? '';
    if (!actions.includes(name)) {
      throw badRequest('wrong parameter action in request');
    }
    chat.action = { name, untilMs: world.now().getTime() + actionSeconds * 1000 };
    world.emit({ source: 'telegram', kind: 'chatAction', bot: bot.username, userId: chat.user.id, action: name });
    return true;
  },
};

/** A caption read from a call, in the fields of a message. */
export function captionOf(params: Params): MessageContent {
  const { text, entities } = formattedParam(params, messageCaption);
  return text === '' ? {} : { caption: text, ...nonEmpty('caption_entities', entities) };
}

/** The field with that list, or nothing when it is empty. */
export function nonEmpty<Name extends string, Item>(
  name: Name,
  items: readonly Item[],
): { [name in Name]?: readonly Item[] } {
  return items.length > 0 ? ({ [name]: items } as { [name in Name]: readonly Item[] }) : {};
}

function send(call: Call, content: MessageContent, place: Place = placeOf(call)): Message {
  const markup = markupParam(call.params);
  const replyTo = repliedMessage(call, place);
  takeSendSlot(call.world, { ...place, count: 1 });
  return postFromBot(place, { ...content, ...(replyTo ? { reply_to_message: replyTo } : {}) }, markup).message;
}

async function sendMediaGroup(call: Call): Promise<Message[]> {
  const place = placeOf(call);
  const media = await mediaGroupParam(call);
  takeSendSlot(call.world, { ...place, count: media.length });
  const groupId = String(13_000_000_000 + call.bot.id + place.chat.lastMessageId);
  return media.map((item) => postFromBot(place, { ...contentOf(item), media_group_id: groupId }).message);
}

function contentOf({ photo, document, caption }: Media): MessageContent {
  return { ...(photo ? { photo } : {}), ...(document ? { document } : {}), ...captionOf(caption) };
}

function placeOf({ world, bot, params }: Call): Place {
  return { world, bot, chat: writableChat(world, bot, textParam(params, 'chat_id')) };
}

function repliedMessage({ params }: Call, { chat }: Place): Message | undefined {
  const reply = Object(jsonParam(params, 'reply_parameters') ?? {}) as Record<string, unknown>;
  const asked = 'message_id' in reply ? reply : { ...reply, message_id: integerParam(params, 'reply_to_message_id') };
  if (asked.message_id === undefined) {
    return undefined;
  }

  const found = findMessage(chat, Number(asked.message_id));
  if (!found && asked.allow_sending_without_reply !== true) {
    throw badRequest('message to be replied not found');
  }
  return found && { ...found.message, reply_to_message: undefined };
}
