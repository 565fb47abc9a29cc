import { forgetDevice, tell } from './channel.js';
import { faults } from './faults.js';
import { makeWid } from './ids.js';
import { listeners, observable } from './listeners.js';
import { vault } from './vault.js';

const sessionKey = 'session';
const listenerPollMs = 10;
const navigationMs = 20;

/** Who is linked here; empty until a phone scans the code. */
export const account = { me: undefined, pushname: undefined };

/** Who is linked, as an id or its privacy twin. */
export const meAs = {
  phone: () => account.me,
  lid: () => (account.me ? makeWid(`9${account.me.user}@lid`) : undefined),
};

const bytes = (fill) => new Uint8Array(32).fill(fill);

/** Base64 of bytes. */
export const encodeB64 = (content) => btoa(String.fromCharCode(...content));

/** The keys that go into the QR text. */
export const keys = { static: bytes(1), identity: bytes(2), secret: encodeB64(bytes(3)), platform: '1' };

const newRef = () => `2@${encodeB64(crypto.getRandomValues(new Uint8Array(48)))}`;

export const Conn = observable({ ref: newRef(), platform: 'android', battery: 100, plugged: true });
Conn.serialize = () => ({ pushname: account.pushname, platform: 'android', ref: Conn.ref });

export const Socket = observable({
  state: 'OPENING',
  hasSynced: false,
  takeover: () => Socket.put('state', 'CONNECTED'),
});
Socket.logout = () => leave();

export const Cmd = { ...listeners(), refreshQR: () => refreshQr() };

let shownCodes = 0;
let rotation;

/** Connects: restores the saved session when the service still knows it, else shows a code to scan. */
export async function connect() {
  const saved = (await vault.get(sessionKey)) ?? null;
  const { isLinked } = await tell('hello', { session: saved });
  if (isLinked) {
    adopt(saved);
    Socket.put('state', 'CONNECTED');
    sync();
    return;
  }
  if (saved) {
    await leave();
    return;
  }

  await showCode(Conn.ref);
  Socket.put('state', 'UNPAIRED');
}

/** A phone has scanned the shown code. */
export async function link({ phone, pushname }) {
  clearTimeout(rotation);
  const session = { me: `${phone}@c.us`, pushname };
  await vault.put(sessionKey, session);
  adopt(session);
  Socket.put('state', 'PAIRING');
  Socket.put('state', 'CONNECTED');
  await tell('linked', { phone, pushname });
  sync();
}

/** WhatsApp asks for a passkey instead of linking. */
export async function askPasskey() {
  const challenge = bytes(4);
  const publicKey = { rpId: 'whatsapp.com', userVerification: 'required', challenge };
  await navigator.credentials.get({ publicKey }).catch((error) => tell('passkeyFailed', { reason: String(error) }));
}

/** Ends the session as WhatsApp does: the logout command, then the page goes to ?post_logout=1. */
export async function leave() {
  await vault.remove(sessionKey);
  await tell('loggedOut');
  await forgetDevice();
  Cmd.trigger('logout');
  await new Promise((resolve) => setTimeout(resolve, navigationMs));
  location.href = '/?post_logout=1';
}

function adopt(session) {
  account.me = makeWid(session.me);
  account.pushname = session.pushname;
}

async function refreshQr() {
  shownCodes = 0;
  await showCode(newRef());
  Socket.put('state', 'UNPAIRED');
}

// A code lives for a while, then a new one comes; after six WhatsApp waits until somebody asks again. The service
// knows a code before anybody can see it.
async function showCode(ref) {
  clearTimeout(rotation);
  shownCodes += 1;
  const qr = [ref, encodeB64(keys.static), encodeB64(keys.identity), keys.secret, keys.platform].join(',');
  await tell('qr', { qr });
  Conn.put('ref', ref);
  rotation = setTimeout(rotate, faults.qrRotationMs);
}

function rotate() {
  if (shownCodes < 6) {
    showCode(newRef());
    return;
  }
  tell('idle');
  Socket.put('state', 'UNPAIRED_IDLE');
}

// The library subscribes a few round trips after the QR; a sync before that is the field's "never ready" fault.
function sync() {
  if (faults.syncBeforeListener) {
    Socket.put('hasSynced', true);
    return;
  }

  const wait = setInterval(() => {
    if (Socket.listened('change:hasSynced')) {
      clearInterval(wait);
      Socket.put('hasSynced', true);
    }
  }, listenerPollMs);
}
