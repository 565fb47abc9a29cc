import type { KaspiOptions } from '#src/integrations/kaspi/kaspi-config.ts';
import { createKaspiMarketplace } from '#src/integrations/kaspi/kaspi-marketplace.ts';
import type { CabinetSession, Marketplace } from '#src/stores/store.ports.ts';
import { createEventBus } from '../../sandbox/events.ts';
import { hostStandIns } from '../../sandbox/host.ts';
import { createKaspiStandIn, type DemoMerchant } from '../../sandbox/kaspi/index.ts';

/** Kaspi's stand-in over HTTP, with the means to steer it. */
export interface KaspiSandbox {
  readonly url: string;
  readonly seller: DemoMerchant;
  readonly bigSeller: DemoMerchant;
  /** A fresh client, pacing and breakers of its own; quick retries. */
  client(options?: KaspiOptions): Marketplace;
  control<Answer = unknown>(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer>;
  /** Signs the seller in with the code from the mailbox. */
  signIn(client: Marketplace): Promise<CabinetSession>;
  /** The newest code sent to a login. */
  newestCode(login: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the stand-in alone, on a free port. */
export async function startKaspi(): Promise<KaspiSandbox> {
  const events = createEventBus();
  const kaspi = createKaspiStandIn({ emit: events.emit, pace: 'test' });
  const host = await hostStandIns({ standIns: { kaspi }, events });
  const sandbox = {
    url: host.url,
    seller: kaspi.demo.aigulStore,
    bigSeller: kaspi.demo.technomart,
    stop: () => host.stop(),
    client: (options: KaspiOptions = {}) => createKaspiMarketplace({ ...kaspiAt(host.url), ...options }),
    control: <Answer>(method: string, path: string, body?: object) => steer<Answer>(host.url, { method, path, body }),
  };
  const newestCode = async (login: string) => {
    const mailbox = await sandbox.control<{ code: string }[]>('GET', `/mailbox?login=${encodeURIComponent(login)}`);
    return mailbox.at(-1)?.code ?? '';
  };
  const signIn = async (client: Marketplace) => {
    const { email, password } = sandbox.seller;
    const step = await client.cabinet.signIn({ email, password });
    return step.kind === 'signed-in' ? step.session : client.cabinet.submitCode(step.pending, await newestCode(email));
  };
  return { ...sandbox, newestCode, signIn };
}

/** What a client of a test needs to reach the stand-in at an address. */
export function kaspiAt(url: string): KaspiOptions {
  return {
    apiUrl: `${url}/kaspi/shop/api/v2`,
    cabinetUrl: `${url}/kaspi/cabinet`,
    idUrl: `${url}/kaspi/id`,
    storefrontUrl: `${url}/kaspi`,
    retry: { attempts: 2, minDelayMs: 5, maxDelayMs: 50 },
    pace: { ordersPerSecond: 500, cabinetPerSecond: 500 },
    // A wall that a test takes down is gone; the rest after it goes by the real clock.
    rests: { shutOutSeconds: 0.1 },
  };
}

async function steer<Answer>(url: string, call: { method: string; path: string; body: object | undefined }) {
  const response = await fetch(`${url}/_control/kaspi${call.path}`, {
    method: call.method,
    headers: { 'content-type': 'application/json' },
    ...(call.body && { body: JSON.stringify(call.body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${call.method} ${call.path}: ${response.status} ${text}`);
  }

  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** Asks until the answer is as wanted; at most five seconds. */
export async function until<Answer>(
  ask: () => Promise<Answer>,
  isWanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer) || Date.now() > deadline) {
      return answer;
    }

    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Everything an asynchronous list yields. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) {
    all.push(item);
  }

  return all;
}
