import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'whatsapp-web.js';
import type { Downloaded, Ending, Presence, Report, SessionSettings } from '../child-protocol.ts';
import { SessionRefusal } from '../session-refusal.ts';
import { type Current, hearLinking, hearMessages, loadedAnew, stateWriter } from './hear-client.ts';
import { downloadOf } from './messages.ts';
import { freeProfile, profileOf, removeProfile } from './profile.ts';
import { createSender, type Sender } from './sending.ts';
import { watch } from './watchdog.ts';
import { createWebClient } from './web-client.ts';

const closeMs = 3_500;

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
    current.stopWatching?.();
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
}

async function close(client: Client, profile: string, { outcome }: Ending): Promise<void> {
  await Promise.race([client.destroy().catch(() => undefined), delay(closeMs)]);
  client.pupBrowser?.process()?.kill('SIGKILL');
  if (outcome === 'logged_out') {
    await removeProfile(profile);
  }
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
