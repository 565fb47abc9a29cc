import { setTimeout as delay } from 'node:timers/promises';
import wweb, { type Client, type Message } from 'whatsapp-web.js';
import type { Outbound, Sent } from '../child-protocol.ts';
import { SessionRefusal } from '../session-refusal.ts';
import { messageIdOf } from './messages.ts';

const patienceMs = 4_000;
/** The library answers when a message is stored in the page; the page passes it on a moment later. */
const handOverMs = 250;

/** Sends one message at a time, in the order of the calls. */
export interface Sender {
  /** @throws SessionRefusal when the message certainly did not leave */
  send(message: Outbound): Promise<Sent>;
  /** Begins no further message and lets the one under way leave, `withinMs` at most. */
  drain(withinMs: number): Promise<void>;
}

/**
 * Creates the sender of a client. A call that the library answers has sent, also when it could not read the id back;
 * one that a reload breaks may have. Either way the `message_create` of our own message in that chat tells the id,
 * `echoMs` at most.
 */
export function createSender(client: Client, echoMs = patienceMs): Sender {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let isOver = false;
  const begin = (message: Outbound) => {
    if (isOver) {
      throw new SessionRefusal('not_ready', 'the session is ending');
    }
    return sendOne(client, message, echoMs);
  };
  return {
    send: (message) => {
      waiting += 1;
      const sending = last
        .then(() => begin(message))
        .finally(() => {
          waiting -= 1;
        });
      last = sending.catch(() => undefined);
      return sending;
    },
    drain: async (withinMs) => {
      isOver = true;
      if (waiting > 0) {
        await Promise.race([last.then(() => delay(handOverMs)), delay(withinMs)]);
      }
    },
  };
}

async function sendOne(client: Client, message: Outbound, echoMs: number): Promise<Sent> {
  const echo = listenForEcho(client, message);
  try {
    const sent = await callLibrary(client, message);
    return { ...known(sent ?? (await echo.heard(echoMs))), certainty: 'accepted' };
  } catch (error) {
    throwIfRefused(error);
    const heard = await echo.heard(echoMs);
    return heard ? { ...known(heard), certainty: 'accepted' } : { certainty: 'unknown' };
  } finally {
    echo.stop();
  }
}

function callLibrary(client: Client, { chatId, text, lane, media }: Outbound): Promise<Message | undefined> {
  const options = { sendSeen: lane === 'reply', linkPreview: false, parseVCards: false };
  if (!media) {
    return client.sendMessage(chatId, text, options);
  }
  const file = new wweb.MessageMedia(media.mimetype, media.base64, media.fileName);
  return client.sendMessage(chatId, file, { ...options, caption: text });
}

function known(message: Message | undefined): Pick<Sent, 'id'> {
  return message?.id ? { id: messageIdOf(message) } : {};
}

// Both are thrown by the page before anything is stored.
function throwIfRefused(error: unknown): void {
  const text = String(error);
  if (text.includes('No LID for user')) {
    throw new SessionRefusal('not_on_whatsapp', 'the number is not on WhatsApp');
  }
  if (text.includes('invalid wid')) {
    throw new SessionRefusal('bad_address', 'the chat id is malformed');
  }
}

interface Echo {
  heard(withinMs: number): Promise<Message | undefined>;
  stop(): void;
}

function listenForEcho(client: Client, { chatId, text }: Outbound): Echo {
  const { promise, resolve } = Promise.withResolvers<Message>();
  const onCreate = (message: Message) => {
    const to: string | undefined = message.to; // Builds with renamed fields have left it out.
    // A chat asked for by phone may be kept under its privacy id.
    const isThatChat = to === chatId || to?.endsWith('@lid');
    if (message.fromMe && isThatChat && message.body === text) {
      resolve(message);
    }
  };
  client.on('message_create', onCreate);
  return {
    heard: (withinMs) => Promise.race([promise, delay(withinMs, undefined)]),
    stop: () => client.off('message_create', onCreate),
  };
}
