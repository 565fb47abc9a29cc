import { faults } from './faults.js';
import { hide } from './listeners.js';

/** A WhatsApp id made of user and server, `77010000001@c.us` or `123@lid`. @throws on anything else */
export function makeWid(like) {
  const text = typeof like === 'string' ? like : like._serialized;
  if (!/^[^@]+@[a-z.]+$/.test(text)) {
    throw new Error(`wid error: invalid wid ${text}`);
  }

  const [user, server] = text.split('@');
  return hide(
    { server, user, _serialized: text },
    {
      isLid: () => server === 'lid',
      isGroup: () => server === 'g.us',
      isStatus: () => false,
      isUser: () => server === 'c.us' || server === 'lid',
      toJid: () => text,
      toString: () => text,
    },
  );
}

/** A message's key; the name of its text field is what the July 2026 build renamed. */
export class MsgKey {
  constructor({ from, to, id, selfDir }) {
    this.fromMe = selfDir === 'out';
    this.remote = this.fromMe ? to : from;
    this.id = id;
    this[faults.idField] = `${this.fromMe}_${this.remote._serialized}_${id}`;
  }

  static async newId() {
    const bytes = [...crypto.getRandomValues(new Uint8Array(9))];
    return `3EB0${bytes
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .toUpperCase()}`;
  }
}

/** The text of an id, whatever its field is called now. */
export function textOf(id) {
  return typeof id === 'string' ? id : (id._serialized ?? id[faults.idField]);
}
