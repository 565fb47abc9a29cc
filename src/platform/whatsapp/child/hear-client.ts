import type { Client } from 'whatsapp-web.js';
import type { Ending, Report } from '../child-protocol.ts';
import type { SessionNews, SessionState } from '../session-events.ts';
import { inboundOf, isPersonal, receiptOf, rungOf } from './messages.ts';

const restrictions = ['TOS_BLOCK', 'SMB_TOS_BLOCK'];

/** Where an attempt stands. */
export interface Current {
  state: SessionState;
  codeShownAt: number;
  stopWatching?: () => void;
}

/** Changes the state and tells so; the same state is told once. */
export type Move = (state: SessionState, reason: string) => void;

/** Creates the one writer of an attempt's state. */
export function stateWriter(current: Current, tell: (report: Report) => void): Move {
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
export function loadedAnew(current: Current, move: Move): void {
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

/** Tells how far linking got, and ends the attempt when WhatsApp does. */
export function hearLinking({ client, current, move, tell, end }: Linking): void {
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

/** Tells of customers' messages and of receipts. */
export function hearMessages(client: Client, tell: (report: Report) => void): void {
  client.on('message', async (message) => {
    if (isPersonal(message)) {
      tellNews(tell, { kind: 'inbound', message: await inboundOf(client, message), at: new Date() });
    }
  });
  client.on('message_ack', (message, ack) => {
    const rung = rungOf(ack);
    if (rung && message.fromMe) {
      tellNews(tell, { kind: 'receipt', ...receiptOf(message), rung, at: new Date() });
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
