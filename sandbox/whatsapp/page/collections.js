import { makeWid, textOf } from './ids.js';
import { hide, listeners } from './listeners.js';

function collection() {
  const bus = listeners();
  const items = new Map();
  const keyOf = (id) => (id === undefined ? undefined : textOf(id));
  return {
    ...bus,
    get: (id) => items.get(keyOf(id)),
    find: async (id) => items.get(keyOf(id)),
    getModelsArray: () => [...items.values()],
    add(item) {
      items.set(keyOf(item.id), item);
      bus.trigger('add', item);
      return item;
    },
    remove(id) {
      const item = items.get(keyOf(id));
      items.delete(keyOf(id));
      if (item) {
        bus.trigger('remove', item);
      }
    },
  };
}

/** WhatsApp's collections, as far as the library reads them. */
export const Msg = collection();
export const Chat = collection();
export const Contact = collection();
export const Blocklist = collection();
export const BusinessProfile = collection();
Msg.getMessagesById = async (ids) => ({ messages: ids.map((id) => Msg.get(id)).filter(Boolean) });

/** A model whose changes are heard on itself and on its collection. */
export function model(owner, fields) {
  const bus = listeners();
  const item = { ...fields };
  return hide(item, {
    once: bus.once,
    serialize: () => JSON.parse(JSON.stringify({ ...item, mediaBlob: undefined })),
    unsafe: () => item,
    msgContextInfo: () => ({ quotedStanzaID: item.id.id, quotedMsg: { type: item.type, body: item.body } }),
    put(field, value) {
      const before = item[field];
      item[field] = value;
      bus.trigger(`change:${field}`, item);
      owner.trigger(`change:${field}`, item, value, before);
      owner.trigger('change', item);
    },
  });
}

/** The chat with somebody, made when it is not there yet. */
export function chatWith(wid) {
  const fields = { id: makeWid(wid), formattedTitle: wid.user, unreadCount: 0, mute: { expiration: 0 } };
  return Chat.get(wid) ?? Chat.add(model(Chat, fields));
}

/** The person behind an id, made when not known yet. */
export function contactOf(wid, pushname) {
  const fields = { id: wid, pushname, userid: wid.user, isUser: true, isWAContact: true };
  return Contact.get(wid) ?? Contact.add(model(Contact, fields));
}
