import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'whatsapp-web.js';
import type { Downloaded, Ending, Presence, Report, SessionSettings } from '../child-protocol.ts';
import type { SessionNews, SessionState } from '../session-events.ts';
import { SessionRefusal } from '../session-refusal.ts';
import { downloadOf, inboundOf, isPersonal, messageIdOf, rungOf } from './messages.ts';
import { freeProfile, profileOf, removeProfile } from './profile.ts';
import { createSender, type Sender } from './sending.ts';
import { watch } from './watchdog.ts';
import { createWebClient } from './web-client.ts';

const closeMs = 4_000;
const restrictions = ['TOS_BLOCK', 'SMB_TOS_BLOCK'];

/** One life of one client: from the browser's start to its end. A new attempt is a new process. */
export interface Attempt {
  readonly sender: Sender;
  start(): Promise<void>;
  check(phone: string): Promise<Presence>;
  /** @returns the code to type on the phone */
  pair(phone: string): Promise<string>;
  /** @returns undefined when WhatsApp no longer has the file */
  download(messageId: string): Promise<Downloaded | undefined>;
  logout(): Promise<void>;
  /** Closes the browser, once; later calls wait for the first. */
  end(ending: Ending): Promise<void>;
  /** @throws SessionRefusal unless ready */
  demandReady(): void;
}

/** Creates an attempt; `tell` carries its news, and `ended` as the last of them. */
export function createAttempt(sessionId: string, settings: SessionSettings, tell: (report: Report) => void): Attempt {
  const current: Current = { state: 'starting', codeShownAt: 0 };
  const profile = profileOf(settings.dataPath, sessionId);
  let over: Promise<void> | undefined;
  const end = (ending: Ending) => {
    over ??= close(client, profile, ending).then(() => tell({ type: 'ended', ending }));
    return over;
  };
  const lost = (reason: string) => void end({ outcome: 'lost', reason });
  const move = stateWriter(current, tell);
  const client = createWebClient(sessionId, settings, {
    onBrowser: (pid) => tell({ type: 'browser', pid }),
    onLost: lost,
    onPasskey: () => move('waiting_for_passkey', 'WhatsApp asks for a passkey'),
    onDocument: () => loadedAnew(current, move),
  });

  return {
    sender: createSender(client),
    end,
    start: async () => {
      hearLinking({ client, current, move, tell, end });
      hearMessages(client, tell);
      await freeProfile(profile);
      current.stopWatching = watch(client, settings.timing, {
        isReady: () => current.state === 'ready',
        isWaitingForScan: () => current.state === 'waiting_for_scan',
        codeShownAt: () => current.codeShownAt,
        onLinked: () => move('syncing', 'linked'),
        onToolsGone: () => loadedAnew(current, move),
      });
      await within(settings.timing.startMs, client.initialize());
    },
    check: async (phone) => presenceOf(client, phone),
    pair: (phone) => client.requestPairingCode(phone),
    download: (messageId) => downloadOf(client, messageId),
    logout: async () => {
      await client.pupPage?.evaluate("window.require('WAWebSocketModel').Socket.logout()").catch(() => undefined);
      await end({ outcome: 'logged_out', reason: 'logged out by us' });
    },
    demandReady: () => {
      if (current.state !== 'ready' || over) {
        throw new SessionRefusal('not_ready', `the session is ${over ? 'ending' : current.state}`);
      }
    },
  };

  async function close(closing: Client, folder: string, { outcome }: Ending): Promise<void> {
    current.stopWatching?.();
    await Promise.race([closing.destroy().catch(() => undefined), delay(closeMs)]);
    closing.pupBrowser?.process()?.kill('SIGKILL');
    if (outcome === 'logged_out') {
      await removeProfile(folder);
    }
  }
}

interface Current {
  state: SessionState;
  codeShownAt: number;
  stopWatching?: () => void;
}

type Move = (state: SessionState, reason: string) => void;

function stateWriter(current: Current, tell: (report: Report) => void): Move {
  return (state, reason) => {
    // `syncing` is on the way to `ready`, never back from it.
    if (current.state === state || (state === 'syncing' && current.state === 'ready')) {
      return;
    }
    current.state = state;
    tellNews(tell, { kind: 'state', state, reason, at: new Date() });
  };
}

/** Nothing can be sent until the library is ready again; it takes hold of the new document by itself. */
function loadedAnew(current: Current, move: Move): void {
  if (current.state === 'ready') {
    move('recovering', 'the page was loaded anew');
  }
}

interface Linking {
  readonly client: Client;
  readonly current: Current;
  readonly move: Move;
  readonly tell: (report: Report) => void;
  readonly end: (ending: Ending) => Promise<void>;
}

function hearLinking({ client, current, move, tell, end }: Linking): void {
  client.on('qr', (qr) => {
    current.codeShownAt = Date.now();
    tellNews(tell, { kind: 'qr', qr, at: new Date() });
    move('waiting_for_scan', 'scan the code with the phone');
  });
  client.on('loading_screen', () => move('syncing', 'loading messages'));
  client.on('authenticated', () => move('syncing', 'linked'));
  client.on('ready', async () => {
    const repairs = await repairsOf(client);
    tellAccount(client, tell);
    move('ready', repairs);
  });
  client.on('auth_failure', (message) => void end({ outcome: 'lost', reason: `login refused: ${message}` }));
  client.on('disconnected', (reason) => void end(endingOf(String(reason))));
}

/** A privacy id in place of the number is not told. */
function tellAccount({ info }: Client, tell: (report: Report) => void): void {
  const { server, user } = info.wid;
  if (server === 'c.us') {
    tellNews(tell, { kind: 'account', phone: user, at: new Date() });
  }
}

function endingOf(reason: string): Ending {
  if (reason === 'LOGOUT') {
    return { outcome: 'logged_out', reason: 'logged out on the phone' };
  }
  return { outcome: restrictions.includes(reason) ? 'restricted' : 'lost', reason: `WhatsApp says ${reason}` };
}

function hearMessages(client: Client, tell: (report: Report) => void): void {
  client.on('message', async (message) => {
    if (isPersonal(message)) {
      tellNews(tell, { kind: 'inbound', message: await inboundOf(client, message), at: new Date() });
    }
  });
  client.on('message_ack', (message, ack) => {
    const rung = rungOf(ack);
    if (rung && message.fromMe) {
      tellNews(tell, { kind: 'receipt', messageId: messageIdOf(message), chatId: message.to, rung, at: new Date() });
    }
  });
}

function tellNews(tell: (report: Report) => void, news: SessionNews): void {
  tell({ type: 'news', news });
}

// What the repair script had to do on this build: the first thing to read when WhatsApp changes again.
async function repairsOf(client: Client): Promise<string> {
  const report = await client.pupPage?.evaluate('JSON.stringify(window.compatReport ?? {})').catch(() => '{}');
  return `repairs ${String(report)}`;
}

async function presenceOf(client: Client, phone: string): Promise<Presence> {
  try {
    return (await client.getNumberId(phone)) ? 'registered' : 'absent';
  } catch {
    return 'unknown'; // The page could not answer; that says nothing about the number.
  }
}

async function within<Value>(deadlineMs: number, work: Promise<Value>): Promise<Value> {
  const late = delay(deadlineMs, undefined, { ref: false }).then(() => {
    throw new Error(`not started within ${deadlineMs} ms`);
  });
  return Promise.race([work, late]);
}
