import { createEventBus, type RecordedEvent } from '../../sandbox/events.ts';
import { hostStandIns } from '../../sandbox/host.ts';
import { createTelegramStandIn } from '../../sandbox/telegram/index.ts';

/** The bot of every test. */
export const token = '123456789:AAtesttokenoftelegramstandin';

/** A reply of the Bot API. */
export interface Reply<Result = Wire> {
  readonly ok: boolean;
  readonly result: Result;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { retry_after?: number };
}

/** A wire object, read loosely. */
export type Wire = ReturnType<typeof JSON.parse>;

/** The stand-in on a port, a bot, and bare fetch. */
export interface TelegramBench {
  readonly url: string;
  readonly events: RecordedEvent[];
  readonly inProcess: typeof fetch;
  /** The clock moves only when told, once it was touched. */
  advance(ms: number): void;
  call(method: string, params?: object): Promise<Reply>;
  upload(method: string, fields: Record<string, string>, files: Record<string, File>): Promise<Reply>;
  control(method: string, path: string, body?: object): Promise<{ status: number; json: Wire }>;
  /** A user who has pressed start, with the update confirmed. */
  aUser(extra?: object): Promise<number>;
  transcript(userId: number): Promise<Wire>;
  stop(): Promise<void>;
}

/** Starts the stand-in on a free port. */
export async function startTelegram(): Promise<TelegramBench> {
  let shiftMs = 0;
  const bus = createEventBus();
  const events: RecordedEvent[] = [];
  bus.subscribe((event) => events.push(event));
  const telegram = createTelegramStandIn({
    emit: bus.emit,
    now: () => new Date(Date.now() + shiftMs),
    pace: 'test',
    bots: [{ token, username: 'sauda_test_bot', name: 'Sauda' }],
  });
  const host = await hostStandIns({ standIns: { telegram }, events: bus });
  const methodUrl = (method: string) => `${host.url}/telegram/bot${token}/${method}`;
  const asJson = (method: string, body: object | undefined): RequestInit => ({
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  });

  const call = async (method: string, params: object = {}) =>
    (await (await fetch(methodUrl(method), asJson('POST', params))).json()) as Reply;
  const control = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${host.url}/_control/telegram${path}`, asJson(method, body));
    const text = await response.text();
    return { status: response.status, json: text ? JSON.parse(text) : undefined };
  };
  let phones = 0;
  return {
    url: host.url,
    events,
    inProcess: telegram.fetch,
    advance: (ms) => {
      shiftMs += ms;
    },
    call,
    control,
    upload: async (method, fields, files) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...fields, ...files })) {
        form.set(name, value);
      }
      return (await (await fetch(methodUrl(method), { method: 'POST', body: form })).json()) as Reply;
    },
    aUser: async (extra = {}) => {
      phones += 1;
      const body = { firstName: 'Айгуль', phone: `+7701000${String(phones).padStart(4, '0')}`, ...extra };
      const { json } = await control('POST', '/users', body);
      const { json: said } = await control('POST', `/chats/${json.id}/messages`, { start: true });
      await call('getUpdates', { offset: said.updateId + 1 });
      return json.id;
    },
    transcript: async (userId) => (await control('GET', `/chats/${userId}`)).json,
    stop: () => host.stop(),
  };
}

/** A PNG's header of that size; the stand-in looks no further. */
export function pngOf(width: number, height: number, bytes = 64): Buffer<ArrayBuffer> {
  const png = Buffer.alloc(bytes);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(png);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}
