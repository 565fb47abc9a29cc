import { tell } from './channel.js';
import { chatWith, contactOf, Msg, model } from './collections.js';
import { account } from './connection.js';
import { faults } from './faults.js';
import { MsgKey, makeWid, textOf } from './ids.js';
import { inboundFiles, toBase64 } from './media.js';

/** Sends a message of the library: [stored locally, result of the service]. @throws when the number is not on WhatsApp */
export function addAndSendMsgToChat(chat, fields) {
  if (faults.privateMediaId && '__x_id' in fields) {
    throw new Error('Data passed to getter must include an id property');
  }

  const asked = tell('exists', { user: chat.id.user }).then(({ isRegistered }) => {
    if (!isRegistered) {
      throw new Error('No LID for user');
    }
  });
  const stored = asked.then(() => pause(faults.slowSendMs)).then(() => store(fields));
  return [stored, stored.then((message) => pass(chat, message))];
}

/** The service confirms a message: -1 error, 1 server, 2 device, 3 read. */
export function takeAck({ id, ack }) {
  const message = Msg.getModelsArray().find((known) => known.id.id === id);
  if (message && message.ack !== ack) {
    message.put('ack', ack);
  }
}

/** Somebody wrote to the linked phone. */
export async function receive({ from, name, media, isLid, ...message }) {
  const wid = makeWid(`${from}@${isLid ? 'lid' : 'c.us'}`);
  contactOf(wid, name);
  const chat = chatWith(wid);
  const id = new MsgKey({ from: wid, to: account.me, id: message.id, selfDir: 'in' });
  const file = media ? await inboundFiles.keep(media) : {};
  const common = { from: wid, to: account.me, ack: 0, isNewMsg: true, notifyName: name };
  Msg.add(model(Msg, { ...common, ...message, ...file, id, t: Math.floor(Date.now() / 1000) }));
  chat.put('unreadCount', chat.unreadCount + 1);
}

/** Marks a chat as read for the one who wrote. */
export async function sendSeen({ chat }) {
  chat.put('unreadCount', 0);
  await tell('seen', { to: chat.id._serialized });
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function store(fields) {
  const { chat: _unused, ...kept } = fields;
  return Msg.add(model(Msg, kept));
}

async function pass(chat, message) {
  const { type, body, caption, lat, lng, loc, mimetype, filename, size } = message;
  const content = message.mediaBlob ? await toBase64(message.mediaBlob.blob) : undefined;
  const media = content && { mimetype, filename, size, base64: content };
  const fields = { id: message.id.id, key: textOf(message.id), to: chat.id._serialized };
  await tell('sent', { ...fields, type, body: media ? caption : body, place: { lat, lng, loc }, media });
  return { messageSendResult: faults.failAcks ? 'ERROR_UNKNOWN' : 'OK' };
}
