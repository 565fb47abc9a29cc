import { badRequest } from '../errors.ts';
import { formattedParam, messageText } from '../formatted-text.ts';
import { inlineMarkupParam } from '../keyboards.ts';
import { takeEditSlot } from '../limits.ts';
import { mediaParam } from '../media.ts';
import { editMessage, findMessage, type Place, removeMessage } from '../messages.ts';
import type { StoredMessage } from '../model.ts';
import { type Call, integerParam, jsonParam, type Method, textParam } from '../params.ts';
import type { Message, MessageContent } from '../wire.ts';
import { writableChat } from '../world.ts';
import { captionOf, nonEmpty } from './send.ts';

const deletableHours = 48;
const maxDeleted = 100;

/** The methods that change or remove what is in a chat. */
export const editMethods: Readonly<Record<string, Method>> = {
  editMessageText: (call) => {
    const target = targetOf(call);
    const { text, entities } = formattedParam(call.params, messageText);
    if (text === '') {
      throw badRequest('message text is empty');
    }
    if (target.stored.message.text === undefined) {
      throw badRequest('there is no text in the message to edit');
    }
    return apply(call, target, { text, ...nonEmpty('entities', entities) });
  },
  editMessageCaption: (call) => {
    const target = targetOf(call);
    const { photo, document, media_group_id } = target.stored.message;
    if (!photo && !document) {
      throw badRequest('there is no caption in the message to edit');
    }
    return apply(call, target, present({ photo, document, media_group_id, ...captionOf(call.params) }));
  },
  editMessageMedia: async (call) => {
    const target = targetOf(call);
    const { photo, document, caption } = await mediaParam(call);
    return apply(call, target, present({ photo, document, ...captionOf(caption) }));
  },
  editMessageReplyMarkup: (call) => {
    const target = targetOf(call);
    const { text, entities, caption, caption_entities, photo, document, media_group_id } = target.stored.message;
    const kept = { text, entities, caption, caption_entities, photo, document, media_group_id };
    return apply(call, target, present(kept));
  },
  deleteMessage: (call) => {
    const place = placeOf(call);
    const stored = findMessage(place.chat, integerParam(call.params, 'message_id'));
    if (!stored) {
      throw badRequest('message to delete not found');
    }
    if (!isDeletable(call, stored)) {
      throw badRequest("message can't be deleted for everyone");
    }
    removeMessage(place, stored);
    return true;
  },
  deleteMessages: (call) => {
    const ids = jsonParam(call.params, 'message_ids');
    if (!Array.isArray(ids) || ids.length === 0 || ids.length > maxDeleted) {
      throw badRequest('message identifiers are not specified, or there are too many');
    }
    const place = placeOf(call);
    const found = ids.map((id) => findMessage(place.chat, Number(id))).filter((stored) => stored !== undefined);
    for (const stored of found.filter((candidate) => isDeletable(call, candidate))) {
      removeMessage(place, stored);
    }
    return true;
  },
};

interface Target {
  readonly place: Place;
  readonly stored: StoredMessage;
}

function targetOf(call: Call): Target {
  const messageId = integerParam(call.params, 'message_id');
  if (messageId === undefined) {
    throw badRequest('message identifier is not specified');
  }
  const place = placeOf(call);
  const stored = findMessage(place.chat, messageId);
  if (!stored) {
    throw badRequest('message to edit not found');
  }
  if (!stored.isFromBot || stored.hasReplyMarkup) {
    throw badRequest("message can't be edited");
  }
  return { place, stored };
}

function apply(call: Call, { place, stored }: Target, content: MessageContent): Message {
  const keyboard = inlineMarkupParam(call.params);
  const next: MessageContent = keyboard ? { ...content, reply_markup: keyboard } : content;
  takeEditSlot(call.world, call.bot);
  if (isSame(stored.message, next)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    );
  }
  return editMessage(place, stored, next);
}

function isSame(message: Message, next: MessageContent): boolean {
  const { text, entities, caption, caption_entities, photo, document, media_group_id, reply_markup } = message;
  const current = { text, entities, caption, caption_entities, photo, document, media_group_id, reply_markup };
  return sortedJson(present(current)) === sortedJson(present(next));
}

function present(content: MessageContent): MessageContent {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

function sortedJson(content: MessageContent): string {
  return JSON.stringify(Object.entries(content).sort(([a], [b]) => a.localeCompare(b)));
}

function isDeletable({ world }: Call, { sentAt }: StoredMessage): boolean {
  return world.now().getTime() - sentAt.getTime() < deletableHours * 3_600_000;
}

function placeOf({ world, bot, params }: Call): Place {
  return { world, bot, chat: writableChat(world, bot, textParam(params, 'chat_id')) };
}
