import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChromiumSource } from '#src/platform/browser/chromium.ts';
import type { SessionOptions } from '#src/platform/whatsapp/child-protocol.ts';
import type { SessionEvent, SessionState } from '#src/platform/whatsapp/session-events.ts';
import { WhatsAppSessions, type WhatsAppSessionsOptions } from '#src/platform/whatsapp/whatsapp-sessions.ts';
import { createEventBus } from '../../sandbox/events.ts';
import { hostStandIns } from '../../sandbox/host.ts';
import { createWhatsAppStandIn } from '../../sandbox/whatsapp/index.ts';
import { findTestBrowser } from '../support/test-browser.ts';

const patienceMs = 20_000;

type EventOf<Kind> = Extract<SessionEvent, { kind: Kind }>;

/** A message as the control API shows it. */
export interface ShownMessage {
  readonly id: string;
  readonly direction: string;
  readonly body: string;
  readonly type: string;
  readonly ack: number;
  readonly media?: { readonly url: string };
}

/** Starts the stand-in alone, with the pace of tests. */
export async function aWhatsApp() {
  const events = createEventBus();
  const whatsapp = await createWhatsAppStandIn({ emit: events.emit, pace: 'test' });
  const host = await hostStandIns({ standIns: { whatsapp }, events });
  const control = async (method: string, path: string, body?: object) => {
    const content = body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {};
    const answer = await fetch(`${host.url}/_control/whatsapp${path}`, { method, ...content });
    return { status: answer.status, body: await answer.json() };
  };
  const transcript = async (phone: string): Promise<ShownMessage[]> =>
    (await control('GET', `/phones/${phone}`)).body.messages;
  const arrived = async (phone: string, body: string) => {
    const changed = () =>
      new Promise<void>((resolve) => {
        const stop = events.subscribe(() => {
          stop();
          resolve();
        });
      });
    for (;;) {
      const change = changed();
      const found = (await transcript(phone)).filter((message) => message.body === body);
      if (found.length > 0) {
        return found;
      }
      await change;
    }
  };
  const { chromiumArgs } = whatsapp;
  return { ...host, events, control, transcript, arrived, chromiumArgs, interceptionUrl: `${host.url}/whatsapp` };
}

export type WhatsAppWorld = Awaited<ReturnType<typeof aWhatsApp>>;

/** A browser and a data folder of this test file; a browser that opens no https page gets the site by interception. */
export async function aSessionHost(world: WhatsAppWorld, sources?: readonly ChromiumSource[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'sauda-whatsapp-'));
  const browser = await findTestBrowser(dataDir, sources);
  const options: SessionOptions = {
    dataPath: join(dataDir, 'sessions'),
    browser,
    extraArgs: world.chromiumArgs,
    acceptInsecureCerts: true,
    ...(!browser.https && { interceptionUrl: world.interceptionUrl }),
    timing: { readyWatchdogMs: 1_500 },
  };
  const remove = () => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  return { options, browser, dataDir, remove };
}

/** A host of sessions whose events can be waited for. */
export function listen(options: WhatsAppSessionsOptions = { retryMs: [200] }) {
  const sessions = new WhatsAppSessions(options);
  const heard: SessionEvent[] = [];
  const waiting = new Set<() => void>();
  sessions.on((event) => {
    heard.push(event);
    waiting.forEach((check) => void check());
  });

  const until = <Kind extends SessionEvent['kind']>(kind: Kind, matches: (event: EventOf<Kind>) => boolean, from = 0) =>
    new Promise<EventOf<Kind>>((resolve, reject) => {
      const check = () => {
        const found = heard.slice(from).find((event) => event.kind === kind && matches(event as EventOf<Kind>));
        if (found) {
          clearTimeout(deadline);
          waiting.delete(check);
          resolve(found as EventOf<Kind>);
        }
      };
      const deadline = setTimeout(() => {
        waiting.delete(check);
        reject(new Error(`no such ${kind} among ${JSON.stringify(heard.slice(from))}`));
      }, patienceMs);
      waiting.add(check);
      check();
    });
  const state = (sessionId: string, wanted: SessionState, from = 0) =>
    until('state', (event) => event.sessionId === sessionId && event.state === wanted, from);
  return { sessions, heard, until, state, mark: () => heard.length };
}

export type Listening = ReturnType<typeof listen>;

/** Opens a session and links it with a phone, as a seller does. */
export async function link(
  { sessions, until, state, mark }: Listening,
  world: WhatsAppWorld,
  session: { id: string; phone: string; options: SessionOptions },
): Promise<void> {
  const from = mark();
  await sessions.open(session.id, session.options);
  const { qr } = await until('qr', ({ sessionId }) => sessionId === session.id, from);
  const scan = await world.control('POST', '/scan', { qr, phone: session.phone, pushname: 'Shop' });
  if (scan.status !== 200) {
    throw new Error(`scan refused: ${JSON.stringify(scan.body)}`);
  }
  await state(session.id, 'ready', from);
}

/** The pids of a browser's page processes. */
export function renderersOf(browserPid: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(pids.map((pid) => [Number(pid), parentOf(pid)]));
  const isBelow = (pid: number): boolean => pid === browserPid || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()].filter((pid) => isBelow(pid) && readProc(pid, 'cmdline').includes('--type=renderer'));
}

function parentOf(pid: string): number {
  return Number(/^.*\) \S (\d+)/.exec(readProc(pid, 'stat'))?.[1] ?? 0);
}

function readProc(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // The process ended meanwhile.
  }
}
