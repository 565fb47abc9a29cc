import { afterAll } from '@jest/globals';
import { createEventBus } from '../../sandbox/events.ts';
import { type Host, hostStandIns } from '../../sandbox/host.ts';
import { createTelegramStandIn, type TelegramBotSeed } from '../../sandbox/telegram/index.ts';

/** Telegram's stand-in on a port of its own, for one test file. */
export interface TestTelegram {
  /** Base URL of the Bot API. */
  readonly apiUrl: string;
  /** Calls the control API; answers the JSON it gave. @throws Error when it refuses */
  control<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Calls that the stand-in refused so far, but for edits that changed nothing: their answer counts as done. */
  violations(): Promise<readonly { method: string; description: string }[]>;
}

const opened: Host[] = [];

/** Starts Telegram with these bots; it ends with the test file. */
export async function aTelegram(bots: readonly TelegramBotSeed[]): Promise<TestTelegram> {
  const events = createEventBus();
  const telegram = createTelegramStandIn({ emit: events.emit, bots, pace: 'test' });
  const host = await hostStandIns({ standIns: { telegram }, events });
  opened.push(host);
  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${host.url}/_control/telegram${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }

    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    apiUrl: `${host.url}/telegram`,
    control,
    violations: async () => {
      const all = await control<{ method: string; description: string }[]>('GET', '/violations');
      return all.filter(({ description }) => !description.includes('message is not modified'));
    },
  };
}

afterAll(async () => {
  await Promise.all(opened.splice(0).map((host) => host.stop()));
});
